/* test_parts - components as parts: distances, spans, and cuts that keep every pixel. */
#include <math.h>
#include <string.h>
#include <time.h>

#include "base/rng.h"
#include "base/tap.h"
#include "image/test_drawing.h"
#include "page/lines.h"
#include "page/parts.h"

static void
test_distance(void)
{
	struct image img = image_new(100, 60);
	struct parts p;

	draw_box(&img, 10, 10, 10, 10, 255);
	draw_box(&img, 30, 12, 10, 20, 255);	/* 10 columns to the right */
	draw_box(&img, 50, 45, 10, 10, 255);	/* 10 columns, 13 rows further */
	parts_find(&img, &p);
	tap_ok(p.n == 3, "three parts");
	tap_ok(part_distance(&p, 0, 1, 50) == 10, "10 columns apart");
	tap_ok(fabs(part_distance(&p, 1, 2, 50) - hypot(10, 13)) < 1e-9, "10 columns and 13 rows apart");
	tap_ok(part_distance(&p, 2, 1, 50) == part_distance(&p, 1, 2, 50), "the same from either side");
	tap_ok(part_distance(&p, 0, 1, 5) == 5, "no further than the limit");
	parts_free(&p);
	image_free(&img);
}

static void
test_span(void)
{
	struct image img = image_new(60, 60);
	struct parts p;
	struct span s;

	draw_box(&img, 20, 10, 10, 20, 255);
	parts_find(&img, &p);
	s = part_span(&p, 0);
	tap_ok(s.l == 20 && s.r == 30 && s.top == 10 && s.bottom == 30, "a level, upright span is the box");
	p.slant = 1;
	s = part_span(&p, 0);
	tap_ok(s.l == 30.5 && s.r == 59.5, "with a slant columns move with their rows");
	s = part_core(&p, 0, 0, 5);
	tap_ok(s.l > s.r, "no core where there is no ink");
	parts_free(&p);
	image_free(&img);
}

static int
beyond(double x, double y, const void *ctx)
{
	const double *at = ctx;

	return x + at[1] * y > at[0];
}

static void
test_slice(void)
{
	int round, lost = 0, crossed = 0;

	for (round = 0; round < 100; round++) {
		struct rng r = rng_seed(5, (uint64_t)round);
		struct image img = image_new(80, 80);
		double at[2] = {rng_range(&r, -10, 110), rng_range(&r, -0.7, 0.7)};
		struct parts p;
		int64_t area;
		int i, k, other;

		for (i = 0; i < 8; i++)
			draw_box(&img, (int)rng_below(&r, 50), (int)rng_below(&r, 50), 30, 5 + (int)rng_below(&r, 20), 255);
		parts_find(&img, &p);
		area = p.v[0].area;
		other = part_slice(&p, 0, beyond, at);
		lost += area != p.v[0].area + (other >= 0 ? p.v[other].area : 0);
		for (i = 0; i < p.n; i++)
			for (k = p.v[i].first; k >= 0; k = p.runs[k].next)
				if (other >= 0 && (i == 0 || i == other) &&
				    beyond(p.runs[k].x0 + 0.5, p.runs[k].y + 0.5, at) != (i == other))
					crossed++;
		parts_free(&p);
		image_free(&img);
	}
	tap_ok(lost == 0, "cuts keep every pixel");
	tap_ok(crossed == 0, "on its side");
}

/* Processor seconds that lines_find takes for a column of n marks, a line each; *out: how many lines. */
static double
column_takes(int n, int *out)
{
	struct image img = image_new(16, 8 * n);
	struct parts p;
	struct lines l;
	clock_t from;

	for (int i = 0; i < n; i++)
		draw_box(&img, 4, 8 * i + 2, 8, 4, 255);
	parts_find(&img, &p);
	from = clock();
	lines_find(&p, &l);
	*out = l.n;
	lines_free(&l);
	parts_free(&p);
	image_free(&img);
	return (double)(clock() - from) / CLOCKS_PER_SEC;
}

static void
test_many_lines(void)
{
	int n, m;
	const double once = column_takes(2000, &n), more = column_takes(20000, &m);

	tap_ok(n == 2000 && m == 20000 && more < 20 * once + 0.1, "ten times the lines take about ten times as long");
}

int
main(void)
{
	test_distance();
	test_span();
	test_slice();
	test_many_lines();
	return tap_done();
}
