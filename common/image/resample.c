/*
 * Two passes, one along each side.  Each sums whole rows, four samples at
 * once: for the other side the picture is turned about its diagonal.
 */
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "image/quad.h"
#include "image/resample.h"

enum { TAPS = 64 };		/* inputs of an output, at most */

struct taps {			/* the weights of inputs lo .. hi, some of which may lie outside */
	float w[TAPS];
	int lo, hi;
};

static float
cubic(float t)
{
	t = fabsf(t);
	if (t < 1)
		return (1.5f * t - 2.5f) * t * t + 1;
	return t < 2 ? ((-0.5f * t + 2.5f) * t - 4) * t + 2 : 0;
}

static void
cubic_taps(double centre, double scale, struct taps *k)
{
	const int n = k->hi - k->lo + 1;
	float sum = 0;

	for (int i = 0; i < n; i++)
		sum += k->w[i] = cubic((float)((k->lo + i + 0.5 - centre) / scale));
	for (int i = 0; i < n; i++)
		k->w[i] /= sum;
}

static float
smooth(enum resample_kernel kernel, float t)
{
	float b;

	if (kernel == RESAMPLE_TENT)
		return t < 0 ? 1 + t : 1 - t;
	b = 1 - t * t;
	return b * b * b * b;
}

/* Training is full of these: t goes on in steps.  Models made from a seed hang on every rounding. */
static void
smooth_taps(enum resample_kernel kernel, double centre, double radius, struct taps *k)
{
	const int n = k->hi - k->lo + 1;
	const float step = (float)(1 / radius);
	float sum = 0, t = (float)(k->lo + 0.5 - centre) * step;

	for (int i = 0; i < n; i++, t += step)
		sum += k->w[i] = smooth(kernel, t);
	for (int i = 0; i < n; i++)
		k->w[i] *= 1 / sum;
}

/* floor, in place of a call. */
static int
whole_below(double v)
{
	const int i = (int)v;

	return i - (v < i);
}

static void
taps_at(const struct sampling *s, double centre, struct taps *k)
{
	const double reach = s->kernel == RESAMPLE_CUBIC ? 2 : 1;
	const double radius = s->radius > reach ? s->radius : reach;

	k->lo = whole_below(centre - radius + 0.5);
	k->hi = whole_below(centre + radius - 0.5);
	k->hi = k->hi - k->lo < TAPS ? k->hi : k->lo + TAPS - 1;
	if (s->kernel == RESAMPLE_CUBIC)
		cubic_taps(centre, radius / 2, k);
	else
		smooth_taps(s->kernel, centre, radius, k);
}

void
resample_mix(const float *in, int stride, const float *w, int taps, int n, float *out)
{
	int x = 0;

	for (; x + 4 * QUAD <= n; x += 4 * QUAD) {
		quad *to = (quad *)(out + x), a = {0}, b = {0}, c = {0}, d = {0};

		for (int t = 0; t < taps; t++) {
			const quad *v = (const quad *)(in + (ptrdiff_t)t * stride + x), k = (quad){0} + w[t];

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
	for (; x < n; x += QUAD) {
		quad sum = {0};

		for (int t = 0; t < taps; t++)
			sum += w[t] * *(const quad *)(in + (ptrdiff_t)t * stride + x);
		*(quad *)(out + x) = sum;
	}
}

/* Sample i of the side as a row of in->stride; zeros past the last. */
static void
mix_at(const struct plane *in, const struct sampling *s, int i, float *row)
{
	struct taps k = {.lo = 0, .hi = -1};
	int from, end;

	if (i < s->n)
		taps_at(s, s->from + (i + 0.5) * s->step, &k);
	from = k.lo > 0 ? k.lo : 0;
	end = k.hi < in->h ? k.hi + 1 : in->h;
	if (from < end)
		resample_mix(in->v + (size_t)from * (size_t)in->stride, in->stride, k.w + (from - k.lo), end - from,
		             in->stride, row);
	else
		memset(row, 0, (size_t)in->stride * sizeof *row);
}

/* in to out (in->w, s->n made whole quads), turned; rows has room for QUAD rows of in. */
static void
pass(const struct plane *in, const struct sampling *s, float *rows, struct plane *out)
{
	const size_t stride = (size_t)in->stride;

	out->h = in->w;
	out->w = s->n;
	out->stride = quad_whole(s->n);
	for (int i = 0; i < s->n; i += QUAD) {
		for (int k = 0; k < QUAD; k++)
			mix_at(in, s, i + k, rows + (size_t)k * stride);
		for (size_t x = 0; x < (size_t)in->w; x++)
			*(quad *)(out->v + x * (size_t)out->stride + i) =
			    (quad){rows[x], rows[stride + x], rows[2 * stride + x], rows[3 * stride + x]};
	}
}

/* A new plane for the first pass, and behind it the rows that pass needs, *scratch. */
static struct plane
turned_plane(const struct plane *in, const struct sampling *rows, float **scratch)
{
	const size_t across = (size_t)quad_whole(rows->n), area = (size_t)in->w * across;
	const size_t row = (size_t)in->stride > across ? (size_t)in->stride : across;
	struct plane turned = {0, 0, 0, mem_alloc(area + QUAD * row, sizeof(float))};

	*scratch = turned.v + area;
	return turned;
}

void
resample(const struct plane *in, const struct sampling *rows, const struct sampling *columns, float *out)
{
	float *scratch;
	struct plane turned = turned_plane(in, rows, &scratch), upright = {0, 0, 0, out};

	pass(in, rows, scratch, &turned);
	pass(&turned, columns, scratch, &upright);
	free(turned.v);
}

void
resample_turned(const struct plane *in, const struct sampling *rows, const struct sampling *columns, float *out)
{
	float *scratch;
	struct plane turned = turned_plane(in, rows, &scratch);

	pass(in, rows, scratch, &turned);
	for (int i = 0; i < columns->n; i++)
		mix_at(&turned, columns, i, out + (size_t)i * (size_t)turned.stride);
	free(turned.v);
}
