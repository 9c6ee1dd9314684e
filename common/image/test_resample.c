/* test_resample - resampling against its definition, and against what is known of it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "base/tap.h"
#include "image/quad.h"
#include "image/resample.h"

enum { MOST = 64 };		/* samples of a side here */

static const char *const names[] = {"tent", "bump", "cubic"};

static double
kernel_at(enum resample_kernel kernel, double t)
{
	t = fabs(t);
	if (kernel == RESAMPLE_TENT)
		return t < 1 ? 1 - t : 0;
	if (kernel == RESAMPLE_BUMP)
		return t < 1 ? pow(1 - t * t, 4) : 0;
	t *= 2;
	return t < 1 ? (1.5 * t - 2.5) * t * t + 1 : t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0;
}

/* The weight of input i for output k; inputs far outside count, too. */
static double
weight_at(const struct sampling *s, int k, int i)
{
	const double radius = fmax(s->radius, s->kernel == RESAMPLE_CUBIC ? 2 : 1);
	const double centre = s->from + (k + 0.5) * s->step;
	double sum = 0;
	int j;

	for (j = -2 * MOST; j < 3 * MOST; j++)
		sum += kernel_at(s->kernel, (j + 0.5 - centre) / radius);
	return kernel_at(s->kernel, (i + 0.5 - centre) / radius) / sum;
}

/* How far resample is from the definition, in two dimensions at once. */
static double
off_by(const struct plane *in, const struct sampling *rows, const struct sampling *columns)
{
	static float out[MOST * MOST];
	double wy[MOST], wx[MOST], worst = 0;
	int x, y, i, k;

	resample(in, rows, columns, out);
	for (y = 0; y < rows->n; y++)
		for (x = 0; x < quad_whole(columns->n); x++) {
			double sum = 0;

			for (i = 0; i < in->h; i++)
				wy[i] = weight_at(rows, y, i);
			for (k = 0; k < in->w; k++)
				wx[k] = x < columns->n ? weight_at(columns, x, k) : 0;
			for (i = 0; i < in->h; i++)
				for (k = 0; k < in->w; k++)
					sum += wy[i] * wx[k] * in->v[i * in->stride + k];
			worst = fmax(worst, fabs(sum - out[y * quad_whole(columns->n) + x]));
		}
	return worst;
}

static void
test_definition(void)
{
	static const struct { int w, h; double from, step, radius; int n; } as[] = {
		{13, 9, 0, 1, 0, 9}, {13, 9, 0, 0.3, 0, 30}, {31, 22, -4, 1.7, 3.1, 19}, {6, 1, -2.5, 0.5, 1.4, 23},
		{30, 30, 0.5, 2.5, 7.9, 12}, {5, 7, 40, 1, 0, 6},
	};
	static float v[MOST * MOST];
	struct rng r = rng_seed(1, 0);
	size_t i;
	int k;

	for (i = 0; i < MOST * MOST; i++)
		v[i] = (float)rng_range(&r, 0, 255);
	for (i = 0; i < sizeof as / sizeof *as; i++)
		for (k = RESAMPLE_TENT; k <= RESAMPLE_CUBIC; k++) {
			struct plane in = {as[i].w, as[i].h, quad_whole(as[i].w), v};
			struct sampling rows = {as[i].from, as[i].step, as[i].radius, (enum resample_kernel)k, as[i].n};
			struct sampling columns = {as[i].from + 0.25, as[i].step, as[i].radius + 1, (enum resample_kernel)k, as[i].n - 1};
			double off = off_by(&in, &rows, &columns);

			tap_ok(off < 2e-3, "%s of %d x %d to %d samples is that of the definition (off by %.5f)", names[k],
			       in.w, in.h, rows.n, off);
		}
}

/* The turned picture is the upright one, turned. */
static void
test_turned(void)
{
	float v[6 * 8], out[10 * 16], turned[13 * 12];
	const struct plane in = {7, 6, 8, v};
	const struct sampling rows = {-1, 0.8, 0, RESAMPLE_CUBIC, 10}, columns = {0.3, 0.5, 0, RESAMPLE_CUBIC, 13};
	struct rng r = rng_seed(3, 0);
	int wrong = 0, i, x, y;

	for (i = 0; i < 6 * 8; i++)
		v[i] = (float)rng_range(&r, 0, 255);
	resample(&in, &rows, &columns, out);
	resample_turned(&in, &rows, &columns, turned);
	for (y = 0; y < 10; y++)
		for (x = 0; x < 13; x++)
			wrong += fabsf(out[y * 16 + x] - turned[x * 12 + y]) > 0;
	tap_ok(wrong == 0, "turned, it is the same picture");
}

/* The same raster is the same picture, also in place. */
static void
test_same(void)
{
	float v[8 * 8], was[8 * 8];
	struct plane in = {8, 8, 8, v};
	struct rng r = rng_seed(2, 0);
	int i, k;

	for (k = RESAMPLE_TENT; k <= RESAMPLE_CUBIC; k++) {
		struct sampling s = {0, 1, 0, (enum resample_kernel)k, 8};
		double worst = 0;

		for (i = 0; i < 64; i++)
			v[i] = (float)rng_range(&r, 0, 255);
		memcpy(was, v, sizeof v);
		resample(&in, &s, &s, v);
		for (i = 0; i < 64; i++)
			worst = fmax(worst, fabsf(v[i] - was[i]));
		tap_ok(worst < 1e-3, "%s: the same raster is the same picture", names[k]);
	}
}

/* A slope is met exactly between the samples, and a bump is as wide as its deviation says. */
static void
test_shapes(void)
{
	float v[32], out[96];
	struct plane in = {32, 1, 32, v};
	const struct sampling one = {0, 1, 0, RESAMPLE_TENT, 1}, wide = {0, 1 / 3.0, 0, RESAMPLE_CUBIC, 96};
	const struct sampling soft = {0, 1, 2 * BUMP_REACH, RESAMPLE_BUMP, 32};
	double worst = 0, square = 0, sum = 0;
	int i;

	for (i = 0; i < 32; i++)
		v[i] = (float)(5 * (i + 0.5));
	resample(&in, &one, &wide, out);
	for (i = 9; i < 87; i++)
		worst = fmax(worst, fabs(out[i] - 5 * (i + 0.5) / 3));
	tap_ok(worst < 1e-3, "cubic: a ramp, enlarged, off by %.5f", worst);
	memset(v, 0, sizeof v);
	v[16] = 100;
	resample(&in, &one, &soft, out);
	for (i = 0; i < 32; i++) {
		sum += out[i];
		square += out[i] * (i - 16.0) * (i - 16.0);
	}
	tap_ok(fabs(sum - 100) < 1e-3 && fabs(sqrt(square / sum) - 2) < 0.02, "bump: the sum is kept, the deviation %.3f, wanted 2",
	       sqrt(square / sum));
}

int
main(void)
{
	test_definition();
	test_turned();
	test_same();
	test_shapes();
	return tap_done();
}
