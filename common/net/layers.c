#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "net/kernel.h"
#include "net/layers.h"

void
bn_sums(const float *x, size_t pixels, int np, double *sums)
{
	kernel_best()->bn_sums(x, pixels, np, sums);
}

void
bn_forward(const struct bn *b, const float *x, size_t pixels, float *y)
{
	kernel_best()->bn_forward(b, x, pixels, y);
}

void
bn_backward_sums(const struct bn *b, const float *x, const float *y, size_t pixels,
                 float *dy, double *sums)
{
	kernel_best()->bn_backward_sums(b, x, y, pixels, dy, sums);
}

void
bn_backward(const struct bn *b, const float *x, size_t pixels, const double *sums,
            double all_pixels, float *dy)
{
	kernel_best()->bn_backward(b, x, pixels, sums, all_pixels, dy);
}

/* The largest, or the mean, of each channel over the k x k samples at x. */
static void
pool_window(const struct layer *l, const float *restrict x, int cp, float *restrict y)
{
	const int max = l->kind == LAYER_MAXPOOL;
	const float part = 1.0f / (float)(l->k * l->k);

	for (int i = 0; i < cp; i++)
		y[i] = max ? x[i] : 0;
	for (int ky = 0; ky < l->k; ky++)
		for (int kx = 0; kx < l->k; kx++) {
			const float *v = x + (size_t)((ky * l->side + kx) * cp);

			if (max)
				for (int i = 0; i < cp; i++)
					y[i] = v[i] > y[i] ? v[i] : y[i];
			else
				for (int i = 0; i < cp; i++)
					y[i] += v[i] * part;
		}
}

void
pool_forward(const struct layer *l, int n, const float *x, float *y)
{
	const int cp = channels_padded(l->c);

	for (; n > 0; n--, x += (size_t)(l->side * l->side * cp))
		for (int oy = 0; oy < l->oside; oy++)
			for (int ox = 0; ox < l->oside; ox++, y += cp)
				pool_window(l, x + (size_t)((oy * l->s * l->side + ox * l->s) * cp), cp, y);
}

static void
unpool_window(const struct layer *l, const float *x, const float *y, const float *dy,
              int cp, float *dx)
{
	const float part = 1.0f / (float)(l->k * l->k);

	for (int i = 0; i < cp; i++) {
		int found = 0;

		for (int ky = 0; ky < l->k && !found; ky++)
			for (int kx = 0; kx < l->k && !found; kx++) {
				size_t at = (size_t)((ky * l->side + kx) * cp + i);

				if (l->kind == LAYER_AVGPOOL)
					dx[at] += dy[i] * part;
				else if (x[at] == y[i]) {
					dx[at] += dy[i];
					found = 1;
				}
			}
	}
}

void
pool_backward(const struct layer *l, int n, const float *x, const float *y,
              const float *dy, float *dx)
{
	const int cp = channels_padded(l->c);
	const size_t in = (size_t)(l->side * l->side * cp);

	memset(dx, 0, (size_t)n * in * sizeof *dx);
	for (; n > 0; n--, x += in, dx += in)
		for (int oy = 0; oy < l->oside; oy++)
			for (int ox = 0; ox < l->oside; ox++, y += cp, dy += cp) {
				size_t at = (size_t)((oy * l->s * l->side + ox * l->s) * cp);

				unpool_window(l, x + at, y, dy, cp, dx + at);
			}
}

void
relu_mask(const float *restrict y, size_t n, float *restrict dy)
{
	for (size_t i = 0; i < n; i++)
		dy[i] = y[i] > 0 ? dy[i] : 0;
}

void
dropout(float *v, size_t n, float rate, uint64_t seed)
{
	struct rng r = rng_seed(seed, 0);
	const uint32_t limit = (uint32_t)(rate * 65536.0f);
	const float scale = 65536.0f / (float)(65536 - limit);
	uint64_t bits = 0;

	for (size_t i = 0; i < n; i++, bits >>= 16) {
		if (i % 4 == 0)
			bits = rng_next(&r);
		v[i] = (bits & 0xffff) < limit ? 0 : v[i] * scale;
	}
}

void
softmax(const float *x, int n, float *p)
{
	float top = x[0], sum = 0;

	for (int i = 1; i < n; i++)
		top = x[i] > top ? x[i] : top;
	for (int i = 0; i < n; i++)
		sum += p[i] = expf(x[i] - top);
	for (int i = 0; i < n; i++)
		p[i] /= sum;
}

double
softmax_loss(float *logits, int classes, int label, float smooth, float scale, int *right)
{
	const float rest = smooth / (float)classes;
	float top = logits[0];
	double loss = 0;
	int best = 0;

	for (int i = 1; i < classes; i++)
		if (logits[i] > top)
			top = logits[best = i];
	*right = best == label;
	softmax(logits, classes, logits);
	for (int i = 0; i < classes; i++) {
		float want = rest + (i == label ? 1 - smooth : 0);

		if (want > 0)
			loss -= (double)want * log((double)logits[i] + 1e-30);
		logits[i] = (logits[i] - want) * scale;
	}
	return loss;
}
