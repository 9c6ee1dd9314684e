#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "read/alternatives.h"
#include "read/case.h"
#include "read/line_metrics.h"
#include "read/tunables.h"

static const struct word_pattern {
	double usual;		/* nats: how common it is */
	double first[KINDS], later[KINDS];	/* nats for a character by its kind, in the word's first place and later */
} patterns[] = CASE_PATTERNS;

enum { PATTERNS = sizeof patterns / sizeof patterns[0] };

struct word {			/* n glyphs of a line */
	struct alternatives *glyph;
	int n;
	int first, last;	/* the first and last that look like a letter or digit; -1: none does */
};

/* What pattern adds to an alternative of glyph i.  Marks before and after a word are free. */
static double
bonus(const struct word_pattern *pattern, const struct word *w, int i, const struct alternative *a)
{
	if (a->kind >= KIND_LINK && (i < w->first || i > w->last))
		return 0;
	return (i == w->first ? pattern->first : pattern->later)[a->kind];
}

static double
best_score(const struct word_pattern *pattern, const struct word *w, int i)
{
	const struct alternatives *a = &w->glyph[i];
	double best = -INFINITY;

	for (int k = 0; k < a->n; k++)
		best = fmax(best, a->v[k].score + bonus(pattern, w, i, &a->v[k]));
	return best;
}

static void
find_ends(struct word *w)
{
	w->first = w->last = -1;
	for (int i = 0; i < w->n; i++) {
		if (w->glyph[i].n == 0 || w->glyph[i].v[0].kind >= KIND_LINK)
			continue;
		w->last = i;
		if (w->first < 0)
			w->first = i;
	}
}

/* Let the most likely pattern of a word have its say. */
static void
weigh_word(struct word *w)
{
	const struct word_pattern *best = patterns, *p;
	double most = -INFINITY;

	find_ends(w);
	for (p = patterns; p < patterns + PATTERNS; p++) {
		double sum = w->first < w->last ? p->usual : 0;	/* a letter alone has no pattern */

		for (int i = 0; i < w->n; i++)
			if (w->glyph[i].placed && w->glyph[i].n > 0)
				sum += best_score(p, w, i);
		if (sum > most) {
			most = sum;
			best = p;
		}
	}
	for (int i = 0; i < w->n; i++)
		for (int k = 0; k < w->glyph[i].n && w->glyph[i].placed; k++)
			w->glyph[i].v[k].score += bonus(best, w, i, &w->glyph[i].v[k]);
}

static int
by_score(const void *a, const void *b)
{
	const struct alternative *x = a, *y = b;

	if (x->score > y->score || x->score < y->score)
		return x->score > y->score ? -1 : 1;
	return strcmp(x->text, y->text);
}

/* The answers, best first, each character once; confidences sum to 1 over all alternatives. */
static void
answer(struct alternatives *a, struct result *r)
{
	double total = 0;
	int i;

	qsort(a->v, (size_t)a->n, sizeof a->v[0], by_score);
	for (int k = 0; k < a->n; k++)
		total += exp(a->v[k].score - a->v[0].score);
	r->n = 0;
	if (a->n == 0)
		r->best[r->n++] = (struct answer){"", 0};
	for (int k = 0; k < a->n && r->n < RESULT_TOP; k++) {
		for (i = 0; i < r->n && strcmp(r->best[i].text, a->v[k].text) != 0;)
			i++;
		if (i < r->n)
			continue;
		memcpy(r->best[r->n].text, a->v[k].text, LABEL_SIZE);
		r->best[r->n++].conf = (float)(exp(a->v[k].score - a->v[0].score) / total);
	}
}

static int
same_word(const struct tags *a, const struct tags *b)
{
	return a->have & b->have & TAG_WORD && a->word == b->word;
}

void
case_line(const struct lattice *l)
{
	struct alternatives *glyph = mem_alloc((size_t)l->n + 1, sizeof *glyph);
	struct line_metrics m;
	const int known = line_metrics_measure(l, &m);

	for (int i = 0; i < l->n; i++) {
		struct glyph_place p;
		const int placed = known && line_metrics_place(&m, &l->results[i].tags, &p);

		p.parts = l->results[i].parts;
		alternatives_open(&glyph[i], l, i, placed, ALTERNATIVES_LEAST, NULL);
		alternatives_place(&glyph[i], placed ? &p : NULL);
	}
	for (int from = 0, to; from < l->n; from = to) {
		for (to = from + 1; to < l->n && same_word(&l->results[from].tags, &l->results[to].tags);)
			to++;
		weigh_word(&(struct word){.glyph = glyph + from, .n = to - from});
	}
	for (int i = 0; i < l->n; i++)
		answer(&glyph[i], &l->results[i]);
	free(glyph);
}
