#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/order.h"
#include "page/tunables.h"
#include "page/words.h"

/* The gap before group i of a line, in units of its x-height. */
static double
gap_before(const struct line *l, int i, double *reach)
{
	const struct group *g = &l->group[i];
	double core = g->cl - reach[0], all = g->all.l - reach[1];

	return (WORD_CORE * core + (1 - WORD_CORE) * all) / l->m.xh;
}

double *
gaps_find(const struct lines *l, int *n)
{
	double *gap;
	int i, k;

	*n = 0;
	for (i = 0; i < l->n; i++)
		*n += l->v[i].n_groups > 0 ? l->v[i].n_groups - 1 : 0;
	gap = mem_alloc((size_t)*n + 1, sizeof *gap);
	*n = 0;
	for (i = 0; i < l->n; i++) {
		double reach[2] = {-INFINITY, -INFINITY};	/* how far right core and all have come */

		for (k = 0; k < l->v[i].n_groups; k++) {
			if (k > 0)
				gap[(*n)++] = gap_before(&l->v[i], k, reach);
			reach[0] = fmax(reach[0], l->v[i].group[k].cr);
			reach[1] = fmax(reach[1], l->v[i].group[k].all.r);
		}
	}
	return gap;
}

double
gap_scaled(double gap)
{
	return log(fmax(gap, -WORD_OVERLAP * WORD_OFFSET) + WORD_OFFSET);
}

static double
unscaled(double z)
{
	return exp(z) - WORD_OFFSET;
}

/* What is expected of scaled gaps within words and between them: means, and deviations of those. */
struct gap_prior { double in, in_dev, between, between_dev; };

static double
log_bell(double x, double mean, double deviation)
{
	double z = (x - mean) / deviation;

	return -z * z / 2 - log(deviation);
}

/*
 * The log likelihood of n gaps with this sum and sum of squares under a
 * Gaussian of their own mean and deviation, the latter drawn to usual as by
 * WORD_HOLD gaps.  *mean is set.
 */
static double
cluster(double n, double sum, double square, double usual, double *mean)
{
	double spread, dev2;

	*mean = sum / n;
	spread = fmax(square - sum * sum / n, 0);
	dev2 = (spread + WORD_HOLD * usual * usual) / (n + WORD_HOLD);
	return -(spread + WORD_HOLD * usual * usual) / (2 * dev2) - (n + WORD_HOLD) / 2 * log(dev2) +
	       WORD_HOLD / 2.0 * log(usual * usual) + WORD_HOLD / 2.0;
}

/* As if no gap were a space: one word, written closely or a letter to a box. */
static double
one_word(int n, double sum, double square, const struct gap_prior *prior)
{
	double mean, fit = cluster(n, sum, square, WORD_IN_SPREAD, &mean);
	double closely = log_bell(mean, prior->in, prior->in_dev) + n * log(1 - WORD_SHARE);
	double boxed = log_bell(mean, WORD_BOXED, WORD_BOXED_DEV) + log(WORD_BOXED_SHARE);

	return fit + fmax(closely, boxed);
}

/*
 * The gap from which on it is a space; INFINITY when none is.  The n gaps,
 * sorted, are divided where two Gaussians explain them best, what is expected
 * counted in, or not at all where one explains them better.
 */
static double
division(const double *gaps, int n, const struct gap_prior *prior, struct gap_prior *found)
{
	double sum = 0, square = 0, left = 0, left2 = 0, best, at = INFINITY, in, between;
	int i;

	*found = *prior;
	for (i = 0; i < n; i++) {
		sum += gap_scaled(gaps[i]);
		square += gap_scaled(gaps[i]) * gap_scaled(gaps[i]);
	}
	if (n == 0)
		return INFINITY;
	best = one_word(n, sum, square, prior);
	for (i = 0; i < n; i++) {	/* i gaps are within words, the others are spaces */
		double score = 0, z = gap_scaled(gaps[i]);
		double share = (n - i + WORD_SHARE * WORD_HOLD) / (n + WORD_HOLD);

		in = prior->in;
		if (i > 0) {
			left += gap_scaled(gaps[i - 1]);
			left2 += gap_scaled(gaps[i - 1]) * gap_scaled(gaps[i - 1]);
			score += cluster(i, left, left2, WORD_IN_SPREAD, &in);
		}
		score += cluster(n - i, sum - left, square - left2, WORD_BETWEEN_SPREAD, &between);
		score += log_bell(in, prior->in, prior->in_dev);
		score += log_bell(between, prior->between, prior->between_dev);
		score += i * log(1 - share) + (n - i) * log(share);
		if (score <= best || (i > 0 && gaps[i] <= gaps[i - 1]) || gaps[i] < WORD_GAP_MIN ||
		    n - i > WORD_MOST * n + 1)
			continue;
		best = score;
		at = i > 0 ? unscaled((gap_scaled(gaps[i - 1]) + z) / 2) : gaps[i];
		found->in = in;
		found->between = between;
	}
	return at;
}

/* How sure a page makes of its lines. */
static struct gap_prior
of_page(struct gap_prior found)
{
	found.in_dev = WORD_LINE_DEV;
	found.between_dev = WORD_LINE_DEV;
	return found;
}

/*
 * A letter to a box: the middles of letters follow at one pitch, far apart,
 * whatever the gaps are between wide and narrow ones.  Returns the pitch; 0: there is none.
 */
static double
pitch_of(const struct line *l, const double *gaps)
{
	double found = 0;
	int n = l->n_groups - 1, i;
	double *d = mem_alloc(n > 0 ? 2 * (size_t)n : 1, sizeof *d), *pitch = d + (n > 0 ? n : 0);

	if (n < 2) {
		free(d);
		return 0;
	}
	for (i = 0; i < n; i++) {
		const struct span *a = &l->group[i].all, *b = &l->group[i + 1].all;

		d[i] = gaps[i];
		pitch[i] = (b->l + b->r - a->l - a->r) / 2;
	}
	sort_reals(d, n);
	sort_reals(pitch, n);
	if (d[n / 2] >= PITCH_GAP && d[n - 1] <= PITCH_WIDEST * d[n / 2] &&
	    pitch[n - 1] <= PITCH_MOST * pitch[(n - 1) / 2])
		found = pitch[n / 2];
	free(d);
	return found;
}

/* From which gap on it is a space in each line: of the page, then of the line itself. */
static void
find_limits(const struct lines *l, const double *gaps, int n, double *limit)
{
	const struct gap_prior usual = {WORD_IN, WORD_IN_DEV, WORD_BETWEEN, WORD_BETWEEN_DEV};
	double *sorted = mem_alloc((size_t)n + 1, sizeof *sorted), page_limit;
	struct gap_prior page, line;
	int i, at = 0;

	memcpy(sorted, gaps, (size_t)n * sizeof *sorted);
	sort_reals(sorted, n);
	page_limit = division(sorted, n, &usual, &page);
	page = of_page(page);
	for (i = 0; i < l->n; i++) {
		int count = l->v[i].n_groups > 0 ? l->v[i].n_groups - 1 : 0;

		limit[i] = page_limit;
		if (l->n > 1 && page_limit < INFINITY) {
			memcpy(sorted, gaps + at, (size_t)count * sizeof *sorted);
			sort_reals(sorted, count);
			limit[i] = division(sorted, count, &page, &line);
		}
		if ((l->v[i].pitch = pitch_of(&l->v[i], gaps + at)) > 0)
			limit[i] = INFINITY;
		at += count;
	}
	free(sorted);
}

void
words_find(const struct lines *l, double word_gap)
{
	double *limit = mem_alloc((size_t)l->n + 1, sizeof *limit), *gaps;
	int n, i, k, at = 0;

	gaps = gaps_find(l, &n);
	find_limits(l, gaps, n, limit);
	for (i = 0; i < l->n; i++) {
		int word = 1;

		l->v[i].gap = word_gap > 0 ? word_gap : limit[i];
		for (k = 0; k < l->v[i].n_groups; k++) {
			if (k > 0 && gaps[at++] >= l->v[i].gap)
				word++;
			l->v[i].group[k].word = word;
		}
	}
	free(limit);
	free(gaps);
}
