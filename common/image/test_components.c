/* Components against a slow, obvious flood fill. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "base/rng.h"
#include "base/tap.h"
#include "image/components.h"
#include "image/ruled_lines.h"
#include "image/test_drawing.h"

/* '#' is 200, '+' is 60, all else 0. */
static struct image
drawn(int w, int h, const char *text)
{
	struct image img = image_new(w, h);
	int i;

	for (i = 0; i < w * h; i++)
		img.px[i] = text[i] == '#' ? 200 : text[i] == '+' ? 60 : 0;
	return img;
}

/* Gives label k to all that hangs together with (x, y); the stack holds w * h * 8 places. */
static void
flood(const struct image *img, int level, int x, int y, int k, int32_t *map, int *stack)
{
	int n = 0, dx, dy;

	stack[n++] = y * img->w + x;
	while (n > 0) {
		int i = stack[--n], cx = i % img->w, cy = i / img->w;

		if (map[i] >= 0 || img->px[i] < level)
			continue;
		map[i] = k;
		for (dy = -1; dy <= 1; dy++)
			for (dx = -1; dx <= 1; dx++)
				if (cx + dx >= 0 && cx + dx < img->w && cy + dy >= 0 && cy + dy < img->h &&
				    map[i + dy * img->w + dx] < 0)
					stack[n++] = i + dy * img->w + dx;
	}
}

static int
flood_all(const struct image *img, int level, int32_t *map)
{
	int *stack = mem_alloc((size_t)img->w * (size_t)img->h * 9, sizeof *stack), x, y, n = 0;

	memset(map, 0xff, (size_t)img->w * (size_t)img->h * sizeof *map);
	for (y = 0; y < img->h; y++)
		for (x = 0; x < img->w; x++)
			if (img->px[y * img->w + x] >= level && map[y * img->w + x] < 0)
				flood(img, level, x, y, n++, map, stack);
	free(stack);
	return n;
}

/* The component of every pixel, w * h of them, new; -1 for what is none. */
static int32_t *
map_of(const struct components *c, int w, int h)
{
	int32_t *map = mem_alloc((size_t)w * (size_t)h, sizeof *map);
	int i, x;

	memset(map, 0xff, (size_t)w * (size_t)h * sizeof *map);
	for (i = 0; i < c->nruns; i++)
		for (x = c->runs[i].x0; x < c->runs[i].x1; x++)
			map[c->runs[i].y * w + x] = c->runs[i].comp;
	return map;
}

/* Box, area and mass of every component as the map has them. */
static int
sums_right(const struct components *c, const struct image *img, const int32_t *map)
{
	int i, x, y, r, right = 1;

	for (i = 0; i < c->n; i++) {
		int x0 = img->w, x1 = -1, y0 = img->h, y1 = -1;
		int64_t area = 0, mass = 0, chained = 0;

		for (y = 0; y < img->h; y++)
			for (x = 0; x < img->w; x++)
				if (map[y * img->w + x] == i) {
					area++;
					mass += img->px[y * img->w + x];
					x0 = x < x0 ? x : x0;
					x1 = x > x1 ? x : x1;
					y0 = y < y0 ? y : y0;
					y1 = y > y1 ? y : y1;
				}
		for (r = c->v[i].first; r >= 0; r = c->runs[r].next)
			chained += c->runs[r].comp == i ? c->runs[r].x1 - c->runs[r].x0 : 0;
		right = right && c->v[i].area == area && c->v[i].mass == mass && chained == area &&
		        c->v[i].box.x == x0 && c->v[i].box.y == y0 && c->v[i].box.w == x1 - x0 + 1 &&
		        c->v[i].box.h == y1 - y0 + 1;
	}
	return right;
}

static void
test_random(void)
{
	int k, bad = 0;

	for (k = 0; k < 400; k++) {
		struct rng r = rng_seed(7, (uint64_t)k);
		int w = 1 + (int)rng_below(&r, 40), h = 1 + (int)rng_below(&r, 20), i, n;
		uint32_t density = rng_below(&r, 101);
		struct image img = image_new(w, h);
		int32_t *want = mem_alloc((size_t)w * (size_t)h, sizeof *want), *map;
		struct components c;

		for (i = 0; i < w * h; i++)
			img.px[i] = rng_below(&r, 100) < density ? (uint8_t)(100 + rng_below(&r, 100)) : 99;
		n = flood_all(&img, 100, want);
		components_find(&img, 100, &c);
		map = map_of(&c, w, h);
		bad += c.n != n || memcmp(map, want, (size_t)w * (size_t)h * sizeof *map) != 0 ||
		       !sums_right(&c, &img, map);
		components_free(&c);
		free(map);
		free(want);
		image_free(&img);
	}
	tap_ok(bad == 0, "400 random images: labels, boxes and sums as by flood fill (%d wrong)", bad);
}

static void
test_shapes(void)
{
	struct image img = drawn(6, 3, "#....+"
	                               ".#..##"
	                               "....##");
	struct components c;

	components_find(&img, 100, &c);
	tap_ok(c.n == 2 && c.v[0].area == 2 && c.v[1].area == 4, "corners hold together");
	components_free(&c);
	components_free(&c);
	components_find(&img, 201, &c);
	tap_ok(c.n == 0 && c.nruns == 0 && stroke_width(&c, &img) < 0.5, "nothing is found above all samples");
	components_free(&c);
	image_free(&img);
}

static void
test_width(void)
{
	struct image img = image_new(100, 100);
	struct components c;
	struct columns m;

	columns_new(&m, &img);
	draw_box(&img, 10, 10, 80, 5, 255);
	draw_box(&img, 48, 10, 5, 80, 255);
	components_find(&img, 128, &c);
	tap_ok(stroke_width(&c, &img) == 5 && component_width(&c, 0, &img, &m) == 5,
	       "the strokes of a T are as wide as they are");
	columns_free(&m);
	components_free(&c);
	image_free(&img);
}

/* Processor time since then, seconds. */
#define SECONDS(from) ((double)(clock() - (from)) / CLOCKS_PER_SEC)

/* A large picture that is all ink: every place is asked about, and each column is looked at once. */
static void
test_time(void)
{
	struct image img = image_new(400, 20000);
	struct components c;
	clock_t from = clock();
	double found, measured;

	memset(img.px, 255, (size_t)img.w * (size_t)img.h);
	components_find(&img, 128, &c);
	found = SECONDS(from);
	from = clock();
	tap_ok(stroke_width(&c, &img) == 400, "a large blot is as thick as it is wide");
	measured = SECONDS(from);
	from = clock();
	ruled_lines_erase(&c, 400, &img);
	tap_ok(measured + SECONDS(from) < 30 * found + 0.1, "time goes with the pixels");
	components_free(&c);
	image_free(&img);
}

int
main(void)
{
	test_random();
	test_shapes();
	test_width();
	test_time();
	return tap_done();
}
