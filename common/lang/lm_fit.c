#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lang/lm_fit.h"
#include "lang/tunables.h"

enum { MOST = 3 };		/* what counts more has the discount of this */

/* How often each piece of level k counts: in how many ways it is preceded, but the longest and lines' starts. */
static uint32_t *
count_pieces(const struct lm_trie *t, int k)
{
	const struct lm_level *l = &t->level[k];
	uint32_t *count = mem_zero((size_t)l->n + 1, sizeof *count), i;

	for (i = 0; k < t->order && i < t->level[k + 1].n; i++)
		count[t->level[k + 1].link[i]]++;
	for (i = 0; i < l->n; i++)
		if (count[i] == 0)
			count[i] = l->count[i];
	return count;
}

/*
 * What to take off each count, by how many pieces count 1, 2, 3 and 4 (Chen and
 * Goodman, section 3).  Single symbols and texts too small to tell take 1/2.
 */
static void
find_discounts(const uint32_t *count, uint32_t n, int k, double d[MOST + 1])
{
	double of[MOST + 2] = {0}, y;
	uint32_t i;
	int c;

	for (i = 0; i < n; i++)
		if (count[i] <= MOST + 1)
			of[count[i]]++;
	y = of[1] / (of[1] + 2 * of[2]);
	d[0] = 0;
	for (c = 1; c <= MOST; c++) {
		d[c] = c - (c + 1) * y * of[c + 1] / of[c];
		if (k == 1 || !(d[c] >= LM_DISCOUNT_MARGIN && d[c] <= c - LM_DISCOUNT_MARGIN))
			d[c] = LM_DISCOUNT_UNTOLD;
	}
}

/* a and full of level k, g of the level before. */
static void
estimate(struct lm_fit *f, const struct lm_trie *t, int k)
{
	const struct lm_level *l = &t->level[k], *up = &t->level[k - 1];
	struct lm_fitted *fit = &f->level[k], *above = &f->level[k - 1];
	uint32_t *count = count_pieces(t, k), h, i;
	double d[MOST + 1];

	find_discounts(count, l->n, k, d);
	for (h = 0; h < up->n; h++) {
		const uint32_t first = up->first[h], end = up->first[h + 1];
		double all = 0, off = 0;

		for (i = first; i < end; i++) {
			all += count[i];
			off += d[count[i] < MOST ? count[i] : MOST];
		}
		above->g[h] = (float)(all > 0 ? off / all : 1);
		for (i = first; i < end; i++) {
			const double left = count[i] - d[count[i] < MOST ? count[i] : MOST];

			fit->a[i] = (float)(left / all);
			fit->full[i] = (float)(left / all + off / all * (double)above->full[l->link[i]]);
		}
	}
	free(count);
}

/*
 * How many bits more the text takes where piece w of level k, which continues
 * the context h, is left out: the divergence of what h then says from what it
 * said, as often as h occurs.
 */
static double
loss(const struct lm_fit *f, const struct lm_trie *t, int k, uint32_t h, uint32_t w)
{
	const struct lm_level *l = &t->level[k], *up = &t->level[k - 1];
	const float *lower = f->level[k - 1].full, *full = f->level[k].full;
	const double a = (double)f->level[k].a[w], g = (double)f->level[k - 1].g[h];
	double sum = 0, rest = 1, times = 0;
	uint32_t i;

	for (i = up->first[h]; i < up->first[h + 1]; i++) {
		const double q = (double)lower[l->link[i]], p = (double)full[i];

		sum += p * log(p / (i == w ? (g + a) * q : p + a * q));
		rest -= q;
		times += l->count[i];
	}
	if (rest > 0)
		sum += g * rest * log(g / (g + a));
	return times * sum / log(2);
}

/* Choose the pieces of level k that are kept, and with them their beginnings. */
static void
choose(struct lm_fit *f, const struct lm_trie *t, int k, double prune)
{
	uint8_t *keep = f->level[k].keep, *above = f->level[k - 1].keep;
	uint32_t h, i;

	for (h = 0; h < t->level[k - 1].n; h++)
		for (i = t->level[k - 1].first[h]; i < t->level[k - 1].first[h + 1]; i++) {
			keep[i] = keep[i] || k == 1 || prune <= 0 || loss(f, t, k, h, i) >= prune;
			above[h] |= keep[i];
		}
}

/* a of level k and g of the level before, as they are kept. */
static void
refit(struct lm_fit *f, const struct lm_trie *t, int k)
{
	const struct lm_level *l = &t->level[k], *up = &t->level[k - 1];
	struct lm_fitted *fit = &f->level[k], *above = &f->level[k - 1];
	uint32_t h, i;

	for (h = 0; h < up->n; h++) {
		double full = 0, lower = 0, sum = 0, g;

		for (i = up->first[h]; i < up->first[h + 1]; i++) {
			full += fit->keep[i] ? (double)fit->full[i] : 0;
			lower += fit->keep[i] ? (double)above->kept[l->link[i]] : 0;
		}
		g = fmin(fmax(1 - full, 1e-6) / fmax(1 - lower, 1e-6), 1);
		for (i = up->first[h]; i < up->first[h + 1]; i++) {
			const double own = (double)fit->full[i] - g * (double)above->kept[l->link[i]];

			fit->a[i] = fit->keep[i] && own > 0 ? (float)own : 0;
			sum += (double)fit->a[i];
		}
		above->g[h] = (float)fmax(1 - sum, 1e-6);
		for (i = up->first[h]; i < up->first[h + 1]; i++)
			fit->kept[i] = fit->a[i] + above->g[h] * above->kept[l->link[i]];
	}
}

void
lm_fit_make(struct lm_fit *f, const struct lm_trie *t, int symbols, double prune)
{
	int k;

	memset(f, 0, sizeof *f);
	for (k = 0; k <= t->order; k++) {
		const size_t room = (size_t)t->level[k].n + 1;

		f->level[k].keep = mem_zero(room, sizeof *f->level[k].keep);
		f->level[k].full = mem_zero(room, sizeof *f->level[k].full);
		f->level[k].kept = mem_zero(room, sizeof *f->level[k].kept);
		f->level[k].a = mem_zero(room, sizeof *f->level[k].a);
		f->level[k].g = mem_zero(room, sizeof *f->level[k].g);
	}
	f->level[0].full[0] = f->level[0].kept[0] = 1 / (float)symbols;
	for (k = 1; k <= t->order; k++)
		estimate(f, t, k);
	for (k = t->order; k >= 1; k--)
		choose(f, t, k, prune);
	for (k = 1; k <= t->order; k++)
		refit(f, t, k);
}

void
lm_fit_free(struct lm_fit *f)
{
	int k;

	for (k = 0; k <= LM_MAX_ORDER; k++) {
		free(f->level[k].keep);
		free(f->level[k].full);
		free(f->level[k].kept);
		free(f->level[k].a);
		free(f->level[k].g);
	}
	memset(f, 0, sizeof *f);
}
