#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/case.h"
#include "text/forms.h"

/*
 * Tunables, all in nats of log-probability.  A character's score is what the
 * networks say, plus PLACE_WEIGHT times how well its size and place fit, plus
 * what the pattern of its word adds.
 */
static const double PLACE_WEIGHT = 0.65;
static const double LEAST_PROB = 1e-4;	/* what networks may at most deny */
static const double SURE = 0.55;		/* probability from where a glyph tells the line's heights */
static const double TAG_TRUST = 2.5;	/* glyphs that the heights in the tags are worth */

/*
 * Words come in patterns.  usual is how common one is; the others are what it
 * costs to be of a kind in its first place and later.  No pattern forbids.
 */
static const struct pattern {
	double usual;
	double first[KINDS], later[KINDS];	/* upper, lower, digit, other, link, stop, sign */
} patterns[] = {
	{ 0.0, {-2.5, 0, -4, 0, 0, -1, -2},   {-7, 0, -5.5, 0, 0, -1, -2}},	/* word */
	{-1.2, {0, -3, -3, 0, 0, -1, -2},     {-6, 0, -6, 0, 0, -1, -2}},	/* Word */
	{-1.0, {0, -4, -3, 0, 0, -1, -2},     {0, -7, -6.5, 0, 0, -1, -2}},	/* WORD */
	{-1.0, {-3, -3, 0, 0, 0, 0, 0},       {-4.5, -6.5, 0, 0, 0, 0, 0}},	/* 1234 */
	{-6.8, {-0.5, -0.5, -0.5, 0, 0, 0, 0}, {-1.2, -0.4, -0.9, 0, 0, 0, 0}},	/* A4b, mixed */
};

enum {
	PATTERNS = sizeof patterns / sizeof patterns[0],
	OPTIONS = 24,			/* characters that a glyph may be, the best of them */
};

struct option {				/* one character that a glyph may be */
	char text[RESULT_LABEL];
	enum kind kind;
	double score;
};

struct choice {				/* one glyph */
	struct option option[OPTIONS];	/* best first */
	int n;
	int placed;			/* 1 when its size and place are known */
};

/* Copy as much of label as fits, whole characters. */
static void
copy_label(char to[RESULT_LABEL], const char *label)
{
	size_t n = strlen(label);

	if (n >= RESULT_LABEL)
		for (n = RESULT_LABEL - 1; n > 0 && ((unsigned char)label[n] & 0xC0) == 0x80;)
			n--;
	memcpy(to, label, n);
	to[n] = '\0';
}

static void
add_option(struct choice *c, const char *label, double score)
{
	struct option *o;
	int k;

	if (c->n == OPTIONS && score <= c->option[OPTIONS - 1].score)
		return;
	k = c->n < OPTIONS ? c->n++ : OPTIONS - 1;
	for (; k > 0 && score > c->option[k - 1].score; k--)
		c->option[k] = c->option[k - 1];
	o = &c->option[k];
	copy_label(o->text, label);
	o->kind = kind_of(o->text);
	o->score = score;
}

/* A character with its score by networks (log probability) and place; p is NULL when not known. */
static void
weigh_option(struct choice *c, const char *label, double log_prob, const struct place *p)
{
	const struct form *f = form_of(label);

	if (f && p)
		log_prob += PLACE_WEIGHT * form_fit(f, p);
	add_option(c, label, log_prob);
}

/*
 * The characters that the n candidates may be.  Scores follow the order of the
 * vote: none is above those before it.
 */
static void
weigh(const struct classes *classes, const struct candidate *cand, int n, const struct place *p,
      struct choice *c)
{
	double most = 0;
	int k;

	c->n = 0;
	c->placed = p != NULL;
	for (k = 0; k < n; k++) {
		const char *label = classes->label[cand[k].cls];

		most = fmin(most, log(fmax(cand[k].prob, LEAST_PROB)));
		if (label_is_merged(label)) {
			char upper[2] = {label[0], '\0'};

			weigh_option(c, label + 1, most, p);
			if (p)
				weigh_option(c, upper, most, p);
		} else {
			weigh_option(c, label, most, p);
		}
	}
}

struct word {			/* n glyphs of a line */
	struct choice *c;
	int n;
	int first, last;	/* the first and last that look like a letter or digit; -1: none does */
};

/* What pattern adds to an option of glyph i.  Marks before and after a word are free. */
static double
bonus(const struct pattern *pattern, const struct word *w, int i, const struct option *o)
{
	if (o->kind >= KIND_LINK && (i < w->first || i > w->last))
		return 0;
	return (i == w->first ? pattern->first : pattern->later)[o->kind];
}

static double
best_score(const struct pattern *pattern, const struct word *w, int i)
{
	const struct choice *c = &w->c[i];
	double best = -INFINITY;
	int k;

	for (k = 0; k < c->n; k++)
		best = fmax(best, c->option[k].score + bonus(pattern, w, i, &c->option[k]));
	return best;
}

static void
find_ends(struct word *w)
{
	int i;

	w->first = w->last = -1;
	for (i = 0; i < w->n; i++) {
		if (w->c[i].n == 0 || w->c[i].option[0].kind >= KIND_LINK)
			continue;
		w->last = i;
		if (w->first < 0)
			w->first = i;
	}
}

/* Let the most likely pattern of a word have its say. */
static void
settle_word(struct word *w)
{
	const struct pattern *best = patterns, *p;
	double most = -INFINITY;
	int i, k;

	find_ends(w);
	for (p = patterns; p < patterns + PATTERNS; p++) {
		double sum = w->first < w->last ? p->usual : 0;	/* a letter alone has no pattern */

		for (i = 0; i < w->n; i++)
			if (w->c[i].placed && w->c[i].n > 0)
				sum += best_score(p, w, i);
		if (sum > most) {
			most = sum;
			best = p;
		}
	}
	for (i = 0; i < w->n; i++)
		for (k = 0; k < w->c[i].n && w->c[i].placed; k++)
			w->c[i].option[k].score += bonus(best, w, i, &w->c[i].option[k]);
}

static int
by_score(const void *a, const void *b)
{
	const struct option *x = a, *y = b;

	if (x->score > y->score || x->score < y->score)
		return x->score > y->score ? -1 : 1;
	return strcmp(x->text, y->text);
}

/* The answers, best first, each character once; confidences sum to 1 over all options. */
static void
answer(struct choice *c, struct result *r)
{
	double total = 0;
	int i, k;

	qsort(c->option, (size_t)c->n, sizeof c->option[0], by_score);
	for (k = 0; k < c->n; k++)
		total += exp(c->option[k].score - c->option[0].score);
	r->n = 0;
	if (c->n == 0)
		r->best[r->n++] = (struct answer){"", 0};
	for (k = 0; k < c->n && r->n < RESULT_TOP; k++) {
		for (i = 0; i < r->n && strcmp(r->best[i].text, c->option[k].text) != 0;)
			i++;
		if (i < r->n)
			continue;
		memcpy(r->best[r->n].text, c->option[k].text, RESULT_LABEL);
		r->best[r->n++].conf = (float)(exp(c->option[k].score - c->option[0].score) / total);
	}
}

/* A height of the line: that of its tags, and of the glyphs that show it. */
struct height { double sum, weight; };

static void
show(struct height *h, double pixels, double weight)
{
	h->sum += weight * log(pixels);
	h->weight += weight;
}

/*
 * The line's x-height and cap height in pixels, its tags corrected by glyphs
 * whose character is known without it.  Returns 0 when the tags say nothing.
 */
static int
line_heights(const struct classes *classes, const struct candidate *const *cand, const int *n_cand,
             const struct result *r, int n, double *xh, double *cap)
{
	struct height small = {0, 0}, tall = {0, 0};
	int i;

	for (i = 0; i < n; i++) {
		const struct tags *t = &r[i].tags;
		const char *label;

		if (!(t->have & TAG_XH) || !(t->have & TAG_BOX))
			continue;
		if (small.weight <= 0) {
			show(&small, t->xh, TAG_TRUST);
			show(&tall, t->have & TAG_CAP ? t->cap : t->xh / 0.6, TAG_TRUST);
		}
		if (n_cand[i] == 0 || cand[i][0].prob < SURE)
			continue;
		label = classes->label[cand[i][0].cls];
		if (label[0] == '\0' || label[1] != '\0')
			continue;
		if (strchr("aenr", label[0]) && t->box.h > 0.6 * t->xh && t->box.h < 1.6 * t->xh)
			show(&small, t->box.h, 1);
		else if (strchr("ABDEFGHNRTbdh", label[0]) && t->box.h > 0.9 * t->xh && t->box.h < 3 * t->xh)
			show(&tall, t->box.h, 1);
	}
	if (small.weight <= 0)
		return 0;
	*xh = exp(small.sum / small.weight);
	*cap = exp(tall.sum / tall.weight);
	return 1;
}

static int
same_word(const struct tags *a, const struct tags *b)
{
	return a->have & b->have & TAG_WORD && a->word == b->word;
}

void
settle_line(const struct classes *c, const struct candidate *const *cand,
            const int *n_cand, struct result *r, int n)
{
	struct choice *choices = mem_alloc((size_t)n + 1, sizeof *choices);
	double xh = 0, cap = 0;
	int known = line_heights(c, cand, n_cand, r, n, &xh, &cap), from, i;
	struct place p;
	struct word w;

	for (i = 0; i < n; i++) {
		int placed = known && place_of(&r[i].tags, xh, cap, &p);

		p.parts = r[i].parts;
		weigh(c, cand[i], n_cand[i], placed ? &p : NULL, &choices[i]);
	}
	for (from = 0; from < n; from = i) {
		for (i = from + 1; i < n && same_word(&r[from].tags, &r[i].tags);)
			i++;
		w.c = choices + from;
		w.n = i - from;
		settle_word(&w);
	}
	for (i = 0; i < n; i++)
		answer(&choices[i], &r[i]);
	free(choices);
}
