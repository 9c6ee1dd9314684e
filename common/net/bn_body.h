/*
 * bn_body.h - the loops of batch normalisation, see layers.h; a part of kernel_body.h.
 *
 * Written so that the compiler makes vectors of them: channels innermost.
 */
#include <math.h>
#include <string.h>

#include "net/layers.h"

enum { MAX_PADDED = ARCH_MAX_CHANNELS };	/* a multiple of CHANNEL_BLOCK */

/* Adds the float sums a, b (np) to the double ones and clears them. */
static void
flush(float *restrict a, float *restrict b, int np, double *restrict sums)
{
	for (int i = 0; i < np; i++) {
		sums[i] += a[i];
		sums[np + i] += b[i];
		a[i] = b[i] = 0;
	}
}

static void
bn_sums(const float *x, size_t pixels, int np, double *sums)
{
	float a[MAX_PADDED] = {0}, b[MAX_PADDED] = {0};

	for (size_t p = 0; p < pixels; p++, x += np) {
		for (int i = 0; i < np; i++) {
			a[i] += x[i];
			b[i] += x[i] * x[i];
		}
		if (p % BN_FLOAT_PIXELS == BN_FLOAT_PIXELS - 1)
			flush(a, b, np, sums);
	}
	flush(a, b, np, sums);
}

static void
bn_forward(const struct bn *bn, const float *restrict x, size_t pixels, float *restrict y)
{
	float mul[MAX_PADDED], add[MAX_PADDED];
	const float floor = bn->relu ? 0 : -INFINITY;
	const int np = bn->np;

	for (int i = 0; i < np; i++) {
		mul[i] = bn->gamma[i] * bn->inv[i];
		add[i] = bn->beta[i] - bn->mean[i] * mul[i];
	}
	for (; pixels > 0; pixels--, x += np, y += np)
		for (int i = 0; i < np; i++) {
			float v = x[i] * mul[i] + add[i];

			y[i] = v > floor ? v : floor;
		}
}

static void
bn_backward_sums(const struct bn *bn, const float *restrict x, const float *restrict y,
                   size_t pixels, const float *restrict dy, float *restrict masked, double *sums)
{
	float a[MAX_PADDED] = {0}, b[MAX_PADDED] = {0};
	const float *restrict mean = bn->mean, *restrict inv = bn->inv;
	const float floor = bn->relu ? 0 : -INFINITY;
	const int np = bn->np;

	for (size_t p = 0; p < pixels; p++, x += np, y += np, dy += np, masked += np) {
		for (int i = 0; i < np; i++) {
			const float d = y[i] > floor ? dy[i] : 0;

			masked[i] = d;
			a[i] += d;
			b[i] += d * ((x[i] - mean[i]) * inv[i]);
		}
		if (p % BN_FLOAT_PIXELS == BN_FLOAT_PIXELS - 1)
			flush(a, b, np, sums);
	}
	flush(a, b, np, sums);
}

static void
bn_backward(const struct bn *bn, const float *restrict x, size_t pixels, const double *sums,
              double all_pixels, const float *restrict dy, float *restrict dx)
{
	float scale[MAX_PADDED], s1[MAX_PADDED], s2[MAX_PADDED];
	const float *restrict mean = bn->mean;
	const int np = bn->np;

	for (int i = 0; i < np; i++) {
		scale[i] = bn->gamma[i] * bn->inv[i];
		s1[i] = (float)(sums[i] / all_pixels);
		s2[i] = (float)(sums[np + i] / all_pixels) * bn->inv[i];
	}
	for (; pixels > 0; pixels--, x += np, dy += np, dx += np)
		for (int i = 0; i < np; i++)
			dx[i] = scale[i] * (dy[i] - s1[i] - (x[i] - mean[i]) * s2[i]);
}
