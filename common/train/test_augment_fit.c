/* test_augment_fit - what the trainer does to a glyph is what the normalizer does to one of a page. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/tap.h"
#include "image/image.h"
#include "image/resample.h"
#include "page/normalize.h"
#include "train/augment_steps.h"

enum { SHAPES = 4 };

/* A stroke of the radius, black on the fine raster, from one point to the other. */
static void
stroke(float *v, double y0, double x0, double y1, double x1, double radius)
{
	const double dy = y1 - y0, dx = x1 - x0, length = dy * dy + dx * dx;

	for (int i = 0; i < FINE * FINE; i++) {
		const double y = i / FINE + 0.5 - y0, x = i % FINE + 0.5 - x0;
		const double t = length > 0 ? fmin(fmax((y * dy + x * dx) / length, 0), 1) : 0;

		if (hypot(y - t * dy, x - t * dx) < radius)
			v[i] = 255;
	}
}

static void
draw(int shape, float *v)
{
	memset(v, 0, FINE * FINE * sizeof *v);
	switch (shape) {
	case 0:	/* L */
		stroke(v, 8, 20, 70, 20, 4);
		stroke(v, 70, 20, 70, 55, 4);
		break;
	case 1:	/* x */
		stroke(v, 15, 12, 60, 65, 3);
		stroke(v, 60, 12, 15, 65, 3);
		break;
	case 2:	/* t, thin */
		stroke(v, 10, 40, 74, 44, 2);
		stroke(v, 30, 22, 28, 60, 2);
		break;
	default:	/* o, thick */
		for (int i = 0; i < 40; i++)
			stroke(v, 42 + 24 * sin(i * 0.15708), 42 + 20 * cos(i * 0.15708),
			       42 + 24 * sin((i + 1) * 0.15708), 42 + 20 * cos((i + 1) * 0.15708), 6);
	}
}

/* From the first to the last place where v's darkest rows, or columns, pass half of the maximum; pixels. */
static double
side_of(const float *v, int down)
{
	float most[GLYPH_SIDE] = {0};
	double at[2] = {0, 0};

	for (int i = 0; i < GLYPH_SIZE; i++) {
		float *m = &most[down ? i / GLYPH_SIDE : i % GLYPH_SIDE];

		*m = v[i] > *m ? v[i] : *m;
	}
	for (int k = 0; k < 2; k++)
		for (int i = 1; i < GLYPH_SIDE && at[k] == 0; i++) {
			const float before = most[k ? GLYPH_SIDE - i : i - 1], here = most[k ? GLYPH_SIDE - 1 - i : i];

			if (here >= 127.5f)
				at[k] = i - 0.5 + (127.5 - before) / (here - before);
		}
	return GLYPH_SIDE - at[0] - at[1];
}

static double
longer_side(const float *v)
{
	return fmax(side_of(v, 0), side_of(v, 1));
}

static void
normalized(const float *v, int side, float *out)
{
	struct image img = image_new(side, side);
	uint8_t px[GLYPH_SIZE];

	for (int i = 0; i < side * side; i++)
		img.px[i] = (uint8_t)(v[i] + 0.5f);
	normalize_glyph(&img, STYLE_EMNIST, px);
	for (int i = 0; i < GLYPH_SIZE; i++)
		out[i] = px[i];
	image_free(&img);
}

/* v (FINE,FINE) out of focus, so softer than the normalizer wants it: the ink is to end where it did. */
static void
normalized_soft(const float *v, float *out)
{
	enum { PAD = 8, WIDE = FINE + 2 * PAD };
	static float soft[WIDE * WIDE];
	struct plane p = {FINE, FINE, FINE, (float *)v};
	const struct sampling s = {-PAD, 1, 3 * BUMP_REACH, RESAMPLE_BUMP, WIDE};

	resample(&p, &s, &s, soft);
	normalized(soft, WIDE, out);
}

/*
 * The fit without its errors.  The normalizer blurs before it fits, so that
 * blur shrinks with the ink, and takes the box half a sample of its working
 * plane, which has two a pixel, inside of where FAINT is reached.
 */
static struct fit
exact_fit(void)
{
	const double ink = 2 * FIT, box = ink + 4 * NORMALIZE_REACH * NORMALIZE_BLUR - 1, scale = ink / box;
	struct fit f = {.level = 127.5, .blur = NORMALIZE_BLUR * scale};

	f.wide = FIT - 4 * f.blur - FIT * scale;
	return f;
}

/* Some bound is passed when BLUR or REACH, by a tenth, or FAINT, by a third, is another here than there. */
static void
test_fit(void)
{
	static float v[FINE * FINE];
	const struct fit f = exact_fit();
	float ours[GLYPH_SIZE], theirs[GLYPH_SIZE], soft[GLYPH_SIZE];
	double off = 0, side = 0, soft_side = 0;

	for (int shape = 0; shape < SHAPES; shape++) {
		draw(shape, v);
		normalized(v, FINE, theirs);
		normalized_soft(v, soft);
		fit_frame(v, &f, ours);
		for (int i = 0; i < GLYPH_SIZE; i++)
			off += fabsf(ours[i] - theirs[i]) / (GLYPH_SIZE * SHAPES);
		side += (longer_side(ours) - longer_side(theirs)) / SHAPES;
		soft_side += (longer_side(soft) - longer_side(theirs)) / SHAPES;
	}
	tap_ok(off < 1.2, "greys differ by %.2f of 255, at most 1.2", off);
	tap_ok(fabs(side) < 0.06, "sides differ by %.3f pixels, at most 0.06", side);
	tap_ok(soft_side > 0.1 && soft_side < 0.28, "a soft glyph's side by %.3f pixels, 0.1 to 0.28", soft_side);
}

static void
test_random_blur(void)
{
	struct rng r = rng_seed(1, 1);
	double sum = 0;
	const int n = 4000;

	for (int i = 0; i < n; i++)
		sum += fit_random(&r).blur;
	tap_ok(fabs(sum / n - exact_fit().blur) < 0.03, "the trainer blurs by %.3f in the mean, the normalizer by %.3f",
	       sum / n, exact_fit().blur);
}

int
main(void)
{
	test_fit();
	test_random_blur();
	return tap_done();
}
