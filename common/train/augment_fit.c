/* The frame fitted to a picture on the fine raster. */
#include <string.h>

#include "image/quad.h"
#include "image/resample.h"
#include "page/tunables.h"
#include "train/augment_steps.h"
#include "train/tunables.h"

/*
 * page/normalize.c blurs, takes as the ink's box what is more than
 * NORMALIZE_FAINT, which lies NORMALIZE_REACH deviations outside an edge, and
 * reduces with a sharp cubic kernel, which softens no further.  One bump does
 * for both; test_augment_fit.c holds the two together.
 */

typedef int32_t quad_mask __attribute__((vector_size(4 * QUAD)));

struct span { int lo, hi; };	/* samples; hi is past the end; 0, 0: there is none */

/* From the first to the last of the sums over FIT_LEAST_INK. */
static struct span
span_of(const float *sums)
{
	struct span s = {0, FINE};

	while (s.lo < FINE && !(sums[s.lo] > FIT_LEAST_INK))
		s.lo++;
	if (s.lo == FINE)
		return (struct span){0, 0};
	while (!(sums[s.hi - 1] > FIT_LEAST_INK))
		s.hi--;
	return s;
}

/* v (FINE,FINE) black and white at level, if it is over 0; the rows and columns that have ink. */
static void
find_ink(float *v, float level, struct span *rows, struct span *columns)
{
	const quad dark = {255, 255, 255, 255};
	float down[FINE] = {0}, across[FINE];

	for (int y = 0; y < FINE; y++, v += FINE) {
		quad sum = {0};

		for (int x = 0; x < FINE; x += QUAD) {
			quad *at = (quad *)(v + x);

			if (level > 0)
				*at = (quad)((quad_mask)(*at > level) & (quad_mask)dark);
			sum += *at;
			*(quad *)(down + x) += *at;
		}
		across[y] = sum[0] + sum[1] + sum[2] + sum[3];
	}
	*rows = span_of(across);
	*columns = span_of(down);
}

struct fit
fit_random(struct rng *r)
{
	struct fit f;

	f.level = 255 * rng_range(r, FIT_LEVEL);
	f.blur = rng_range(r, FIT_BLUR);
	f.dy = within(r, FIT_SHIFT);
	f.dx = within(r, FIT_SHIFT);
	f.wide = within(r, FIT_WIDE);
	return f;
}

/* The frame's outputs: ink in the middle, the square in which it lies FIT of them. */
static struct sampling
frame_side(struct span ink, double square, const struct fit *f, double shift)
{
	const double step = square / FIT;
	struct sampling a = {0, step, 0, RESAMPLE_BUMP, GLYPH_SIDE};

	a.from = (ink.lo + ink.hi) / 2.0 - (GLYPH_SIDE / 2.0 + shift) * step;
	a.radius = BUMP_REACH * step * f->blur;
	return a;
}

void
fit_frame(float *v, const struct fit *f, float *out)
{
	struct plane p = {FINE, FINE, FINE, v};
	struct sampling rows, columns;
	struct span high, wide;
	double side;

	find_ink(v, (float)f->level, &high, &wide);
	memset(out, 0, GLYPH_SIZE * sizeof *out);
	if (high.hi == 0)
		return;
	side = high.hi - high.lo > wide.hi - wide.lo ? high.hi - high.lo : wide.hi - wide.lo;
	side /= 1 - (2 * FIT_REACH * f->blur + f->wide) / FIT;
	rows = frame_side(high, side, f, f->dy);
	columns = frame_side(wide, side, f, f->dx);
	resample(&p, &rows, &columns, out);
	full_range(out);
}

void
scan(struct rng *r, float *v)
{
	const struct sampling a = {0, (double)GLYPH_SIDE / FINE, 1, RESAMPLE_TENT, FINE};
	struct fit f = fit_random(r);
	struct plane p = {GLYPH_SIDE, GLYPH_SIDE, GLYPH_SIDE, v};
	float fine[FINE * FINE];

	f.level *= largest(v) / 255;
	resample(&p, &a, &a, fine);
	fit_frame(fine, &f, v);
}
