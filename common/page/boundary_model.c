/*
 * Where characters begin, and where words do, as logistic regressions: the log
 * odds are a weighted sum of what is measured.  The weights are learned from
 * UNIPEN's words with known texts: align-words, then scripts/models/align/boundary_model.py.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/order.h"
#include "page/boundary_model.h"
#include "page/tunables.h"
#include "page/words.h"

/*
 * Of the cut before a segment: 1; whether both segments were one character at
 * first; the air between them, and how far they reach over one another, that
 * again where they were one character (xh, at most 1); logarithms of the width
 * of the left and the right segment and of both together, and of their heights.
 */
enum { CUT_MEASURES = 10 };
static const double CUT[CUT_MEASURES] = {4.284, -1.905, 14.273, 5.031, 6.566, 2.253, 2.529, -2.354, -0.064, 0.640};

/*
 * Of a space before a character: 1; the scaled gap; the line's usual one; the
 * log odds by words_find's limit.
 */
enum { SPACE_MEASURES = 4 };
static const double SPACE[SPACE_MEASURES] = {-2.488, 5.548, -3.410, 0.396};

/* The probability whose log odds are the weighted sum of n measures. */
static double
probability(const double *weight, const double *measure, int n)
{
	double odds = 0;

	for (int i = 0; i < n; i++)
		odds += weight[i] * measure[i];
	return 1 / (1 + exp(-odds));
}

static double
log_length(double from, double to, double xh)
{
	return log(fmax(to - from, 0) / xh + BOUNDARY_LENGTH);
}

/* The cut between left and the segment after it. */
static void
measure_cut(const struct group *left, double xh, double f[CUT_MEASURES])
{
	const struct span *a = &left->all, *b = &left[1].all;
	const double gap = fmin(fmax((b->l - a->r) / xh, -1), 1);
	const int same = left->letter == left[1].letter;

	f[0] = 1;
	f[1] = same;
	f[2] = fmax(gap, 0);
	f[3] = fmin(gap, 0);
	f[4] = same * fmin(gap, 0);
	f[5] = log_length(a->l, a->r, xh);
	f[6] = log_length(b->l, b->r, xh);
	f[7] = log_length(fmin(a->l, b->l), fmax(a->r, b->r), xh);
	f[8] = log_length(a->top, a->bottom, xh);
	f[9] = log_length(b->top, b->bottom, xh);
}

/* The median of the scaled gaps between the characters of a line, as they were cut at first, held. */
static double
usual_gap(const struct line *l, const double *gap)
{
	double *z = mem_alloc((size_t)l->n_groups + 1, sizeof *z), usual;
	int n = 0;

	for (int i = 1; i < l->n_groups; i++)
		if (l->group[i].letter != l->group[i - 1].letter)
			z[n++] = gap_scaled(gap[i - 1]);
	usual = (median(z, n, BOUNDARY_GAP) * n + BOUNDARY_GAP * BOUNDARY_HOLD) / (n + BOUNDARY_HOLD);
	free(z);
	return usual;
}

/* The log odds of a space by the limit from which on gaps are spaces. */
static double
sure_of(double z, double limit)
{
	const double begins = limit < INFINITY ? gap_scaled(limit) : BOUNDARY_UNKNOWN;
	const double odds = BOUNDARY_STEEP * (limit < INFINITY ? 1 : BOUNDARY_VAGUE) * (z - begins);

	return fmin(fmax(odds, -BOUNDARY_MOST), BOUNDARY_MOST);
}

/* A row of what was measured: line, segment, the cut, the space. */
static void
note(FILE *to, int line, int segment, const double *cut, const double *space)
{
	fprintf(to, "%d\t%d", line, segment);
	for (int i = 0; i < CUT_MEASURES; i++)
		fprintf(to, "\t%.4f", cut[i]);
	for (int i = 0; i < SPACE_MEASURES; i++)
		fprintf(to, "\t%.4f", space[i]);
	putc('\n', to);
}

static void
line_odds(const struct line *l, int number, const double *gap, FILE *to)
{
	const double usual = usual_gap(l, gap);

	for (int i = 1; i < l->n_groups; i++) {
		const double z = gap_scaled(gap[i - 1]);
		const double space[SPACE_MEASURES] = {1, z, usual, sure_of(z, l->gap)};
		double cut[CUT_MEASURES];

		measure_cut(&l->group[i - 1], l->m.xh, cut);
		l->group[i].cut = probability(CUT, cut, CUT_MEASURES);
		l->group[i].space = l->pitch > 0 ? 0 : probability(SPACE, space, SPACE_MEASURES);
		if (to)
			note(to, number, i, cut, space);
	}
	if (l->n_groups > 0) {
		l->group[0].cut = 1;
		l->group[0].space = 0;
	}
}

void
boundary_model_apply(const struct lines *l, FILE *to)
{
	int n, at = 0;
	double *gap = gaps_find(l, &n);

	for (int i = 0; i < l->n; i++) {
		line_odds(&l->v[i], i + 1, gap + at, to);
		at += l->v[i].n_groups > 0 ? l->v[i].n_groups - 1 : 0;
	}
	free(gap);
}
