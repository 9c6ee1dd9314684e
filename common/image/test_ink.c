/* test_ink - from pictures whose ink is known to ink images. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "base/tap.h"
#include "image/ink.h"
#include "image/test_drawing.h"

enum { PAPER = 230, PEN = 40 };

static struct image
sheet(int w, int h, int level)
{
	struct image img = image_new(w, h);

	memset(img.px, level, (size_t)w * (size_t)h);
	return img;
}

/* Eight upright strokes, 5 wide and 40 high, from (40, 60) on; a dot over the last. */
static void
strokes(struct image *img, int level)
{
	int i;

	for (i = 0; i < 8; i++)
		draw_box(img, 40 + 25 * i, 60, 5, 40, level);
	draw_box(img, 40 + 25 * 7, 48, 5, 5, level);
}

static int
is_box(struct box b, int x, int y, int w, int h)
{
	return b.x == x && b.y == y && b.w == w && b.h == h;
}

/* How many samples of ink differ from strokes drawn as 255 on 0 and cropped to the box. */
static int
wrong(const struct image *ink, struct box b, int w, int h)
{
	struct image want = image_new(w, h);
	int x, y, n = 0;

	strokes(&want, 255);
	for (y = 0; y < b.h; y++)
		for (x = 0; x < b.w; x++)
			n += (ink->px[y * b.w + x] >= 128) != (want.px[(y + b.y) * w + x + b.x] >= 128);
	image_free(&want);
	return n;
}

static void
claim(const char *what, struct image *pic, const struct ink_options *o, int allowed)
{
	struct image ink;
	struct box b;
	int found = ink_extract(pic, what, o, &ink, &b), n = wrong(&ink, b, pic->w, pic->h);

	tap_ok(found == 1 && ink.w == b.w && ink.h == b.h && abs(b.x - 40) <= 1 && abs(b.y - 48) <= 1 &&
	       abs(b.x + b.w - 220) <= 1 && abs(b.y + b.h - 100) <= 1 && n <= allowed,
	       "%s: %d,%d,%d,%d, %d samples wrong", what, b.x, b.y, b.w, b.h, n);
	image_free(&ink);
	image_free(pic);
}

static void
add_noise(struct image *img, double deviation)
{
	struct rng r = rng_seed(3, 0);
	int i;

	for (i = 0; i < img->w * img->h; i++) {
		double v = img->px[i] + deviation * rng_normal(&r);

		img->px[i] = v < 0 ? 0 : v > 255 ? 255 : (uint8_t)(v + 0.5);
	}
}

/* Light that falls from left to right to the part given. */
static void
shade(struct image *img, double part)
{
	int i;

	for (i = 0; i < img->w * img->h; i++)
		img->px[i] = (uint8_t)(img->px[i] * (1 - (1 - part) * (i % img->w) / img->w));
}

static void
test_light(void)
{
	struct ink_options o = INK_DEFAULTS;
	struct image pic = sheet(260, 140, PAPER);

	strokes(&pic, PEN);
	claim("dark on light", &pic, &o, 0);
	pic = sheet(260, 140, PEN);
	strokes(&pic, PAPER);
	claim("light on dark", &pic, &o, 0);
	pic = sheet(260, 140, PAPER);
	strokes(&pic, PAPER - 25);
	add_noise(&pic, 1.5);
	claim("faint", &pic, &o, 0);
	pic = sheet(260, 140, PAPER);
	strokes(&pic, PEN);
	add_noise(&pic, 15);
	claim("grainy", &pic, &o, 4);
	pic = sheet(260, 140, PAPER);
	strokes(&pic, PEN);
	shade(&pic, 0.3);
	add_noise(&pic, 2);
	claim("in uneven light", &pic, &o, 4);
	pic = sheet(260, 140, PEN);
	strokes(&pic, 160);
	shade(&pic, 0.5);
	claim("light on dark in uneven light", &pic, &o, 4);
}

static void
test_options(void)
{
	struct ink_options o = INK_DEFAULTS;
	struct image pic = sheet(260, 140, PAPER), ink;
	struct box b;

	strokes(&pic, PEN);
	o.margin = 7;
	ink_extract(&pic, "margin", &o, &ink, &b);
	tap_ok(is_box(b, 33, 41, 194, 66) && ink.px[0] == 0, "a margin of 7");
	image_free(&ink);
	o.margin = 1000000;
	ink_extract(&pic, "margin", &o, &ink, &b);
	tap_ok(is_box(b, 0, 0, 260, 140), "a margin ends with the picture");
	image_free(&ink);
	o.margin = 0;
	o.speck = 26;
	ink_extract(&pic, "speck", &o, &ink, &b);
	tap_ok(is_box(b, 40, 60, 180, 40), "--speck 26 drops a dot of 25 pixels");
	image_free(&ink);
	o.speck = -1;
	o.threshold = THRESHOLD_FIXED;
	o.level = PEN;
	tap_ok(ink_extract(&pic, "fixed", &o, &ink, &b) == 0 && is_box(b, 0, 0, 1, 1) && ink.w == 1 && ink.px[0] == 0,
	       "nothing is darker than the ink's own level");
	image_free(&ink);
	o.level = PEN + 1;
	claim("a fixed threshold", &pic, &o, 0);
	pic = sheet(260, 140, PAPER);
	strokes(&pic, PEN);
	o.threshold = THRESHOLD_SAUVOLA;
	claim("sauvola in even light", &pic, &o, 0);
}

static void
test_blank(void)
{
	struct ink_options o = INK_DEFAULTS;
	struct image pic, ink;
	struct box b;
	int k, found = 0;

	for (k = 0; k < 256; k += 51) {
		pic = sheet(50, 40, k);
		found += ink_extract(&pic, "blank", &o, &ink, &b) || !is_box(b, 0, 0, 1, 1) || ink.w != 1;
		image_free(&ink);
		image_free(&pic);
	}
	tap_ok(found == 0, "paper of one level is blank");
	pic = sheet(300, 300, 200);
	add_noise(&pic, 6);
	tap_ok(ink_extract(&pic, "grain", &o, &ink, &b) == 0, "paper with grain is blank");
	image_free(&ink);
	shade(&pic, 0.4);
	tap_ok(ink_extract(&pic, "grain", &o, &ink, &b) == 0, "and in uneven light");
	image_free(&ink);
	image_free(&pic);
	pic = sheet(9, 4, 255);
	o.polarity = POLARITY_LIGHT;
	tap_ok(ink_extract(&pic, "solid", &o, &ink, &b) == 1 && is_box(b, 0, 0, 9, 4) && ink.px[35] == 255,
	       "a light picture is all ink where ink is light");
	image_free(&ink);
	image_free(&pic);
}

static void
test_specks(void)
{
	struct ink_options o = INK_DEFAULTS;
	struct image pic = sheet(260, 140, PAPER);
	int i;

	strokes(&pic, PEN);
	for (i = 0; i < 30; i++)
		draw_box(&pic, 5 + 8 * i, 5 + i * 37 % 30, 2, 2, PEN);
	claim("specks are dropped, the dot stays", &pic, &o, 0);
	pic = sheet(260, 140, PAPER);
	strokes(&pic, PEN);
	draw_box(&pic, 0, 0, 4, 140, PEN);
	draw_box(&pic, 0, 135, 260, 5, PEN);
	claim("a dark frame is dropped", &pic, &o, 0);
}

/* Draws 6 rules of thickness 2 that fall by slope; where they cross strokes, these stay. */
static void
rule(struct image *img, double slope, int level)
{
	int i, x;

	for (i = 0; i < 6; i++)
		for (x = 0; x < img->w; x++) {
			int y = (int)(17 + 22 * i + slope * (x - img->w / 2.0));

			if (y >= 0 && y + 2 <= img->h)
				draw_box(img, x, y, 1, 2, level);
		}
}

static void
test_rules(void)
{
	struct ink_options o = INK_DEFAULTS;
	static const double slopes[] = {0, 0.02, -0.03};
	struct image pic, ink;
	struct box b;
	int i;

	for (i = 0; i < 3; i++) {
		pic = sheet(260, 140, PAPER);
		rule(&pic, slopes[i], 90);
		strokes(&pic, PEN);
		claim("level rules are erased", &pic, &o, 40);
	}
	pic = sheet(260, 140, PAPER);
	rule(&pic, 0, 90);
	strokes(&pic, PEN);
	o.keep_rules = 1;
	ink_extract(&pic, "keep", &o, &ink, &b);
	tap_ok(b.w == 260, "--keep-rules keeps them");
	image_free(&ink);
	image_free(&pic);
	o.keep_rules = 0;
	pic = sheet(600, 600, PAPER);
	draw_box(&pic, 100, 100, 400, 5, PEN);
	draw_box(&pic, 298, 100, 5, 400, PEN);
	ink_extract(&pic, "T", &o, &ink, &b);
	tap_ok(is_box(b, 100, 100, 400, 400), "the bar of a large thin T is none");
	image_free(&ink);
	image_free(&pic);
}

static void
test_twice(void)
{
	struct ink_options o = INK_DEFAULTS;
	struct image pic = sheet(260, 140, PAPER), once, twice;
	struct box b, c;

	strokes(&pic, PEN);
	ink_extract(&pic, "once", &o, &once, &b);
	o.polarity = POLARITY_LIGHT;
	ink_extract(&once, "twice", &o, &twice, &c);
	tap_ok(is_box(c, 0, 0, once.w, once.h) &&
	       memcmp(once.px, twice.px, (size_t)once.w * (size_t)once.h) == 0, "twice is once");
	image_free(&pic);
	image_free(&once);
	image_free(&twice);
}

static void
test_threshold_words(void)
{
	static const char *const bad[] = {"", "0", "255", "soft", "autos", "12x", "-1"};
	struct ink_options o = INK_DEFAULTS;
	size_t i;

	tap_ok(ink_set_threshold(&o, "sauvola") == 0 && o.threshold == THRESHOLD_SAUVOLA, "a threshold by name");
	tap_ok(ink_set_threshold(&o, "90") == 0 && o.threshold == THRESHOLD_FIXED && o.level == 90, "and by level");
	for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
		tap_ok(ink_set_threshold(&o, bad[i]) == -1 && o.threshold == THRESHOLD_FIXED && o.level == 90,
		       "'%s' is no threshold", bad[i]);
	tap_ok(strcmp(ink_polarities[POLARITY_LIGHT], "light") == 0 && !ink_polarities[POLARITY_LIGHT + 1],
	       "polarities have names");
}

int
main(void)
{
	test_threshold_words();
	test_light();
	test_options();
	test_blank();
	test_specks();
	test_rules();
	test_twice();
	return tap_done();
}
