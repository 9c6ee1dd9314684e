#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/skew.h"
#include "page/tunables.h"

/*
 * The ink of the page in strips of columns, so narrow that turning moves the ends
 * of one apart by less than a fraction of a letter.
 */
struct strips {
	float *ink;		/* (n, h) pixels of ink in strip i, row y */
	int n, h, width;
};

static struct strips
strips_make(const struct parts *p)
{
	enum { MOST = 128 };
	struct strips s;
	int i, k;

	s.width = (p->ink->w + MOST - 1) / MOST;
	if (s.width < 8)		/* less memory than the page itself has */
		s.width = 8;
	s.n = (p->ink->w + s.width - 1) / s.width;
	s.h = p->ink->h;
	s.ink = mem_zero((size_t)s.n * (size_t)s.h, sizeof *s.ink);
	for (i = 0; i < p->n; i++) {
		for (k = p->v[i].first; k >= 0; k = p->runs[k].next) {
			const struct run *r = &p->runs[k];

			/* Runs as wide as a word are frames and rules: they count where they begin. */
			s.ink[(size_t)(r->x0 / s.width) * (size_t)s.h + (size_t)r->y] +=
				(float)fmin(r->x1 - r->x0, SKEW_RUN * p->stroke);
		}
	}
	return s;
}

/* How sharp the row profile is when lines of tangent t are made level. */
static double
sharpness(const struct strips *s, double t, double blur, double *profile, int size)
{
	double sum = 0, acc = 0;
	int half = (int)(blur / 2), i, y;

	memset(profile, 0, (size_t)size * sizeof *profile);
	for (i = 0; i < s->n; i++) {
		int shift = (int)lround((SKEW_MAX * s->n - t * (i + 0.5)) * s->width);

		for (y = 0; y < s->h; y++)
			profile[y + shift] += s->ink[(size_t)i * (size_t)s->h + (size_t)y];
	}
	for (y = 0; y < size; y++) {	/* the variance of a running mean, but for constants */
		acc += profile[y] - (y > 2 * half ? profile[y - 2 * half - 1] : 0);
		sum += acc * acc;
	}
	return sum;
}

double
skew_find(const struct parts *p)
{
	struct strips s;
	double *profile, level, best, best_t = 0;
	int size, i;

	if (p->ink->w < SKEW_MIN_WIDTH * p->em)
		return 0;
	s = strips_make(p);
	size = s.h + (int)(2 * SKEW_MAX * s.n * s.width) + 8;
	profile = mem_alloc((size_t)size, sizeof *profile);
	best = level = sharpness(&s, 0, p->em / SKEW_BLUR, profile, size);
	for (i = -SKEW_STEPS; i <= SKEW_STEPS; i++) {
		double t = SKEW_MAX * i / SKEW_STEPS;
		double score = sharpness(&s, t, p->em / SKEW_BLUR, profile, size);

		if (score > best && score > level * SKEW_GAIN) {
			best = score;
			best_t = t;
		}
	}
	free(profile);
	free(s.ink);
	return best_t;
}

/* How well the upright strokes of part i stand over one another at a slant, in bins of width. */
static double
uprightness(const struct parts *p, int i, double slant, double width, double *bins, int n)
{
	const struct box *b = &p->v[i].box;
	double left = b->x + fmin(slant * b->y, slant * (b->y + b->h)), sum = 0;
	int used = (int)((b->w + fabs(slant) * b->h) / width) + 2, k;

	if (used > n)
		return 0;
	memset(bins, 0, (size_t)used * sizeof *bins);
	for (k = p->v[i].first; k >= 0; k = p->runs[k].next) {
		const struct run *r = &p->runs[k];
		double at = ((r->x0 + r->x1) / 2.0 + slant * (r->y + 0.5) - left) / width;

		if (r->x1 - r->x0 <= SLANT_STROKE * p->stroke && at >= 0 && at < used)
			bins[(int)at] += 1;
	}
	for (k = 0; k < used; k++)
		sum += bins[k] * bins[k];
	return sum;
}

double
slant_find(const struct parts *p)
{
	enum { BINS = 4096 };
	double score[SLANT_STEPS + 1] = {0}, *bins = mem_alloc(BINS, sizeof *bins);
	double best = 0, best_slant = 0, width = fmax(1.0, p->stroke / 2);
	int every = p->n / SLANT_PARTS + 1, i, k;

	for (i = 0; i < p->n; i += every) {
		if (p->v[i].box.h < LETTER_MIN * p->em || p->v[i].box.h > LETTER_MAX * p->em)
			continue;
		for (k = 0; k <= SLANT_STEPS; k++)
			score[k] += uprightness(p, i, SLANT_MIN + k * (SLANT_MAX - SLANT_MIN) / SLANT_STEPS,
			                        width, bins, BINS);
	}
	for (k = 0; k <= SLANT_STEPS; k++) {
		double slant = SLANT_MIN + k * (SLANT_MAX - SLANT_MIN) / SLANT_STEPS;
		double s = score[k] * (1 - SLANT_PRIOR * fabs(slant));

		if (s > best) {
			best = s;
			best_slant = slant;
		}
	}
	free(bins);
	return best_slant;
}
