#include <math.h>
#include <stdlib.h>

#include "page/metrics.h"
#include "page/tunables.h"

int
extent_tells(const struct extent *s, double em)
{
	return s->bottom - s->top >= BASE_LETTER_MIN * em;
}

/* The densest row of bottoms when the base line has this slope about column mid. */
static double
densest(const struct extent *s, int n, double em, double slope, double mid, double *row)
{
	enum { BINS = 256 };
	double bins[BINS] = {0}, lo = INFINITY, hi = -INFINITY, width, best = 0;
	int i, k, last;

	for (i = 0; i < n; i++) {
		double v = s[i].bottom - slope * (s[i].x - mid);

		lo = fmin(lo, v);
		hi = fmax(hi, v);
	}
	lo -= em / 2;
	width = fmax((hi + em / 2 - lo) / BINS, em / BASE_BIN);
	for (i = 0; i < n; i++) {
		double v = s[i].bottom - slope * (s[i].x - mid);

		if (!extent_tells(&s[i], em))
			continue;
		last = (int)((v + BASE_BLUR * em - lo) / width);
		for (k = (int)((v - BASE_BLUR * em - lo) / width); k <= last; k++) {
			double off = (lo + (k + 0.5) * width - v) / (BASE_BLUR * em);

			if (k >= 0 && k < BINS && fabs(off) < 1)
				bins[k] += (1 - off * off) * (1 - off * off);
		}
	}
	for (k = 0; k < BINS; k++) {
		if (bins[k] > best) {
			best = bins[k];
			*row = lo + (k + 0.5) * width;
		}
	}
	return best;
}

/* Move the base line to the mean of those that stand on it. */
static int
refine(const struct extent *s, int n, double em, double mid, struct metrics *m)
{
	double sw = 0, sx = 0, sv = 0, sxx = 0, sxv = 0, slope;
	int i, inliers = 0;

	for (i = 0; i < n; i++) {
		double x = s[i].x - mid, off = (s[i].bottom - m->base - m->slope * x) / (BASE_BLUR * em), w;

		if (!extent_tells(&s[i], em) || fabs(off) >= 1)
			continue;
		w = (1 - off * off) * (1 - off * off);
		inliers++;
		sw += w;
		sx += w * x;
		sv += w * s[i].bottom;
		sxx += w * x * x;
		sxv += w * x * s[i].bottom;
	}
	if (sw <= 0)
		return 0;
	slope = (sxv - sx * sv / sw) / (sxx - sx * sx / sw + BASE_RIDGE * em * em);
	m->base = sv / sw - slope * sx / sw;
	m->slope = slope;
	return inliers;
}

int
baseline_fit(const struct extent *s, int n, double em, struct metrics *m)
{
	double best = 0, mid = 0, l = INFINITY, r = -INFINITY;
	int i, inliers = 0;

	m->base = m->slope = 0;
	for (i = 0; i < n; i++) {
		l = fmin(l, s[i].x);
		r = fmax(r, s[i].x);
		m->base = fmax(m->base, s[i].bottom);	/* of nothing but marks: the lowest */
	}
	if (n == 0)
		return 0;
	mid = (l + r) / 2;
	for (i = -BASE_SLOPES; i <= BASE_SLOPES; i++) {
		/* No line climbs more than an em over its own length. */
		double slope = BASE_SLOPE_MAX * i / BASE_SLOPES, row = 0, score;

		if (fabs(slope) * (r - l) > em && i != 0)
			slope = copysign(em / (r - l), slope) * abs(i) / BASE_SLOPES;
		score = densest(s, n, em, slope, mid, &row) * (1 - BASE_LEVEL * abs(i) / BASE_SLOPES);
		if (score > best) {
			best = score;
			m->base = row;
			m->slope = slope;
		}
	}
	for (i = 0; i < BASE_ROUNDS; i++)
		inliers = refine(s, n, em, mid, m);
	m->base -= m->slope * mid;
	return inliers;
}

/* How far the letters from lo to hi agree that the base line is off by here. */
static double
agreement(const struct extent *s, int lo, int hi, int at, double em, const struct metrics *m, double here,
          double *weight, double *sum)
{
	double vote = BASE_LOCAL_PRIOR * exp(-here * here / (2 * BASE_LOCAL_DEV * em * BASE_LOCAL_DEV * em));
	int i;

	*weight = *sum = 0;
	for (i = lo; i < hi; i++) {
		double off = s[i].bottom - m->base - m->slope * s[i].x;
		double z = (off - here) / (BASE_BLUR * em), near = (s[i].x - s[at].x) / (BASE_LOCAL_REACH * em), w;

		if (!extent_tells(&s[i], em) || fabs(z) >= 1)
			continue;
		w = (1 - z * z) * (1 - z * z) * exp(-near * near / 2);
		*weight += w;
		*sum += w * off;
	}
	return vote + *weight;
}

void
baseline_local(const struct extent *s, int n, double em, const struct metrics *m, double *offset)
{
	int i, k;

	for (i = 0; i < n; i++) {
		int lo = i > BASE_LOCAL_BESIDE ? i - BASE_LOCAL_BESIDE : 0;
		int hi = i + BASE_LOCAL_BESIDE < n ? i + BASE_LOCAL_BESIDE + 1 : n;
		double weight, sum, best = agreement(s, lo, hi, i, em, m, 0, &weight, &sum);

		offset[i] = sum / (weight + BASE_LOCAL_PRIOR);
		for (k = lo; k < hi; k++) {
			double here = s[k].bottom - m->base - m->slope * s[k].x, vote;

			if (!extent_tells(&s[k], em) || fabs(here) > em)
				continue;
			vote = agreement(s, lo, hi, i, em, m, here, &weight, &sum);
			if (vote > best) {
				best = vote;
				offset[i] = sum / (weight + BASE_LOCAL_PRIOR);
			}
		}
	}
}
