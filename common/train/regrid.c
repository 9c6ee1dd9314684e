#include <string.h>

#include "train/regrid.h"

enum {
	QUAD = 4,		/* samples of a vector */
	TAPS = 64,		/* inputs of an output, at most */
	MOST = 84,		/* side of a picture, at most */
};

typedef float quad __attribute__((vector_size(4 * QUAD), aligned(4), may_alias));

static float
weight(enum kernel_shape shape, float t)
{
	float b;

	if (shape == KERNEL_TENT)
		return t < 0 ? 1 + t : 1 - t;
	b = 1 - t * t;
	return b * b * b * b;
}

static int
whole_below(double v)
{
	const int i = (int)v;

	return i - (v < i);
}

/* The weights of the inputs about centre, of h; their number, and in *first the first of them. */
static int
taps_at(const struct axis *a, double centre, int h, float *w, int *first)
{
	const double radius = a->radius > 1 ? a->radius : 1;
	const float shrink = (float)(1 / radius);
	int lo = whole_below(centre - radius + 0.5), hi = whole_below(centre + radius - 0.5), n = 0;
	float sum = 0, t = (float)(lo + 0.5 - centre) * shrink, k;

	hi = hi - lo < TAPS ? hi : lo + TAPS - 1;
	*first = lo > 0 ? lo : 0;
	for (int i = lo; i <= hi; i++, t += shrink) {
		k = weight(a->shape, t);
		sum += k;
		if (i >= 0 && i < h)
			w[n++] = k;
	}
	for (int i = 0; i < n; i++)
		w[i] *= 1 / sum;
	return n;
}

/* out = the sum of w[t] times row t of in. */
static void
mix_rows(const float *in, int stride, const float *w, int taps, float *out)
{
	int x = 0;

	for (; x + 4 * QUAD <= stride; x += 4 * QUAD) {
		const float *at = in + x;
		quad *to = (quad *)(out + x), a = {0}, b = {0}, c = {0}, d = {0};

		for (int t = 0; t < taps; t++, at += stride) {
			const quad *v = (const quad *)at, k = (quad){0} + w[t];

			a += k * v[0];
			b += k * v[1];
			c += k * v[2];
			d += k * v[3];
		}
		to[0] = a;
		to[1] = b;
		to[2] = c;
		to[3] = d;
	}
	for (; x < stride; x += QUAD) {
		const float *at = in + x;
		quad sum = {0};

		for (int t = 0; t < taps; t++, at += stride)
			sum += w[t] * *(const quad *)at;
		*(quad *)(out + x) = sum;
	}
}

/* Output i as a row; zeros past the last. */
static void
output(const struct plane *in, const struct axis *a, int i, float *row)
{
	float w[TAPS];
	int first, taps = i < a->n ? taps_at(a, a->from + (i + 0.5) * a->step, in->h, w, &first) : 0;

	if (taps > 0)
		mix_rows(in->v + first * in->stride, in->stride, w, taps, row);
	else
		memset(row, 0, (size_t)in->w * sizeof *row);
}

void
regrid(const struct plane *in, const struct axis *a, struct plane *out)
{
	float rows[QUAD][MOST];

	out->h = in->w;
	out->w = a->n;
	out->stride = (a->n + QUAD - 1) / QUAD * QUAD;
	for (int i = 0; i < a->n; i += QUAD) {
		for (int k = 0; k < QUAD; k++)
			output(in, a, i + k, rows[k]);
		for (int x = 0; x < in->w; x++)
			*(quad *)(out->v + x * out->stride + i) = (quad){rows[0][x], rows[1][x], rows[2][x], rows[3][x]};
	}
}

void
regrid_square(const struct plane *in, const struct axis *rows, const struct axis *columns, float *out)
{
	float mid[MOST * MOST];
	struct plane turned = {0, 0, 0, mid}, upright = {0, 0, 0, out};

	regrid(in, rows, &turned);
	regrid(&turned, columns, &upright);
}
