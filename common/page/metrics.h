/*
 * metrics.h - base line, x-height and cap height of the lines of a page.
 *
 * Without knowing a letter: bottoms gather on the base line, tops at two
 * heights.  baseline.c finds the first, heights.c which tops are of small
 * letters and which of tall ones, metrics.c asks both for all lines.
 */
#ifndef HWR_METRICS_H
#define HWR_METRICS_H

#include "page/parts.h"

struct extent {			/* of one letter on its line */
	double x, w;		/* middle column, width, pixels */
	double top, bottom;	/* rows v */
	int dotted;		/* 1: i or j, and top is that of the stem */
};

/* What is known before: of the writer, from the other lines of the page. */
struct metrics_prior { double xh, cap; };	/* pixels, 0 when nothing is known */

/*
 * metrics_find - set m of every line; those of the page are the prior for each.
 *
 * groups  0: the lines' parts are measured, and their base lines are straight;
 *         1: their groups are, and each is told its baseline_offset
 */
void metrics_find(const struct parts *p, struct lines *l, int groups);

/* extent_tells - whether a letter is high enough, in lines of letters em high, to tell where the base line is. */
int extent_tells(const struct extent *s, double em);

/*
 * baseline_fit - the base line of n letters about em high: sets base and slope.
 * Returns how many letters stand on it.
 */
int baseline_fit(const struct extent *s, int n, double em, struct metrics *m);

/*
 * baseline_local - how far the base line under each of n letters, in order of
 * x, is below the straight one in m, pixels: lines bend.
 */
void baseline_local(const struct extent *s, int n, double em, const struct metrics *m, double *offset);

/*
 * heights_fit - sets xh and cap, for the base line in m: the likelihood of the
 * whole line under every (cap height, ratio), with what is usual in text as
 * the prior.
 */
void heights_fit(const struct extent *s, int n, double em, const struct metrics_prior *prior, struct metrics *m);

#endif
