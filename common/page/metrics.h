/*
 * metrics.h - base line, x-height and cap height of a line of letters.
 *
 * Without knowing a letter: bottoms gather on the base line, tops at two
 * heights.  Which tops are of small letters and which of tall ones is decided
 * by the likelihood of the whole line under every (cap height, ratio), with
 * what is usual in text as the prior.
 */
#ifndef HWR_METRICS_H
#define HWR_METRICS_H

#include "page/parts.h"

struct stand {			/* one letter as it stands on its line */
	double x, w;		/* middle column, width, pixels */
	double top, bottom;	/* rows v */
	int dotted;		/* 1: i or j, and top is that of the stem */
};

/* What is known before: of the writer, from the other lines of the page. */
struct metrics_prior { double xh, cap; };	/* pixels, 0 when nothing is known */

/*
 * base_fit - the base line of n letters about em high: sets base and slope.
 * Returns how many letters stand on it.
 */
int base_fit(const struct stand *s, int n, double em, struct metrics *m);

/*
 * base_local - how far the base line under each of n letters, in order of x,
 * is below the straight one in m, pixels: lines bend.
 */
void base_local(const struct stand *s, int n, double em, const struct metrics *m, double *offset);

/* height_fit - sets xh and cap, for the base line in m. */
void height_fit(const struct stand *s, int n, double em, const struct metrics_prior *prior, struct metrics *m);

#endif
