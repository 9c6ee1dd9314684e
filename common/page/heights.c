#include <math.h>
#include <string.h>

#include "page/metrics.h"
#include "page/tunables.h"

/*
 * Letters as their heights and feet are seen from the base line, counted in
 * bins: a line costs the same however many letters it has.
 */
enum foot { ON_LINE, BELOW, DOTTED, FEET };
enum { HEIGHTS = 72, PER_EM = 20 };	/* bins of a twentieth em, from HEIGHT_LOWEST */

struct seen { int count[HEIGHTS][FEET], n; };

enum { KINDS = 4 };

/* How text may be: the share of small letters, and how usual such a line is. */
static const struct { double small, usual; } kinds[KINDS] = HEIGHT_KINDS;

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
	static const double small_foot[] = {1 - HEIGHT_SMALL_BELOW, HEIGHT_SMALL_BELOW};
	static const double tall_foot[] = {1 - HEIGHT_TALL_BELOW, HEIGHT_TALL_BELOW};

	if (foot == DOTTED)	/* the stems of i and j have the height of small letters */
		return (as_small + neither) * (k == 0 ? HEIGHT_DOTTED_CAPITALS : HEIGHT_DOTTED);
	return kinds[k].small * as_small * small_foot[foot] + (1 - kinds[k].small) * as_tall * tall_foot[foot] +
	       neither;
}

/* Chances that do not depend on the height of small letters, for each bin that has letters. */
struct tall { double h[HEIGHTS], as_tall[HEIGHTS], neither[HEIGHTS]; };

static void
tall_letters(const struct seen *s, double em, double cap, struct tall *t)
{
	for (int i = 0; i < HEIGHTS; i++) {
		const double h = t->h[i] = (HEIGHT_LOWEST + (i + 0.5) / PER_EM) * em;

		if (s->count[i][ON_LINE] + s->count[i][BELOW] + s->count[i][DOTTED] == 0)
			continue;
		t->as_tall[i] = bell(h, cap, HEIGHT_DEV * cap * HEIGHT_TALL);
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
		size = log(cap / em) / HEIGHT_EM_DEV;
		return sum - size * size / 2;
	}
	size = log(cap / prior->cap) / PAGE_SIZE_DEV;
	sum -= size * size / 2;
	r = (xh / cap - prior->xh / prior->cap) / PAGE_RATIO_DEV;
	return sum - r * r / 2;
}

/* The letters that stand on the base line, or reach below it as descenders do. */
static void
see(const struct extent *s, int n, double em, const struct metrics *m, struct seen *out)
{
	int i;

	memset(out, 0, sizeof *out);
	for (i = 0; i < n; i++) {
		double base = m->base + m->slope * s[i].x, under = s[i].bottom - base;
		double bin = ((base - s[i].top) / em - HEIGHT_LOWEST) * PER_EM;

		if (!extent_tells(&s[i], em) || under < HEIGHT_UNDER_MIN * em || under > HEIGHT_UNDER_MAX * em)
			continue;
		if (bin < 0 || bin >= HEIGHTS)		/* a comma, dirt below; a brace */
			continue;
		out->count[(int)bin][s[i].dotted ? DOTTED : under > HEIGHT_DESCENDER * em ? BELOW : ON_LINE]++;
		out->n++;
	}
}

void
heights_fit(const struct extent *s, int n, double em, const struct metrics_prior *prior, struct metrics *m)
{
	struct seen seen;
	struct tall tall;
	int i, k;
	double best = -INFINITY;

	see(s, n, em, m, &seen);
	m->cap = prior->cap > 0 ? prior->cap : em;
	m->xh = prior->cap > 0 ? prior->xh : em * XH_RATIO;
	for (i = 0; seen.n > 0 && i <= HEIGHT_CAP_STEPS; i++) {
		double cap = em * HEIGHT_CAP_MIN * pow(HEIGHT_CAP_MAX, i / (double)HEIGHT_CAP_STEPS);

		tall_letters(&seen, em, cap, &tall);
		for (k = 0; k <= HEIGHT_XH_STEPS; k++) {
			double xh = cap * (HEIGHT_XH_MIN + HEIGHT_XH_STEP * k);
			double score = likelihood(&seen, &tall, xh, cap) + log_prior(xh, cap, em, prior);

			if (score > best) {
				best = score;
				m->cap = cap;
				m->xh = xh;
			}
		}
	}
}
