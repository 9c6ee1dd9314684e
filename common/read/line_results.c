/* The characters of a line that was read, with boxes and confidences; see line_reader.h. */
#include "base/mem.h"
#include "page/line_image.h"
#include "read/line_answers.h"
#include "read/line_reader.h"
#include "read/line_words.h"

/* Ink in a column. */
static long
ink_of(const struct image *img, int x)
{
	long sum = 0;

	for (int y = 0; y < img->h; y++)
		sum += img->px[(size_t)y * (size_t)img->w + (size_t)x];
	return sum;
}

/*
 * The column before which character i begins: between it and the one before, where
 * the least ink is, as near the middle as may be.
 */
static int
begin_of(const struct line_reader *r, const struct line_reading *l, int i)
{
	const struct image *img = &l->line->img;
	const int step = r->model->step;
	int from, to, best;
	long least;

	if (i == 0)
		return 0;
	if (i == l->text[0].n)
		return img->w;
	from = l->to[i - 1] * step - step / 2;
	to = l->from[i] * step + step / 2;
	best = (from + to) / 2;
	least = ink_of(img, best);
	for (int off = 1; off <= (to - from) / 2; off++)
		for (int side = -1; side <= 1; side += 2) {
			const int x = (from + to) / 2 + side * off;

			if (x > from && x <= to && ink_of(img, x) < least) {
				least = ink_of(img, x);
				best = x;
			}
		}
	return best;
}

/* Where character i stands; the tags that the line has of all of them. */
static void
place(const struct line_reader *r, const struct line_reading *l, int i, struct tags *t)
{
	const struct tags *line = &l->line->tags;

	t->have = line->have & (TAG_PAGE | TAG_LINE | TAG_BASE | TAG_XH | TAG_CAP);
	t->page = line->page;
	t->line = line->line;
	t->xh = line->xh;
	t->cap = line->cap;
	t->src = mem_text(line->src);
	if (line->have & TAG_BOX) {
		t->box = line_columns_box(&l->line->img, line, begin_of(r, l, i), begin_of(r, l, i + 1));
		t->have |= TAG_BOX;
	}
	if (line->have & TAG_BASE)
		t->base = line_base_at(line, t->box.x + t->box.w / 2);
}

void
line_reading_results(const struct line_reader *r, const struct line_reading *l, struct results *out)
{
	const struct ctc_answer *text = &l->text[0];
	const int first = out->n;
	struct line_answers answers;
	int word = 1, chr = 0;

	if (l->n == 0)
		return;
	line_answers_open(&answers, r, l);
	for (int i = 0; i < text->n; i++) {
		struct result one = {.n = 0};

		if (r->code[text->label[i]] == ' ') {
			word++;
			chr = 0;
			continue;
		}
		place(r, l, i, &one.tags);
		one.n = line_answers_of(&answers, i, one.best);
		one.tags.have |= TAG_WORD | TAG_CHAR;
		one.tags.word = word;
		one.tags.chr = ++chr;
		results_add(out, &one);
	}
	line_answers_close(&answers);
	if (r->nbest > 0)
		line_words(r, l, out->v + first, out->n - first);
}
