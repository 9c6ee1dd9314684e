/* test_line_image - lines drawn with known base line and x-height are found, set level, and found again in the picture. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "base/tap.h"
#include "image/test_drawing.h"
#include "page/line_image.h"
#include "page/tunables.h"

enum { LETTERS = 24 };

/* How a line is drawn: base is the row of its base line at column 0. */
struct script {
	double xh, base, slope;
	int loops;		/* 1: every third letter is tall, every fourth has a loop below */
};

/* A stroke from (x0, y0) to (x1, y1), in x-heights from the foot of a letter at column x. */
static void
stroke(struct image *img, const struct script *s, double x, double x0, double y0, double x1, double y1)
{
	const double pen = s->xh / 6;
	const int n = (int)(4 * s->xh);

	for (int i = 0; i <= n; i++) {
		const double at = x + s->xh * (x0 + (x1 - x0) * i / n);
		const double y = s->base + s->slope * at - s->xh * (y0 + (y1 - y0) * i / n);

		draw_box(img, (int)lround(at - pen / 2), (int)lround(y - pen / 2), (int)ceil(pen), (int)ceil(pen), 255);
	}
}

/* A line of arches joined at their feet.  Returns the column of letter i. */
static double
column_of(const struct script *s, int i)
{
	return s->xh * (1 + 0.95 * i);
}

static struct image
draw_line(const struct script *s)
{
	const int w = (int)(column_of(s, LETTERS) + s->xh);
	struct image img = image_new(w, (int)(s->base + fmax(0, s->slope * w) + 2 * s->xh));

	for (int i = 0; i < LETTERS; i++) {
		const double x = column_of(s, i), tall = s->loops && i % 3 == 0 ? 2 : 1, low = s->loops && i % 4 == 1 ? -0.9 : 0;

		stroke(&img, s, x, 0, low, 0, tall);
		stroke(&img, s, x, 0, 0.95, 0.6, 0.95);
		stroke(&img, s, x, 0.6, 0.95, 0.6, 0.05);
		stroke(&img, s, x, 0.6, 0.05, 0.95, 0.05);
	}
	return img;
}

/* A script of lines xh high that fit their picture at this slope. */
static struct script
script_of(double xh, double slope, int loops)
{
	return (struct script){xh, 3 * xh + fmax(0, -slope) * 25 * xh, slope, loops};
}

static void
test_frames(void)
{
	static const double sizes[] = {10, 20, 40, 60}, slopes[] = {-0.12, -0.03, 0, 0.06, 0.12};
	double worst_xh = 0, worst_middle = 0, worst_slope = 0;

	for (size_t k = 0; k < 2 * 4 * 5; k++) {
		const struct script s = script_of(sizes[k / 5 % 4], slopes[k % 5], k >= 20);
		struct image img = draw_line(&s);
		const struct line_frame f = line_frame_find(&img);
		const double x = img.w / 2.0;

		worst_xh = fmax(worst_xh, fabs(log(f.xh / s.xh)));
		worst_middle = fmax(worst_middle, fabs(f.middle + f.slope * x - (s.base + s.slope * x - s.xh / 2)) / s.xh);
		worst_slope = fmax(worst_slope, fabs(f.slope - s.slope));
		image_free(&img);
	}
	tap_ok(worst_xh < 0.25, "the x-height is found within a quarter (%.2f)", worst_xh);
	tap_ok(worst_middle < 0.12, "the middle of the core within an eighth of it (%.2f)", worst_middle);
	tap_ok(worst_slope < 0.01, "and the slope within 0.01 (%.4f)", worst_slope);
}

/* Dirt and a comma do not move the frame. */
static void
test_dirt(void)
{
	const struct script s = script_of(30, 0.02, 1);
	struct image img = draw_line(&s);
	const struct line_frame f = line_frame_find(&img);
	struct line_frame g;

	draw_box(&img, 5, 2, 6, 6, 255);
	draw_box(&img, img.w - 40, img.h - 12, 8, 12, 255);
	g = line_frame_find(&img);
	tap_ok(fabs(g.xh - f.xh) < 2 && fabs(g.middle - f.middle) < 2 && fabs(g.slope - f.slope) < 0.003,
	       "dirt does not move the frame (%.1f to %.1f)", f.xh, g.xh);
	image_free(&img);
}

/* The rows of ink of a normalized line, without those of loops: where half as much is as in the fullest row. */
static void
core_rows(const struct image *line, int *from, int *to)
{
	int64_t sum[LINE_HEIGHT] = {0}, most = 0;

	for (int y = 0; y < LINE_HEIGHT; y++) {
		for (int x = 0; x < line->w; x++)
			sum[y] += line->px[y * line->w + x];
		most = sum[y] > most ? sum[y] : most;
	}
	for (*from = 0; sum[*from] * 3 < most; ++*from)
		continue;
	for (*to = LINE_HEIGHT; sum[*to - 1] * 3 < most; --*to)
		continue;
}

static void
test_sizes(void)
{
	static const double sizes[] = {12, 24, 48, 72};
	struct image first = IMAGE_EMPTY;
	int bad_rows = 0, bad_size = 0, bad_margin = 0;

	for (int k = 0; k < 8; k++) {
		const struct script s = script_of(sizes[k % 4], k < 4 ? 0.05 : -0.05, 1);
		struct image img = draw_line(&s), line;
		struct tags t = TAGS_EMPTY;
		int from, to;

		line = line_image(&img, &t);
		core_rows(&line, &from, &to);
		bad_rows += abs(from - 18) > 3 || abs(to - 33) > 3;
		bad_size += line.h != LINE_HEIGHT || line.w % LINE_MULTIPLE != 0 || abs(line.w - 380) > 80;
		for (int y = 0; y < line.h; y++)
			for (int x = 0; x < LINE_MARGIN - 1; x++)
				bad_margin += line.px[y * line.w + x] > 0 || line.px[(y + 1) * line.w - 1 - x] > 0;
		image_free(&first);
		first = line;
		image_free(&img);
	}
	image_free(&first);
	tap_ok(bad_rows == 0, "at any size and slope the core comes to the rows 18 to 33 (%d do not)", bad_rows);
	tap_ok(bad_size == 0, "48 rows high, and as wide as the text is long, in multiples of 8 (%d are not)", bad_size);
	tap_ok(bad_margin == 0, "with blank margins (%d samples are not)", bad_margin);
}

/* Every letter's columns lead back to where it was drawn. */
static void
test_way_back(void)
{
	double worst_x = 0, worst_y = 0;
	int outside = 0, base = 0;

	for (int k = 0; k < 6; k++) {
		const struct script s = script_of(k % 3 == 0 ? 12 : k % 3 == 1 ? 30 : 90, k < 3 ? 0.05 : -0.05, 0);
		struct image img = draw_line(&s), line;
		struct tags t;

		tags_parse("box=1000,2000,1,1 base=0 whole=1", &t);
		t.box.w = img.w;
		t.box.h = img.h;
		t.base = 2000 + (int)lround(s.base);
		t.slope = (int)lround(1e6 * s.slope);
		t.have |= TAG_SLOPE;
		line = line_image(&img, &t);
		for (int i = 0; i < LETTERS; i++) {
			const double zoom = t.zoom / 1e6, x0 = column_of(&s, i) - s.xh / 12, x1 = x0 + 0.75 * s.xh;
			const struct box b = line_columns_box(&line, &t, LINE_MARGIN + (int)lround(x0 * zoom),
			                                      LINE_MARGIN + (int)lround(x1 * zoom));
			const double foot = s.base + s.slope * (x0 + x1) / 2 + 2000;

			worst_x = fmax(worst_x, fmax(fabs(b.x - 1000 - x0), fabs(b.x + b.w - 1000 - x1)) / s.xh);
			worst_y = fmax(worst_y, fmax(fabs(b.y + b.h - foot), fabs(b.y - (foot - s.xh))) / s.xh);
			outside += b.x < 1000 || b.y < 2000 || b.x + b.w > 1000 + img.w || b.y + b.h > 2000 + img.h;
			base += fabs(line_base_at(&t, b.x) - (2000 + s.base + s.slope * (b.x - 1000))) > 1;
		}
		image_free(&line);
		image_free(&img);
		tags_free(&t);
	}
	tap_ok(worst_x < 0.15, "columns lead back to the letter's (%.2f x-heights off)", worst_x);
	tap_ok(worst_y < 0.25, "and to its rows (%.2f)", worst_y);
	tap_ok(outside == 0, "within the line (%d are not)", outside);
	tap_ok(base == 0, "with its base line (%d are off)", base);
}

static int
box_is(struct box b, int x, int y, int w, int h)
{
	return b.x == x && b.y == y && b.w == w && b.h == h;
}

static void
test_odd_columns(void)
{
	struct image line = image_new(80, LINE_HEIGHT);
	struct tags t;

	tags_parse("box=100,200,50,30", &t);
	tap_ok(box_is(line_columns_box(&line, &t, 9, 12), 100, 200, 50, 30), "without zoom it is the line's box");
	tags_free(&t);
	tags_parse(NULL, &t);
	tap_ok(line_columns_box(&line, &t, 9, 12).w == 0, "without a box nothing");
	tags_parse("box=100,200,50,30 zoom=1000000 middle=215 tilt=0", &t);
	tap_ok(box_is(line_columns_box(&line, &t, 18, 28), 110, 200, 10, 30), "where there is no ink, all of the line's rows");
	tap_ok(box_is(line_columns_box(&line, &t, -5, 900), 100, 200, 50, 30), "columns outside are cut off");
	tap_ok(box_is(line_columns_box(&line, &t, 30, 30), 122, 200, 1, 30), "none are taken for one");
	tap_ok(box_is(line_columns_box(&line, &t, 900, 990), 149, 200, 1, 30), "those behind the line for its last");
	line.px[30 * 80 + 20] = 255;
	tap_ok(box_is(line_columns_box(&line, &t, 18, 28), 112, 220, 1, 1), "ink gives its own box");
	tags_free(&t);
	image_free(&line);
}

/* The slow, obvious form of line_frame_find: every pixel is looked at in every round. */
static struct line_frame
slow_frame(const struct image *ink)
{
	struct line_frame f = {ink->h / 2.0, 0, 0};
	double reach = ink->h, height = ink->h;

	for (int round = 0; round < FRAME_ROUNDS; round++) {
		double w = 0, mx = 0, my = 0, xx = 0, xy = 0, yy = 0, slope, vx;

		for (int y = 0; y < ink->h; y++)
			for (int x = 0; x < ink->w; x++) {
				const double v = ink->px[y * ink->w + x], off = y + 0.5 - f.middle - f.slope * x;

				if (v < FRAME_FAINT || fabs(off) > reach)
					continue;
				w += v;
				mx += v * x;
				my += v * off;
				xx += v * x * x;
				xy += v * off * x;
				yy += v * off * off;
			}
		mx /= w;
		my /= w;
		vx = xx / w - mx * mx + FRAME_RIDGE * FRAME_RIDGE * height * height;
		slope = (xy / w - mx * my) / vx;
		f.slope = fmax(-FRAME_SLOPE_MAX, fmin(FRAME_SLOPE_MAX, f.slope + slope));
		f.middle += my - slope * mx;
		f.xh = sqrt(fmax(yy / w - my * my - slope * slope * vx, 0.01));
		reach = fmax(FRAME_TRIM * f.xh, 1);
		height = f.xh *= FRAME_CORE;
	}
	f.xh = fmax(f.xh, 1);
	return f;
}

/* The same of line_normalize: a sample between four of the ink, and the mean of n x n of them. */
static double
slow_sample(const struct image *ink, double y, double x)
{
	const double fy = y - 0.5, fx = x - 0.5;
	const int iy = (int)floor(fy), ix = (int)floor(fx);
	double v[2][2] = {{0, 0}, {0, 0}};

	for (int j = 0; j < 2; j++)
		for (int i = 0; i < 2; i++)
			if (iy + j >= 0 && iy + j < ink->h && ix + i >= 0 && ix + i < ink->w)
				v[j][i] = ink->px[(size_t)(iy + j) * (size_t)ink->w + (size_t)(ix + i)];
	return (1 - (fy - iy)) * ((1 - (fx - ix)) * v[0][0] + (fx - ix) * v[0][1])
	       + (fy - iy) * ((1 - (fx - ix)) * v[1][0] + (fx - ix) * v[1][1]);
}

static uint8_t
slow_pixel(const struct image *ink, const struct line_frame *f, double scale, int x, int y)
{
	const double zoom = scale * line_zoom(ink, f), margin = scale * LINE_MARGIN, middle = scale * LINE_MIDDLE;
	const int n = (int)fmin(LINE_SAMPLES, ceil(1 / zoom));
	double sum = 0;

	for (int j = 0; j < n; j++)
		for (int i = 0; i < n; i++) {
			const double sx = (x + (i + 0.5) / n - margin) / zoom;

			sum += slow_sample(ink, f->middle + f->slope * sx + (y + (j + 0.5) / n - middle) / zoom, sx);
		}
	return (uint8_t)lround(fmin(255, sum / (n * n)));
}

/* Models were trained on the bytes of the slow form. */
static void
test_bytes(void)
{
	int64_t bad = 0, n = 0;
	int frames = 0;

	for (int round = 0; round < 24; round++) {
		struct rng r = rng_seed(2, (uint64_t)round);
		const struct script s = script_of(rng_range(&r, 3, 90), rng_range(&r, -0.1, 0.1), round % 2);
		struct image img = draw_line(&s), line;
		const double scale = round % 3 ? 1 : 4.0 / 3;
		struct line_frame f, slow;

		for (int i = 0; i < img.w * img.h; i++)
			img.px[i] = (uint8_t)(rng_below(&r, 50) ? img.px[i] * (rng_below(&r, 128) + 127) / 255 : rng_below(&r, 256));
		f = line_frame_find(&img);
		slow = slow_frame(&img);
		frames += f.xh != slow.xh || f.middle != slow.middle || f.slope != slow.slope;
		line = line_normalize(&img, &f, scale);
		for (int y = 0; y < line.h; y++)
			for (int x = 0; x < line.w; x++, n++)
				bad += line.px[y * line.w + x] != slow_pixel(&img, &f, scale, x, y);
		image_free(&line);
		image_free(&img);
	}
	tap_ok(frames == 0, "of 24 frames %d are not those of the slow form", frames);
	tap_ok(bad == 0, "of %lld pixels %lld are not those of the slow form", (long long)n, (long long)bad);
}

/* Whatever the image, the line has its size, and its columns a box within. */
static void
is_sound(struct image img, const char *what)
{
	struct tags t = TAGS_EMPTY;
	struct image line;
	int bad = 0;

	t.have = TAG_BOX;
	t.box = (struct box){7, 9, img.w, img.h};
	line = line_image(&img, &t);
	for (int c = -8; c < line.w + 8; c += 1 + line.w / 50) {
		const struct box b = line_columns_box(&line, &t, c, c + 4);

		bad += b.w < 1 || b.h < 1 || b.x < 7 || b.y < 9 || b.x + b.w > 7 + img.w || b.y + b.h > 9 + img.h;
	}
	tap_ok(line.h == LINE_HEIGHT && line.w >= LINE_MULTIPLE && line.w <= LINE_MOST && line.w % LINE_MULTIPLE == 0 && bad == 0,
	       "%s: %d x %d becomes %d columns (%d boxes are outside)", what, img.w, img.h, line.w, bad);
	image_free(&line);
	image_free(&img);
}

static struct image
filled(int w, int h, int every, int level)
{
	struct image img = image_new(w, h);

	for (int64_t i = 0; i < (int64_t)w * h; i += every)
		img.px[i] = (uint8_t)level;
	return img;
}

static void
test_anything(void)
{
	struct image dot = image_new(500, 100);

	dot.px[99 * 500 + 499] = 255;
	is_sound(dot, "one dot");
	is_sound(filled(1, 1, 1, 255), "a pixel");
	is_sound(filled(1, 1, 1, 0), "a blank pixel");
	is_sound(filled(400, 60, 1, 0), "blank");
	is_sound(filled(400, 60, 1, FRAME_FAINT - 1), "too faint");
	is_sound(filled(1, 50000, 1, 255), "a column");
	is_sound(filled(50000, 1, 1, 255), "a row");
	is_sound(filled(30000, 3, 7, 255), "dashes");
	is_sound(filled(300, 400, 1, 255), "all ink");
	is_sound(filled(900, 300, 97, 255), "speckle");
}

int
main(void)
{
	test_frames();
	test_dirt();
	test_sizes();
	test_way_back();
	test_odd_columns();
	test_bytes();
	test_anything();
	return tap_done();
}
