/* Changes of a glyph's greys. */
#include <math.h>

#include "image/quad.h"
#include "image/resample.h"
#include "train/augment_steps.h"

enum { CELLS = TEXTURE_GRID };

float
largest(const float *v)
{
	float most = 0;

	for (int i = 0; i < GLYPH_SIZE; i++)
		most = v[i] > most ? v[i] : most;
	return most;
}

void
full_range(float *v)
{
	const float most = largest(v);

	for (int i = 0; i < GLYPH_SIZE && most > 0; i++)
		v[i] *= 255 / most;
}

/* Ink is lost in patches of two or three pixels. */
static void
skip_ink(double most, struct rng *r, float *v)
{
	const double depth = rng_range(r, 0, most);
	const struct sampling a = {0.5, (CELLS - 1.0) / GLYPH_SIDE, 1, RESAMPLE_TENT, GLYPH_SIDE};
	float cells[CELLS * CELLS], field[GLYPH_SIZE];
	struct plane p = {CELLS, CELLS, CELLS, cells};

	for (int i = 0; i < CELLS * CELLS; i++)
		cells[i] = (float)rng_unit(r);
	resample(&p, &a, &a, field);
	for (int i = 0; i < GLYPH_SIZE; i++)
		v[i] *= 1 - (float)depth * field[i];
}

/* v (from,from) to out (to,to); rows are a multiple of 4 apart. */
static void
resize(float *v, int from, int to, double radius, enum resample_kernel kernel, float *out)
{
	const struct sampling a = {0, (double)from / to, radius, kernel, to};
	struct plane p = {from, from, quad_whole(from), v};

	resample(&p, &a, &a, out);
}

static void
blur(double most, struct rng *r, float *v)
{
	const double radius = BUMP_REACH * rng_range(r, 0, most);

	if (radius > 1)
		resize(v, GLYPH_SIDE, GLYPH_SIDE, radius, RESAMPLE_BUMP, v);
}

static void
lose_detail(double most, struct rng *r, float *v)
{
	const int lost = (int)rng_below(r, (uint32_t)(GLYPH_SIDE * fmin(most, RESOLUTION_MOST)) + 1), side = GLYPH_SIDE - lost;
	float small[GLYPH_SIZE];

	if (lost == 0)
		return;
	resize(v, GLYPH_SIDE, side, (double)GLYPH_SIDE / side, RESAMPLE_TENT, small);
	resize(small, side, GLYPH_SIDE, 1, RESAMPLE_TENT, v);
}

/* A curve through (0, 0) and (1, 1) that bends up or down, and ink less dark. */
static void
bend(double most, struct rng *r, float *v)
{
	const float g = (float)exp(within(r, CONTRAST_BEND * most)), gain = (float)(1 - rng_range(r, 0, CONTRAST_LOSS * most));

	for (int i = 0; i < GLYPH_SIZE; i++)
		v[i] = gain * v[i] * 255 / (255 * g + (1 - g) * v[i]);
}

/* A share of the paper's noise is taken for white; the sum of four bytes is nearly normal. */
static void
add_noise(double most, struct rng *r, float *v)
{
	const double deviation = 255 * rng_range(r, 0, most);
	const float scale = (float)(deviation / 147.8), white = (float)(deviation * rng_range(r, 0, NOISE_WHITE));

	for (int i = 0; i < GLYPH_SIZE; i += 2) {
		const uint64_t n = rng_next(r), pairs = (n & 0x00ff00ff00ff00ff) + (n >> 8 & 0x00ff00ff00ff00ff);
		const int a = (int)(pairs & 0xffff) + (int)(pairs >> 16 & 0xffff);
		const int b = (int)(pairs >> 32 & 0xffff) + (int)(pairs >> 48);

		v[i] += scale * (float)(a - 510) - white;
		v[i + 1] += scale * (float)(b - 510) - white;
	}
}

void
grey_steps(const struct augment *a, struct rng *r, float *v)
{
	if (a->texture > 0)
		skip_ink(a->texture, r, v);
	if (a->blur > 0)
		blur(a->blur, r, v);
	if (a->resolution > 0)
		lose_detail(a->resolution, r, v);
	if (a->texture > 0 || a->blur > 0 || a->resolution > 0)
		full_range(v);
	if (a->contrast > 0)
		bend(a->contrast, r, v);
	if (a->noise > 0)
		add_noise(a->noise, r, v);
}
