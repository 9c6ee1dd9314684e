#include "base/tap.h"
#include "report/pen.h"

enum { W = 40, H = 20 };

static int
at(const struct image *img, int x, int y)
{
	return img->px[y * W + x];
}

static int64_t
ink(const struct image *img)
{
	int64_t sum = 0;
	int i;

	for (i = 0; i < W * H; i++)
		sum += img->px[i];
	return sum;
}

/* How dark a line is altogether, in pixels. */
static double
drawn(struct pen pen, double x0, double y0, double x1, double y1)
{
	struct image img = image_new(W, H);
	double sum;

	pen.img = &img;
	pen_line(&pen, x0, y0, x1, y1);
	sum = (double)ink(&img) / 255;
	image_free(&img);
	return sum;
}

static void
test_lines(void)
{
	const struct pen pen = {NULL, {0, 0, W, H}, 3, 0, 255, 0}, dots = {NULL, {0, 0, W, H}, 3, 10, 255, 0};
	const double area = drawn(pen, 5, 10, 35, 10), dot = drawn(pen, 20, 10, 20, 10);

	tap_ok(area > 90 && area < 102, "a line has its length and width: %.1f", area);
	tap_ok(drawn(pen, 35, 10, 5, 10) == area, "and no direction");
	tap_ok(drawn(pen, 10, 4, 30, 16) > 65 && drawn(pen, 10, 4, 30, 16) < 85, "in every slope");
	tap_ok(dot > 5 && dot < 10, "a line to where it begins is a dot: %.1f", dot);
	tap_ok(drawn(dots, 5, 10, 34, 10) == 3 * dot, "a line of dots");
	tap_ok(drawn(pen, -1e9, 10, 1e9, 10) == 3 * W, "its ends may be far outside");
	tap_ok(drawn(pen, 50, 50, 60, 60) == 0, "and all of it");
}

static void
test_clip(void)
{
	struct image img = image_new(W, H);
	struct pen pen = {&img, {10, 5, 20, 10}, 4, 0, 200, 0};
	int x, y, stray = 0;

	pen_line(&pen, 0, 0, W, H);
	for (y = 0; y < H; y++)
		for (x = 0; x < W; x++)
			stray += (x < 10 || x >= 30 || y < 5 || y >= 15) && at(&img, x, y) != 0;
	tap_ok(stray == 0 && at(&img, 20, 10) == 200, "nothing is drawn outside of where the pen may be");
	pen_fill(&img, 0, 0, W, H, 0);
	tap_ok(ink(&img) == 0, "an area is filled");
	pen_fill(&img, 38, 18, 2, 2, 7);
	tap_ok(ink(&img) == 28 && at(&img, 39, 19) == 7 && at(&img, 37, 19) == 0, "up to its edges");
	image_free(&img);
}

/* Dots go on at their distance from line to line. */
static void
test_dots(void)
{
	struct image one = image_new(W, H), two = image_new(W, H);
	struct pen a = {&one, {0, 0, W, H}, 2, 6, 255, 0}, b = a;
	int i, differ = 0;

	b.img = &two;
	pen_line(&a, 2, 10, 38, 10);
	pen_line(&b, 2, 10, 15, 10);
	pen_line(&b, 15, 10, 38, 10);
	for (i = 0; i < W * H; i++)
		differ += one.px[i] != two.px[i];
	tap_ok(differ == 0 && ink(&one) > 0, "dots do not show where a line goes on");
	image_free(&one);
	image_free(&two);
}

/* How many of the dots of two letters, side by side in img, differ. */
static int
letters_differ(const struct image *img, int c, int d)
{
	int x, y, n = 0;

	for (y = 0; y < FONT_H; y++)
		for (x = 0; x < FONT_W; x++)
			n += img->px[y * img->w + c * FONT_W + x] != img->px[y * img->w + d * FONT_W + x];
	return n;
}

/* Every letter of the font is there and looks like no other. */
static void
test_font(void)
{
	struct image img = image_new(FONT_W * 95, FONT_H), big = image_new(40, 20);
	int c, d, same = 0;

	for (c = ' '; c <= '~'; c++) {	/* a blank is a letter, too */
		char text[2] = {(char)c, '\0'};

		pen_text(&img, (c - ' ') * FONT_W, 0, text, 1, 255);
	}
	for (c = 0; c < 95; c++)
		for (d = 0; d < c; d++)
			same += letters_differ(&img, c, d) == 0;
	tap_ok(same == 0, "95 different letters");
	tap_ok(pen_text_width("", 2) == 0 && pen_text_width("Cc", 2) == 22 && pen_text_width("\xC3\xA9", 1) == 23,
	       "widths of texts");
	pen_text(&big, -7, -3, "\xF0\x9F\x99\x82 W", 3, 255);
	tap_ok(image_ink(&big, 1).w > 0, "what falls outside is cut off");
	image_free(&img);
	image_free(&big);
}

int
main(void)
{
	setprog("test_pen");
	test_lines();
	test_clip();
	test_dots();
	test_font();
	return tap_done();
}
