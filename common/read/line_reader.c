#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/log_add.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "lang/letters.h"
#include "net/labels.h"
#include "page/line_image.h"
#include "read/classes.h"
#include "read/line_reader.h"
#include "read/tunables.h"

/* The character that a label stands for; 0 when it is none, or several. */
static uint32_t
code_of(const char *label)
{
	uint32_t code, more;

	if (strcmp(label, LABEL_SPACE) == 0)
		return ' ';
	utf8_next(utf8_next(label, &code), &more);
	return more == 0 && code != UTF8_BAD ? code : 0;
}

/* Which classes spec lets be answered.  Returns 0, or -1 when none is. */
static int
restrict_to(struct line_reader *r, const char *spec)
{
	struct model *members[] = {mem_alloc(1, sizeof *r->model)};
	const struct models set = {members, 1};
	struct classes c;
	int bad;

	*members[0] = *r->model;
	members[0]->n_classes--;	/* the blank is no answer */
	c = classes_union(&set);
	bad = classes_restrict(&c, spec);
	for (int k = 0; k < members[0]->n_classes; k++)
		r->allowed[k] = c.allowed[c.of[0][k]] || r->code[k] == ' ';
	classes_free(&c);
	free(members[0]);
	return bad;
}

int
line_reader_open(struct line_reader *r, const struct model *m, const struct decoder *d, const char *spec)
{
	const int wide = d->language.pattern != NULL;
	int bad = 0;

	*r = (struct line_reader){
		.model = m, .language = d->language, .lms = d->lms, .n_lms = d->n_lms, .nbest = d->nbest,
		.weights = {
			.letter = LINE_LETTER, .capitals_start = d->capitals_start, .capitals_turn = d->capitals_turn,
			.beam = wide ? LINE_BEAM_PATTERN : LINE_BEAM,
		},
	};
	r->code = mem_zero((size_t)m->n_classes, sizeof *r->code);
	r->allowed = mem_zero((size_t)m->n_classes, 1);
	for (int k = 0; k < m->n_classes - 1; k++) {
		r->code[k] = code_of(m->classes[k]);
		r->allowed[k] = 1;
		bad |= r->code[k] == 0;
	}
	if (!bad && spec)
		bad = restrict_to(r, spec);
	if (bad)
		line_reader_close(r);
	return bad ? -1 : 0;
}

void
line_reader_close(struct line_reader *r)
{
	free(r->code);
	free(r->allowed);
	memset(r, 0, sizeof *r);
}

const char *
line_reader_takes(const struct line_reader *r, const struct image *img)
{
	if (img->h != LINE_HEIGHT)
		return "not 48 rows";
	if (img->w > LINE_MOST)
		return "more columns than a line may have";
	return img->w % LINE_MULTIPLE || img->w < r->model->step ? "columns that are no multiple of 8" : NULL;
}

void
line_picture_free(struct line_picture *p)
{
	image_free(&p->img);
	tags_free(&p->tags);
}

/* The texts of a line by each of the languages; those stay whose best is likeliest. */
static void
search_all(const struct line_reader *r, const struct ctc_scores *s, struct line_reading *out)
{
	struct language l = r->language;

	for (int i = 0; i < (r->n_lms > 1 ? r->n_lms : 1); i++) {
		struct ctc_answer *text;
		int n;

		if (r->n_lms > 1)
			l.lm = r->lms[i];
		text = ctc_search(s, &l, &r->weights, r->weights.beam, &n);
		if (i == 0 || (n > 0 && (out->n == 0 || text[0].score > out->text[0].score))) {
			ctc_answers_free(out->text, out->n);
			out->text = text;
			out->n = n;
			out->lm = l.lm;
		} else {
			ctc_answers_free(text, n);
		}
	}
}

void
line_reader_search(const struct line_reader *r, struct line_reading *out)
{
	const struct ctc_scores s = {out->logp, out->steps, r->model->n_classes, r->code, r->allowed};

	search_all(r, &s, out);
	if (out->n > 0) {
		const struct ctc_answer *t = &out->text[0];

		out->from = mem_alloc(2 * (size_t)t->n + 1, sizeof *out->from);
		out->to = out->from + t->n;
		ctc_align(&s, t->label, t->n, out->from, out->to);
	}
}

void
line_reader_read(const struct line_reader *r, const struct line_picture *line, struct line_reading *out)
{
	*out = (struct line_reading){.line = line, .steps = line->img.w / r->model->step};
	out->logp = mem_floats((size_t)out->steps * (size_t)r->model->n_classes + 1);
	model_predict_line(r->model, line->img.px, line->img.w, out->logp);
	line_reader_search(r, out);
}

/* For every class the one of its small letter; -1: there is none. */
static int *
small_classes(const struct line_reader *r)
{
	const int n = r->model->n_classes - 1;
	int *small = mem_alloc((size_t)n + 1, sizeof *small);

	for (int k = 0; k < n; k++) {
		small[k] = -1;
		for (int i = 0; i < n; i++)
			if (r->code[i] != r->code[k] && r->code[i] == letter_small(r->code[k]))
				small[k] = i;
	}
	return small;
}

void
line_reader_search_capitals(const struct line_reader *r, const struct line_reading *l, double small_cost, struct line_reading *out)
{
	const int classes = r->model->n_classes;
	struct line_reader by = *r;
	int *small = small_classes(r);

	by.weights.small_cost = small_cost;
	*out = (struct line_reading){.line = l->line, .steps = l->steps};
	out->logp = mem_floats((size_t)l->steps * (size_t)classes + 1);
	memcpy(out->logp, l->logp, (size_t)l->steps * (size_t)classes * sizeof *l->logp);
	for (int t = 0; t < l->steps; t++) {
		float *logp = out->logp + (size_t)t * (size_t)classes;

		for (int k = 0; k < classes - 1; k++)
			if (small[k] >= 0)
				logp[k] = (float)log_add((double)logp[k], (double)logp[small[k]] - LINE_SMALL_COST);
	}
	free(small);
	line_reader_search(&by, out);
}

void
line_reading_free(struct line_reading *l)
{
	free(l->logp);
	free(l->from);
	ctc_answers_free(l->text, l->n);
	memset(l, 0, sizeof *l);
}
