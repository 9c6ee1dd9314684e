#include <math.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "lang/letters.h"
#include "read/combine_words.h"
#include "read/ctc_rescore.h"
#include "read/tunables.h"
#include "read/word_slots.h"

/* The sum of the logarithms of the confidences of what a reader read in a place. */
static double
log_confidence(const struct result *r, const struct place *p)
{
	double sum = 0;

	for (int i = p->from; i < p->to; i++)
		sum += log(fmax((double)r[i].best[0].conf, COMBINE_LEAST));
	return sum;
}

/* How many of the characters that a reader read in a place, blanks among them, are neither letters nor digits. */
static double
marks_share(const struct result *r, const struct place *p)
{
	int n = 0, marks = 0;

	for (int i = p->from; i < p->to; i++) {
		uint32_t code;

		utf8_next(r[i].best[0].text, &code);
		marks += !letter_is(code);
		n += 1 + (i > p->from && r[i].tags.word != r[i - 1].tags.word);
	}
	return n > 0 ? (double)marks / n : 0;
}

/* A line as characters: what slots choose. */
struct text { uint32_t *code; int n; };

/* Room for every text of a line. */
static struct text
text_new(const struct both *b)
{
	return (struct text){mem_alloc(2 * (size_t)(b->n[0] + b->n[1]) + 1, sizeof(uint32_t)), 0};
}

/* Append what one reader read in a place, a space between words and before it.  Returns 0, or -1 when an answer is no single character. */
static int
append(const struct result *r, const struct place *p, struct text *t)
{
	for (int i = p->from; i < p->to; i++) {
		uint32_t code;

		if (*utf8_next(r[i].best[0].text, &code))
			return -1;
		if (t->n > 0 && (i == p->from || r[i].tags.word != r[i - 1].tags.word))
			t->code[t->n++] = ' ';
		t->code[t->n++] = code;
	}
	return 0;
}

/* Make t the text of reader k, with the other's words in slot other (-1: in none).  Returns 0, or -1 as append. */
static int
text_with(const struct both *b, const struct slots *all, int k, int other, struct text *t)
{
	t->n = 0;
	for (int i = 0; i < all->n; i++) {
		const int by = i == other ? !k : k;

		if (append(b->r[by], &all->v[i].of[by], t))
			return -1;
	}
	return 0;
}

/* The class of a character; -1: none has it. */
static int
class_of(const struct line_reader *by, uint32_t code)
{
	for (int k = 0; k < by->model->n_classes - 1; k++)
		if (by->code[k] == code)
			return k;
	return -1;
}

/* What the line as a whole says of a text; what it cannot read is hopeless. */
static struct ctc_nats
whole_nats(const struct voters *v, const struct text *t)
{
	const struct line_reader *by = v->by;
	const struct ctc_scores s = {v->reading->logp, v->reading->steps, by->model->n_classes, by->code, NULL};
	struct language language = by->language;
	struct ctc_weights weights = by->weights;
	uint16_t *label = mem_alloc((size_t)t->n + 1, sizeof *label);
	struct ctc_nats nats = {-INFINITY, -INFINITY};
	int n = 0;

	weights.small_cost = v->small_cost;
	if (by->n_lms > 1)
		language.lm = v->reading->lm;
	for (int k; n < t->n && (k = class_of(by, t->code[n])) >= 0;)
		label[n++] = (uint16_t)k;
	if (n == t->n)
		nats = ctc_rescore(&s, &language, &weights, label, n);
	free(label);
	return nats;
}

/* Nats of the whole's text, with the lattice's words in slot other (-1: in none). */
static struct ctc_nats
whole_with(const struct voters *v, const struct both *b, const struct slots *all, int other)
{
	struct text t = text_new(b);
	struct ctc_nats nats = {-INFINITY, -INFINITY};

	if (text_with(b, all, 1, other, &t) == 0)
		nats = whole_nats(v, &t);
	free(t.code);
	return nats;
}

/* Nats of the lattice's text, with the whole's words in slot other (-1: in none). */
static double
lattice_with(const struct voters *v, const struct both *b, const struct slots *all, int other)
{
	struct text t = text_new(b);
	double nats = -INFINITY;

	if (v->lattice && text_with(b, all, 0, other, &t) == 0)
		nats = lattice_text_score(v->lattice, t.code, t.n);
	free(t.code);
	return nats;
}

/* What is lost from usual to other; what is hopeless is no worse than COMBINE_LOSS_MOST. */
static double
loss(double usual, double other)
{
	return usual > -INFINITY ? fmin(COMBINE_LOSS_MOST, usual - other) : 0;
}

/* Characters of r in a place go over to out; their words are numbered on from *word. */
static void
take(struct result *r, const struct place *p, int *word, struct results *out)
{
	int before = 0, chr = 0;

	for (int i = p->from; i < p->to; i++) {
		const int begins = i == p->from || r[i].tags.word != before;

		before = r[i].tags.word;
		*word += begins;
		chr = begins ? 1 : chr + 1;
		r[i].tags.word = *word;
		r[i].tags.chr = chr;
		r[i].tags.have |= TAG_WORD | TAG_CHAR;
		results_add(out, &r[i]);
	}
}

/* What a reader read in a place, as text in b. */
static const char *
text_of(const struct result *r, const struct place *p, struct buf *b)
{
	buf_clear(b);
	for (int i = p->from; i < p->to; i++) {
		if (i > p->from && r[i].tags.word != r[i - 1].tags.word)
			buf_char(b, ' ');
		buf_str(b, r[i].best[0].text);
	}
	return buf_text(b);
}

static const char *
source_of(const struct both *b)
{
	return b->r[0][0].tags.src ? b->r[0][0].tags.src : "<stdin>";
}

static int
line_of(const struct both *b)
{
	return b->r[0][0].tags.have & TAG_LINE ? b->r[0][0].tags.line : 1;
}

/* What speaks for the lattice's words in a place, and against them. */
struct evidence {
	double sure[2];		/* logarithms of confidences, at most 0 */
	double paths, language;	/* nats that the whole's text loses by them */
	double lattice;		/* nats that the lattice's text loses by the whole's */
	int more;		/* characters that they are more */
	double marks;		/* the share of marks that they have more */
	int same;		/* 1: only the case of letters differs */
};

/* Tell what was weighed. */
static void
explain(const struct both *b, const struct slot *s, const struct evidence *e, double balance)
{
	struct buf lattice = BUF_EMPTY, whole = BUF_EMPTY;

	if (verbosity < 1)
		return;
	info_at(1, source_of(b), "line %d: candidates '%s' %.2f, whole '%s' %.2f, losses %.2f %.2f %.2f: %s", line_of(b),
	        text_of(b->r[0], &s->of[0], &lattice), e->sure[0], text_of(b->r[1], &s->of[1], &whole), e->sure[1],
	        e->paths, e->language, e->lattice, balance > 0 ? "candidates" : "whole");
	buf_free(&lattice);
	buf_free(&whole);
}

/* 1 when both readers say the same of a place. */
static int
agree(const struct both *b, const struct slot *s)
{
	struct buf text = BUF_EMPTY;
	const int same = word_slot_same(b, s, 0);

	if (same && verbosity >= 2)
		info_at(2, source_of(b), "line %d: both '%s'", line_of(b), text_of(b->r[0], &s->of[0], &text));
	buf_free(&text);
	return same;
}

/* What the texts of both readers have as they are; most lines need it not, as both read the same. */
struct usual { int known; struct ctc_nats whole; double lattice; };

static struct evidence
weigh(const struct voters *v, const struct both *b, const struct slots *all, int i, struct usual *usual)
{
	const struct slot *s = &all->v[i];
	struct evidence e = {.more = (s->of[0].to - s->of[0].from) - (s->of[1].to - s->of[1].from)};
	const struct ctc_nats other = whole_with(v, b, all, i);

	if (!usual->known)
		*usual = (struct usual){1, whole_with(v, b, all, -1), lattice_with(v, b, all, -1)};
	for (int k = 0; k < 2; k++)
		e.sure[k] = log_confidence(b->r[k], &s->of[k]);
	e.marks = marks_share(b->r[0], &s->of[0]) - marks_share(b->r[1], &s->of[1]);
	e.same = word_slot_same(b, s, 1);
	e.paths = loss(usual->whole.paths, other.paths);
	e.language = loss(usual->whole.language, other.language);
	e.lattice = loss(usual->lattice, lattice_with(v, b, all, i));
	return e;
}

/* 1 when the lattice's words of slot i are to be taken. */
static int
prefers_lattice(const struct voters *v, const struct both *b, const struct slots *all, int i, struct usual *usual)
{
	const struct evidence e = weigh(v, b, all, i, usual);
	const double balance = COMBINE_BIAS - (v->by->language.lm ? 0 : COMBINE_BARE)
	                       + COMBINE_LATTICE * e.sure[0] - COMBINE_WHOLE * e.sure[1]
	                       - COMBINE_LOSS * fmin(COMBINE_LOSS_MOST, e.paths + e.language) + COMBINE_BACK * e.lattice
	                       + COMBINE_MORE * e.more + COMBINE_MARKS * e.marks + COMBINE_CASE * e.same;

	explain(b, &all->v[i], &e, balance);
	return balance > 0;
}

/* 1 when words of both cannot be mixed: all of a line must match a pattern, or it is not known where they stand. */
static int
is_whole(const struct voters *v, const struct both *b)
{
	for (int k = 0; k < 2; k++)
		for (int i = 0; i < b->n[k]; i++)
			if (!(b->r[k][i].tags.have & TAG_BOX))
				return 1;
	return v->by->language.pattern != NULL;
}

/* All of the line as one slot. */
static void
make_one(struct slots *all, const struct both *b)
{
	all->n = 1;
	for (int k = 0; k < 2; k++)
		all->v[0].of[k] = (struct place){0, b->n[k], 0, 0};
}

void
combine_words(const struct voters *v, struct result *lattice, int n_lattice, struct result *whole, int n_whole, struct results *out)
{
	const struct both b = {{lattice, whole}, {n_lattice, n_whole}};
	struct slots all = word_slots(&b);
	int word = 0, *taken;		/* by slot, whose words: 0 the lattice's, 1 the whole's */
	struct usual usual = {.known = 0};

	if (is_whole(v, &b))
		make_one(&all, &b);
	taken = mem_zero((size_t)all.n + 1, sizeof *taken);
	for (int i = 0; i < all.n; i++)		/* all of them before results go over */
		taken[i] = !agree(&b, &all.v[i]) && !prefers_lattice(v, &b, &all, i, &usual);
	for (int i = 0; i < all.n; i++) {
		const struct slot *s = &all.v[i];
		const int k = taken[i];

		take(b.r[k], &s->of[k], &word, out);
		for (int j = s->of[!k].from; j < s->of[!k].to; j++)
			result_free(&b.r[!k][j]);
	}
	free(taken);
	free(all.v);
}
