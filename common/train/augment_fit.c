/* The frame fitted to a picture on the fine raster. */
#include <string.h>

#include "train/augment_steps.h"

/*
 * normalize.c blurs with 1.15 where two samples are a pixel, takes as ink's
 * box what is more than 5/255, which lies REACH deviations outside an edge,
 * and reduces with a sharp cubic kernel, which softens no further: one bump
 * for both keeps the mean and the share of full black of EMNIST's images.
 */
static const double REACH = 2.0;
static const float FAINT = 20;

typedef float quad __attribute__((vector_size(16), aligned(4), may_alias));
typedef int32_t quad_mask __attribute__((vector_size(16)));

struct span { int lo, hi; };	/* samples; hi is past the end; 0, 0: there is none */

/* From the first to the last of the sums over FAINT. */
static struct span
span_of(const float *sums)
{
	struct span s = {0, FINE};

	while (s.lo < FINE && !(sums[s.lo] > FAINT))
		s.lo++;
	if (s.lo == FINE)
		return (struct span){0, 0};
	while (!(sums[s.hi - 1] > FAINT))
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

		for (int x = 0; x < FINE; x += 4) {
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

	f.level = 255 * rng_range(r, 0.3, 0.7);
	f.blur = rng_range(r, 0.35, 0.75);
	f.dy = within(r, 0.5);
	f.dx = within(r, 0.5);
	f.wide = within(r, 1);
	return f;
}

/* The frame's outputs: ink in the middle, the square in which it lies FIT of them. */
static struct axis
frame_axis(struct span ink, double square, const struct fit *f, double shift)
{
	const double step = square / FIT;
	struct axis a = {0, step, 0, KERNEL_BUMP, SIDE};

	a.from = (ink.lo + ink.hi) / 2.0 - (SIDE / 2.0 + shift) * step;
	a.radius = BUMP_REACH * step * f->blur;
	return a;
}

void
fit_frame(float *v, const struct fit *f, float *out)
{
	struct plane p = {FINE, FINE, FINE, v};
	struct axis rows, columns;
	struct span high, wide;
	double side;

	find_ink(v, (float)f->level, &high, &wide);
	memset(out, 0, SIDE * SIDE * sizeof *out);
	if (high.hi == 0)
		return;
	side = high.hi - high.lo > wide.hi - wide.lo ? high.hi - high.lo : wide.hi - wide.lo;
	side /= 1 - (2 * REACH * f->blur + f->wide) / FIT;
	rows = frame_axis(high, side, f, f->dy);
	columns = frame_axis(wide, side, f, f->dx);
	regrid_square(&p, &rows, &columns, out);
	full_range(out);
}

void
scan(struct rng *r, float *v)
{
	const struct axis a = {0, (double)SIDE / FINE, 1, KERNEL_TENT, FINE};
	struct fit f = fit_random(r);
	struct plane p = {SIDE, SIDE, SIDE, v};
	float fine[FINE * FINE];

	f.level *= largest(v) / 255;
	regrid_square(&p, &a, &a, fine);
	fit_frame(fine, &f, v);
}
