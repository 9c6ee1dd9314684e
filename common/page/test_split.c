/* test_split - drawn pages come apart into the characters that were drawn. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "base/tap.h"
#include "image/test_drawing.h"
#include "page/split.h"

/* A stroke 6 pixels wide from (x0, y0) to (x1, y1). */
static void
stroke(struct image *img, double x0, double y0, double x1, double y1)
{
	int n = (int)fmax(fabs(x1 - x0), fabs(y1 - y0)) + 1, i;

	for (i = 0; i <= n; i++)
		draw_box(img, (int)(x0 + (x1 - x0) * i / n) - 3, (int)(y0 + (y1 - y0) * i / n) - 3, 6, 6, 255);
}

/* A ring that fills the box of side w at (x, y). */
static void
ring(struct image *img, int x, int y, int w, int h)
{
	double a, cx = x + w / 2.0, cy = y + h / 2.0;

	for (a = 0; a < 6.29; a += 0.01)
		draw_box(img, (int)(cx + (w / 2.0 - 3) * cos(a)) - 3, (int)(cy + (h / 2.0 - 3) * sin(a)) - 3, 6, 6, 255);
}

/* Letters by their outlines only, standing on row y: tall l, small o and n, with a tail p, i with its dot. */
static int
letter(struct image *img, char c, int x, int y)
{
	switch (c) {
	case 'l': stroke(img, x + 3, y - 57, x + 3, y - 3); return 6;
	case 'o': ring(img, x, y - 36, 34, 36); return 34;
	case 'T': stroke(img, x + 3, y - 97, x + 3, y + 17); return 6;	/* a bar, far taller */
	case 'n': stroke(img, x + 3, y - 33, x + 3, y - 3); stroke(img, x + 3, y - 33, x + 27, y - 33);
		  stroke(img, x + 27, y - 33, x + 27, y - 3); return 30;
	case 'p': ring(img, x, y - 36, 34, 36); stroke(img, x + 3, y - 33, x + 3, y + 20); return 34;
	case 'i': stroke(img, x + 3, y - 33, x + 3, y - 3); draw_box(img, x - 1, y - 54, 8, 8, 255); return 8;
	case 'E': stroke(img, x + 3, y - 57, x + 3, y - 3); stroke(img, x + 3, y - 57, x + 30, y - 57);
		  stroke(img, x + 3, y - 30, x + 25, y - 30); stroke(img, x + 3, y - 3, x + 30, y - 3); return 33;
	case ':': draw_box(img, x, y - 8, 8, 8, 255); draw_box(img, x, y - 34, 8, 8, 255); return 8;
	case '=': draw_box(img, x, y - 32, 30, 6, 255); draw_box(img, x, y - 16, 30, 6, 255); return 30;
	case '.': draw_box(img, x, y - 8, 8, 8, 255); return 8;
	case '\'': draw_box(img, x, y - 60, 6, 16, 255); return 6;
	default: return 30;	/* a blank */
	}
}

/* Writes text from (x, y), climbing by slope; letters are 10 pixels apart. */
static void
write_line(struct image *img, const char *text, int x, int y, double slope)
{
	int x0 = x;

	for (; *text; text++)
		x += letter(img, *text, x, y + (int)lround(slope * (x - x0))) + 10;
}

static struct glyphs
split(const struct image *img, int deskew)
{
	struct tags none = TAGS_EMPTY;
	struct split_options o = SPLIT_DEFAULTS;
	struct glyphs g = {NULL, 0};

	o.deskew = deskew;
	split_page(img, &none, &o, &g);
	return g;
}

/* The words of g as counts of characters: "2 4/1" is two words and, on a second line, one. */
static const char *
shape(const struct glyphs *g)
{
	static char text[256];
	size_t n = 0;
	int i, count = 0;

	text[0] = '\0';
	for (i = 0; i < g->n && n < sizeof text - 16; i++) {
		const struct tags *t = &g->v[i].tags, *next = i + 1 < g->n ? &g->v[i + 1].tags : NULL;

		count++;
		if (next && next->line == t->line && next->word == t->word)
			continue;
		n += (size_t)snprintf(text + n, sizeof text - n, "%d%s", count,
		                      !next ? "" : next->line == t->line ? " " : "/");
		count = 0;
	}
	return text;
}

static void
comes_apart(const char *text, const char *wanted)
{
	struct image img = image_new(900, 130);
	struct glyphs g = {NULL, 0};

	write_line(&img, text, 20, 80, 0);
	g = split(&img, 1);
	tap_ok(strcmp(shape(&g), wanted) == 0, "'%s' is %s, wanted %s", text, shape(&g), wanted);
	glyphs_free(&g);
	image_free(&img);
}

static void
test_words(void)
{
	comes_apart("lono nolo", "4 4");
	comes_apart("lino", "4");
	comes_apart("no: nl=on", "3 5");
	comes_apart("non'l on.", "5 3");
	comes_apart("o", "1");
	comes_apart("i", "1");
	comes_apart("=", "1");
	comes_apart("'T'' .=T", "7");	/* quotes above, dots below: tall ones make them one line */
	comes_apart("", "");
}

static void
test_lines(void)
{
	struct image img = image_new(900, 420);
	struct glyphs g = {NULL, 0};
	int i, bad = 0;

	write_line(&img, "lino nopl", 20, 80, 0.05);
	write_line(&img, "nop oln", 40, 170, 0.05);
	write_line(&img, "llp ii nolopln", 20, 260, 0.05);
	g = split(&img, 1);
	tap_ok(strcmp(shape(&g), "4 4/3 3/3 2 7") == 0, "three lines that fall: %s", shape(&g));
	for (i = 0; i < g.n; i++) {
		const struct tags *t = &g.v[i].tags;
		double wanted = t->line == 1 ? 80 + 0.05 * (t->box.x - 20) :
		                t->line == 2 ? 170 + 0.05 * (t->box.x - 40) : 260 + 0.05 * (t->box.x - 20);

		bad += fabs(t->base - wanted) > 4;
	}
	tap_ok(bad == 0, "base lines fall with them (%d off)", bad);
	glyphs_free(&g);
	image_free(&img);
}

static void
test_heights(void)
{
	struct image img = image_new(900, 130);
	struct glyphs g = {NULL, 0};

	write_line(&img, "lono nil polo", 20, 80, 0);
	g = split(&img, 1);
	tap_ok(g.n > 0 && abs(g.v[0].tags.xh - 36) <= 3 && abs(g.v[0].tags.cap - 60) <= 5,
	       "x-height 36 and cap height 60 (%d, %d)", g.n ? g.v[0].tags.xh : 0, g.n ? g.v[0].tags.cap : 0);
	glyphs_free(&g);
	image_free(&img);
	img = image_new(900, 130);
	write_line(&img, "EEEE EEE", 20, 80, 0);
	g = split(&img, 1);
	tap_ok(g.n == 7 && abs(g.v[0].tags.cap - 60) <= 5 && g.v[0].tags.xh < 45,
	       "capitals are capitals (%d, %d)", g.n ? g.v[0].tags.xh : 0, g.n ? g.v[0].tags.cap : 0);
	glyphs_free(&g);
	image_free(&img);
}

/* Slanted strokes whose columns overlap; soft edges go with their own stroke. */
static void
test_neighbours(void)
{
	struct image img = image_new(300, 100);
	struct glyphs g = {NULL, 0};
	int64_t before = 0, after = 0;
	int i, k;

	for (i = 0; i < 6; i++) {
		stroke(&img, 20 + 22 * i, 80, 50 + 22 * i, 15);
		for (k = 13; k < 82; k++)	/* a grey pixel on the left of each row's ink */
			img.px[(size_t)k * 300 + (size_t)(20 + 22 * i + (80 - k) * 30 / 65 - 4)] |= 60;
	}
	for (i = 0; i < img.w * img.h; i++)
		before += img.px[i];
	g = split(&img, 1);
	tap_ok(g.n == 6, "six slanted strokes with shared columns are %d", g.n);
	for (i = 0; i < g.n; i++)
		for (k = 0; k < g.v[i].img.w * g.v[i].img.h; k++)
			after += g.v[i].img.px[k];
	tap_ok(before == after, "no ink is lost, none is in two images (%lld, %lld)", (long long)before,
	       (long long)after);
	glyphs_free(&g);
	image_free(&img);
}

static void
test_touching(void)
{
	struct image img = image_new(900, 130);
	struct glyphs g = {NULL, 0};

	write_line(&img, "loon olno", 20, 80, 0);
	stroke(&img, 66, 77, 80, 77);		/* joins the two o at their feet */
	g = split(&img, 1);
	tap_ok(strcmp(shape(&g), "4 4") == 0, "letters joined by a stroke are cut: %s", shape(&g));
	glyphs_free(&g);
	image_free(&img);
}

static void
test_tags(void)
{
	struct image img = image_new(300, 130);
	struct split_options o = SPLIT_DEFAULTS;
	struct tags page;
	struct glyphs g = {NULL, 0};

	write_line(&img, "lono", 20, 80, 0);
	tags_parse("page=3 box=1000,2000,300,130 src=a.png k=v", &page);
	split_page(&img, &page, &o, &g);
	tap_ok(g.n == 4 && g.v[1].tags.page == 3 && g.v[1].tags.chr == 2, "page and character");
	tap_ok(g.n == 4 && g.v[0].tags.box.x == 1020 && g.v[0].tags.box.y == 2020 && g.v[0].tags.box.w == 6 &&
	       g.v[0].tags.box.h == 60, "boxes are of the original");
	tap_ok(g.n == 4 && abs(g.v[0].tags.base - 2080) <= 1, "so is the base line");
	tap_ok(g.n == 4 && strcmp(g.v[0].tags.src, "a.png") == 0 && strcmp(g.v[0].tags.rest, "k=v") == 0,
	       "other tags come along");
	glyphs_free(&g);
	glyphs_free(&g);
	tags_free(&page);
	image_free(&img);
}

/* Lines that fall, each as a whole: the ink of the page, once, where the tags say. */
static void
test_whole_lines(void)
{
	struct image img = image_new(900, 300);
	struct tags page;
	struct split_options o = SPLIT_DEFAULTS;
	struct glyphs g = {NULL, 0};
	int64_t before = 0, after = 0;
	int bad = 0;

	write_line(&img, "lino nopl", 20, 80, 0.05);
	write_line(&img, "nop oln", 40, 190, 0.05);
	for (int i = 0; i < img.w * img.h; i++)
		before += img.px[i];
	tags_parse("page=2 box=1000,2000,900,300 src=a.png", &page);
	o.whole = WHOLE_ALONE;
	split_page(&img, &page, &o, &g);
	for (int i = 0; i < g.n; i++) {
		const struct tags *t = &g.v[i].tags;

		for (int k = 0; k < g.v[i].img.w * g.v[i].img.h; k++)
			after += g.v[i].img.px[k];
		bad += t->have != (TAG_PAGE | TAG_LINE | TAG_BOX | TAG_BASE | TAG_XH | TAG_CAP | TAG_WHOLE | TAG_SLOPE);
		bad += t->box.x != (i ? 1040 : 1020) || t->box.w != g.v[i].img.w || t->box.h != g.v[i].img.h;
		bad += abs(t->base - (i ? 2190 : 2080)) > 2 || abs(t->slope - 50000) > 5000 || t->line != i + 1;
	}
	tap_ok(g.n == 2 && bad == 0, "two whole lines (%d), and what is known of them (%d wrong)", g.n, bad);
	tap_ok(before == after, "have all the ink (%lld, %lld)", (long long)before, (long long)after);
	glyphs_free(&g);
	o.whole = WHOLE_TOO;
	split_page(&img, &page, &o, &g);
	tap_ok(g.n == 16 && g.v[0].tags.whole && g.v[9].tags.whole && g.v[9].tags.line == 2 && !g.v[10].tags.whole,
	       "each comes before its characters");
	glyphs_free(&g);
	tags_free(&page);
	image_free(&img);
}

/* Random boxes and noise: nothing breaks, no ink is in two images, boxes lie within. */
static void
test_anything(void)
{
	int round, bad = 0;

	for (round = 0; round < 60; round++) {
		struct rng r = rng_seed(1, (uint64_t)round);
		struct image img = image_new(1 + (int)rng_below(&r, 300), 1 + (int)rng_below(&r, 200));
		struct glyphs g = {NULL, 0};
		int64_t before = 0, after = 0;
		int i, k, n = (int)rng_below(&r, 60);

		for (i = 0; i < n; i++)
			draw_box(&img, (int)rng_below(&r, 300), (int)rng_below(&r, 200), 1 + (int)rng_below(&r, 40),
			     1 + (int)rng_below(&r, 40), 255);
		for (i = 0; i < img.w * img.h; i++) {
			if (rng_below(&r, 20) == 0 && round % 2)
				img.px[i] = (uint8_t)rng_below(&r, 256);
			before += img.px[i];
		}
		g = split(&img, round % 3 != 0);
		for (i = 0; i < g.n; i++) {
			const struct glyph *c = &g.v[i];

			for (k = 0; k < c->img.w * c->img.h; k++)
				after += c->img.px[k];
			bad += c->tags.have != 255 || c->tags.box.w != c->img.w || c->tags.box.h != c->img.h ||
			       c->tags.box.x < 0 || c->tags.box.y < 0 || c->tags.box.x + c->img.w > img.w ||
			       c->tags.box.y + c->img.h > img.h || c->tags.xh < 1 || c->tags.cap < 1;
		}
		bad += after > before + 200 * img.w;	/* soft edges between two may go with both */
		glyphs_free(&g);
		image_free(&img);
	}
	tap_ok(bad == 0, "60 pages of anything (%d wrong)", bad);
}

/* Small files may hold many marks: what a page cannot hold is dirt. */
static void
test_dots(void)
{
	struct image img = image_new(4 * 230, 4 * 230);
	struct glyphs g;

	for (int i = 0; i < 230 * 230; i++)
		draw_box(&img, i % 230 * 4, i / 230 * 4, 2, 2, 255);
	tap_hush(1);
	g = split(&img, 0);
	tap_ok(g.n == 0, "52900 dots are no text");
	glyphs_free(&g);
	draw_box(&img, 400, 400, 20, 30, 255);
	g = split(&img, 0);
	tap_ok(g.n == 1, "a mark among them is one");
	glyphs_free(&g);
	image_free(&img);
	tap_hush(0);
}

int
main(void)
{
	test_words();
	test_lines();
	test_heights();
	test_neighbours();
	test_touching();
	test_tags();
	test_whole_lines();
	test_anything();
	test_dots();
	return tap_done();
}
