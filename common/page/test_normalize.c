/* test_normalize - glyphs of every size, pen and grey come out the same; odd ones come out at all. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/tap.h"
#include "page/normalize.h"
#include "page/tunables.h"

/* Ink between two circles about the middle of a side x side image, edges one pixel soft. */
static struct image
ring(int side, double outer, double inner, int ink)
{
	struct image img = image_new(side, side);
	int x, y;

	for (y = 0; y < side; y++)
		for (x = 0; x < side; x++) {
			double r = hypot(x + 0.5 - side / 2.0, y + 0.5 - side / 2.0);
			double v = fmin(outer - r, r - inner) + 0.5;

			img.px[y * side + x] = (uint8_t)lround(ink * fmin(fmax(v, 0), 1));
		}
	return img;
}

static struct image
bar(int w, int h, int margin)
{
	struct image img = image_new(w + 2 * margin, h + 2 * margin);
	int y;

	for (y = 0; y < h; y++)
		memset(img.px + (size_t)(y + margin) * (size_t)img.w + margin, 255, (size_t)w);
	return img;
}

static void
normalized(struct image img, enum style style, uint8_t out[GLYPH_SIZE])
{
	normalize_glyph(&img, style, out);
	image_free(&img);
}

static double
mean_difference(const uint8_t *a, const uint8_t *b)
{
	double sum = 0;
	int i;

	for (i = 0; i < GLYPH_SIZE; i++)
		sum += abs(a[i] - b[i]);
	return sum / GLYPH_SIZE;
}

/* The box of samples of at least level. */
static struct box
box_at(uint8_t *px, int level)
{
	struct image img = {GLYPH_SIDE, GLYPH_SIDE, px, NULL};

	return image_ink(&img, level);
}

static void
test_scale(void)
{
	static const int sides[] = {12, 40, 60, 131, 300, 1500};
	uint8_t want[GLYPH_SIZE], got[GLYPH_SIZE];
	size_t i;

	normalized(ring(100, 45, 33, 255), STYLE_EMNIST, want);
	for (i = 0; i < sizeof sides / sizeof sides[0]; i++) {
		int s = sides[i];
		double d;

		normalized(ring(s, 0.45 * s, 0.33 * s, 255), STYLE_EMNIST, got);
		d = mean_difference(want, got);
		tap_ok(d < (s < 20 ? 25 : 3), "a ring in %d pixels looks like one in 100 (mean difference %.1f)", s, d);
	}
	normalized(ring(100, 45, 33, 90), STYLE_EMNIST, got);
	tap_ok(mean_difference(want, got) < 1.5, "pale ink looks like dark ink (%.1f)", mean_difference(want, got));
}

static void
test_emnist(void)
{
	uint8_t px[GLYPH_SIZE], again[GLYPH_SIZE];
	struct image img = {GLYPH_SIDE, GLYPH_SIDE, px, NULL};
	struct box b;

	normalized(ring(90, 40, 30, 255), STYLE_EMNIST, px);
	b = box_at(px, 128);
	tap_ok(b.w == 22 && b.h == 22 && b.x == 3 && b.y == 3, "22 pixels at half maximum, centred: %d,%d,%d,%d",
	       b.x, b.y, b.w, b.h);
	b = box_at(px, 1);
	tap_ok(b.w >= 24 && b.w <= 26 && b.x >= 1, "faintest grey reaches %d pixels", b.w);
	tap_ok(box_at(px, 255).w > 0, "full range");
	normalize_glyph(&img, STYLE_EMNIST, again);
	tap_ok(mean_difference(px, again) < 8, "twice changes little (%.1f)", mean_difference(px, again));
	normalized(bar(6, 60, 5), STYLE_EMNIST, px);
	b = box_at(px, 128);
	tap_ok(b.h == 22 && b.w >= 2 && b.w <= 3 && abs(2 * b.x + b.w - GLYPH_SIDE) <= 1,
	       "a bar keeps its proportions in the middle: %d,%d,%d,%d", b.x, b.y, b.w, b.h);
	normalized(ring(5, 2.2, -1, 255), STYLE_EMNIST, px);
	b = box_at(px, 128);
	tap_ok(b.w >= 20 && b.h >= 20 && px[14 * GLYPH_SIDE + 14] >= 250, "a dot fills the frame: %d,%d,%d,%d",
	       b.x, b.y, b.w, b.h);
}

/* NORMALIZE_REACH follows from NORMALIZE_FAINT: what a Gaussian leaves of an edge so far out. */
static void
test_reach(void)
{
	double left = erfc(NORMALIZE_REACH / sqrt(2)) / 2;

	tap_ok(fabs(left / NORMALIZE_FAINT - 1) < 0.03, "%.4f is left of an edge at REACH, FAINT is %.4f", left,
	       NORMALIZE_FAINT);
}

static void
test_mnist(void)
{
	uint8_t px[GLYPH_SIZE];
	double mass = 0, mx = 0, my = 0;
	struct image img = bar(20, 60, 3);
	struct box b;
	int x, y;

	memset(img.px + 8 * img.w + 3, 255, 20);
	for (y = 43; y < 63; y++)	/* heavier on the left below */
		memset(img.px + y * img.w + 13, 0, 10);
	normalized(img, STYLE_MNIST, px);
	for (y = 0; y < GLYPH_SIDE; y++)
		for (x = 0; x < GLYPH_SIDE; x++) {
			mass += px[y * GLYPH_SIDE + x];
			mx += px[y * GLYPH_SIDE + x] * (x + 0.5);
			my += px[y * GLYPH_SIDE + x] * (y + 0.5);
		}
	b = box_at(px, 128);
	tap_ok(b.h == 20, "MNIST's longest side is 20 pixels: %d", b.h);
	tap_ok(mx / mass > 13.9 && mx / mass < 15.1 && my / mass > 13.9 && my / mass < 15.1,
	       "its centre of mass in the middle: %.2f, %.2f", mx / mass, my / mass);
}

static void
test_odd(void)
{
	static const struct { int w, h; } odd[] = {
		{1, 1}, {1, 2}, {2, 1}, {1, 700}, {700, 1}, {100000, 1}, {3, 60000}, {28, 28}, {127, 255}, {256, 257},
	};
	uint8_t px[GLYPH_SIZE], zeros[GLYPH_SIZE] = {0};
	struct image img;
	size_t i;
	int s;

	normalized(image_new(40, 30), STYLE_EMNIST, px);
	tap_ok(memcmp(px, zeros, GLYPH_SIZE) == 0, "a blank glyph stays blank");
	for (i = 0; i < sizeof odd / sizeof odd[0]; i++)
		for (s = STYLE_EMNIST; s <= STYLE_MNIST; s++) {
			normalized(bar(odd[i].w, odd[i].h, 0), (enum style)s, px);
			tap_ok(box_at(px, 255).w > 0, "%d x %d gives an image, style %s", odd[i].w, odd[i].h,
			       style_name((enum style)s));
		}
	img = image_new(200, 200);
	img.px[0] = img.px[200 * 200 - 1] = 1;
	normalized(img, STYLE_EMNIST, px);
	tap_ok(box_at(px, 255).w > 0, "two faint dots far apart give an image");
}

int
main(void)
{
	test_scale();
	test_emnist();
	test_reach();
	test_mnist();
	test_odd();
	return tap_done();
}
