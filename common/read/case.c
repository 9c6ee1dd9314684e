#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "read/case.h"
#include "read/alternatives.h"

/*
 * Words come in patterns.  usual is how common one is; the others are what it
 * costs to be of a kind in its first place and later, in nats.  No pattern forbids.
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

enum { PATTERNS = sizeof patterns / sizeof patterns[0] };

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

static int
same_word(const struct tags *a, const struct tags *b)
{
	return a->have & b->have & TAG_WORD && a->word == b->word;
}

void
settle_line(const struct classes *c, const struct ranked_class *const *ranked,
            const int *n_ranked, struct result *r, int n)
{
	struct choice *choices = mem_alloc((size_t)n + 1, sizeof *choices);
	double xh = 0, cap = 0;
	int known = line_heights(c, ranked, n_ranked, r, n, &xh, &cap), from, i;
	struct place p;
	struct word w;

	for (i = 0; i < n; i++) {
		int placed = known && place_of(&r[i].tags, xh, cap, &p);

		p.parts = r[i].parts;
		choice_open(&choices[i], c, ranked[i], n_ranked[i], placed, OPTIONS_LEAST);
		choice_place(&choices[i], placed ? &p : NULL);
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
