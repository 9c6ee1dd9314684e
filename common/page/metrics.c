#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "page/metrics.h"
#include "page/tunables.h"

static int
could_stand(const struct stand *s, double em)
{
	return s->bottom - s->top >= BASE_LETTER_MIN * em;
}

/* The densest row of bottoms when the base line has this slope about column mid. */
static double
densest(const struct stand *s, int n, double em, double slope, double mid, double *row)
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
	width = fmax((hi + em / 2 - lo) / BINS, em / 24);
	for (i = 0; i < n; i++) {
		double v = s[i].bottom - slope * (s[i].x - mid);

		if (!could_stand(&s[i], em))
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
refine(const struct stand *s, int n, double em, double mid, struct metrics *m)
{
	double sw = 0, sx = 0, sv = 0, sxx = 0, sxv = 0, slope;
	int i, inliers = 0;

	for (i = 0; i < n; i++) {
		double x = s[i].x - mid, off = (s[i].bottom - m->base - m->slope * x) / (BASE_BLUR * em), w;

		if (!could_stand(&s[i], em) || fabs(off) >= 1)
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
base_fit(const struct stand *s, int n, double em, struct metrics *m)
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
		score = densest(s, n, em, slope, mid, &row) * (1 - 0.02 * abs(i) / BASE_SLOPES);
		if (score > best) {
			best = score;
			m->base = row;
			m->slope = slope;
		}
	}
	for (i = 0; i < 3; i++)
		inliers = refine(s, n, em, mid, m);
	m->base -= m->slope * mid;
	return inliers;
}

/* Letters whose feet are looked at on either side, to follow a line that bends. */
enum { BESIDE = 8 };

/* How far the letters from lo to hi agree that the base line is off by here. */
static double
agreement(const struct stand *s, int lo, int hi, int at, double em, const struct metrics *m, double here,
          double *weight, double *sum)
{
	double vote = BASE_LOCAL_PRIOR * exp(-here * here / (2 * BASE_LOCAL_DEV * em * BASE_LOCAL_DEV * em));
	int i;

	*weight = *sum = 0;
	for (i = lo; i < hi; i++) {
		double off = s[i].bottom - m->base - m->slope * s[i].x;
		double z = (off - here) / (BASE_BLUR * em), near = (s[i].x - s[at].x) / (BASE_LOCAL_REACH * em), w;

		if (!could_stand(&s[i], em) || fabs(z) >= 1)
			continue;
		w = (1 - z * z) * (1 - z * z) * exp(-near * near / 2);
		*weight += w;
		*sum += w * off;
	}
	return vote + *weight;
}

void
base_local(const struct stand *s, int n, double em, const struct metrics *m, double *offset)
{
	int i, k;

	for (i = 0; i < n; i++) {
		int lo = i > BESIDE ? i - BESIDE : 0, hi = i + BESIDE < n ? i + BESIDE + 1 : n;
		double weight, sum, best = agreement(s, lo, hi, i, em, m, 0, &weight, &sum);

		offset[i] = sum / (weight + BASE_LOCAL_PRIOR);
		for (k = lo; k < hi; k++) {
			double here = s[k].bottom - m->base - m->slope * s[k].x, vote;

			if (!could_stand(&s[k], em) || fabs(here) > em)
				continue;
			vote = agreement(s, lo, hi, i, em, m, here, &weight, &sum);
			if (vote > best) {
				best = vote;
				offset[i] = sum / (weight + BASE_LOCAL_PRIOR);
			}
		}
	}
}

/*
 * Letters as their heights and feet are seen from the base line, counted in
 * bins: a line costs the same however many letters it has.
 */
enum foot { ON_LINE, BELOW, DOTTED, FEET };
enum { HEIGHTS = 72, PER_EM = 20 };	/* bins of a twentieth em, from 0.3 em */

struct seen { int count[HEIGHTS][FEET], n; };

enum { KINDS = 4 };

/* How text may be: the share of small letters, and how usual such a line is. */
static const struct { double small, usual; } kinds[KINDS] = {
	{0.02, 0.22},		/* capitals or digits */
	{0.35, 0.10},		/* a name, a code */
	{0.65, 0.58},		/* running text */
	{0.92, 0.10},		/* a short word */
};

static double
bell(double x, double mean, double deviation)
{
	double z = (x - mean) / deviation;

	return exp(-z * z / 2) / (deviation * 2.5066);
}

/* The chance of a letter of this height and foot in text of kind k. */
static double
chance(double as_small, double as_tall, double neither, enum foot foot, int k)
{
	static const double small_foot[] = {0.87, 0.13}, tall_foot[] = {0.96, 0.04};

	if (foot == DOTTED)	/* the stems of i and j have the height of small letters */
		return (as_small + neither) * (k == 0 ? 0.005 : 0.07);
	return kinds[k].small * as_small * small_foot[foot] + (1 - kinds[k].small) * as_tall * tall_foot[foot] +
	       neither;
}

/* Chances that do not depend on the height of small letters, for each bin that has letters. */
struct tall { double h[HEIGHTS], as_tall[HEIGHTS], neither[HEIGHTS]; };

static void
tall_letters(const struct seen *s, double em, double cap, struct tall *t)
{
	for (int i = 0; i < HEIGHTS; i++) {
		const double h = t->h[i] = (0.3 + (i + 0.5) / PER_EM) * em;

		if (s->count[i][ON_LINE] + s->count[i][BELOW] + s->count[i][DOTTED] == 0)
			continue;
		t->as_tall[i] = bell(h, cap, HEIGHT_DEV * cap * 1.1);
		t->neither[i] = (h < cap ? HEIGHT_ODD : HEIGHT_ABOVE) / cap;
	}
}

/* A product of many chances, as its logarithm: log is called when the rest comes near 0. */
struct product { double log, rest; };

static void
multiply(struct product *p, double chance, int times)
{
	if (times > 8) {
		p->log += times * log(chance);
		return;
	}
	for (; times > 0; times--)
		p->rest *= chance;
	if (p->rest < 1e-150) {
		p->log += log(p->rest);
		p->rest = 1;
	}
}

static double
likelihood(const struct seen *s, const struct tall *t, double xh, double cap)
{
	struct product p[KINDS];
	double most = -INFINITY, total = 0;
	int i, k, foot;

	for (k = 0; k < KINDS; k++)
		p[k] = (struct product){0, kinds[k].usual};
	for (i = 0; i < HEIGHTS; i++) {
		double as_small = -1;

		for (foot = 0; foot < FEET; foot++) {
			if (s->count[i][foot] == 0)
				continue;
			if (as_small < 0)
				as_small = bell(t->h[i], xh, HEIGHT_DEV * cap);
			for (k = 0; k < KINDS; k++)
				multiply(&p[k], chance(as_small, t->as_tall[i], t->neither[i], (enum foot)foot, k),
				         s->count[i][foot]);
		}
	}
	for (k = 0; k < KINDS; k++) {
		p[k].log += log(p[k].rest);
		most = fmax(most, p[k].log);
	}
	for (k = 0; k < KINDS; k++)
		total += exp(p[k].log - most);
	return most + log(total);
}

static double
log_prior(double xh, double cap, double em, const struct metrics_prior *prior)
{
	double r = (xh / cap - XH_RATIO) / XH_RATIO_DEV, size, sum = -r * r / 2;

	if (prior->cap <= 0) {
		size = log(cap / em) / 0.7;
		return sum - size * size / 2;
	}
	size = log(cap / prior->cap) / PAGE_SIZE_DEV;
	sum -= size * size / 2;
	r = (xh / cap - prior->xh / prior->cap) / PAGE_RATIO_DEV;
	return sum - r * r / 2;
}

/* The letters that stand on the base line, or reach below it as descenders do. */
static void
see(const struct stand *s, int n, double em, const struct metrics *m, struct seen *out)
{
	int i;

	memset(out, 0, sizeof *out);
	for (i = 0; i < n; i++) {
		double base = m->base + m->slope * s[i].x, under = s[i].bottom - base;
		double bin = ((base - s[i].top) / em - 0.3) * PER_EM;

		if (!could_stand(&s[i], em) || under < -0.25 * em || under > 1.2 * em)
			continue;
		if (bin < 0 || bin >= HEIGHTS)		/* a comma, dirt below; a brace */
			continue;
		out->count[(int)bin][s[i].dotted ? DOTTED : under > 0.22 * em ? BELOW : ON_LINE]++;
		out->n++;
	}
}

void
height_fit(const struct stand *s, int n, double em, const struct metrics_prior *prior, struct metrics *m)
{
	struct seen seen;
	struct tall tall;
	int i, k;
	double best = -INFINITY;

	see(s, n, em, m, &seen);
	m->cap = prior->cap > 0 ? prior->cap : em;
	m->xh = prior->cap > 0 ? prior->xh : em * XH_RATIO;
	for (i = 0; seen.n > 0 && i <= 40; i++) {
		double cap = em * 0.6 * pow(4.0, i / 40.0);	/* 0.6 to 2.4 em in steps of 3.5 % */

		tall_letters(&seen, em, cap, &tall);
		for (k = 0; k <= 10; k++) {
			double xh = cap * (0.42 + 0.04 * k);
			double score = likelihood(&seen, &tall, xh, cap) + log_prior(xh, cap, em, prior);

			if (score > best) {
				best = score;
				m->cap = cap;
				m->xh = xh;
			}
		}
	}
}
