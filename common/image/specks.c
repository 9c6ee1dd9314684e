#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "image/specks.h"
#include "image/tunables.h"

/* The core of a component: pixels, and their mean sample. */
struct core {
	int64_t area;
	double mean;
};

static struct core
find_core(const struct components *c, int i, const struct image *img)
{
	struct core core = {0, 0};
	int64_t mass = 0;
	int r, x;

	for (r = c->v[i].first; r >= 0; r = c->runs[r].next) {
		const struct run *u = &c->runs[r];
		const uint8_t *px = img->px + (size_t)u->y * (size_t)img->w;

		for (x = u->x0; x < u->x1; x++)
			if (px[x] >= INK_CORE) {
				core.area++;
				mass += px[x];
			}
	}
	core.mean = core.area ? (double)mass / (double)core.area : 0;
	return core;
}

/* The sides of img that box b lies on: 1 left, 2 top, 4 right, 8 bottom. */
static int
sides(struct box b, const struct image *img)
{
	return (b.x == 0) | (b.y == 0) << 1 | (b.x + b.w == img->w) << 2 | (b.y + b.h == img->h) << 3;
}

/* Whether box b is a thin line along one side, near it and along most of it. */
static int
is_frame(struct box b, const struct image *img, double width)
{
	int below = img->h - b.y - b.h, right = img->w - b.x - b.w;
	int near_y = b.y < below ? b.y : below, near_x = b.x < right ? b.x : right;

	if (!sides(b, img))
		return 0;
	return (b.w > FRAME_LONG * img->w && b.h < fmax(FRAME_THICK * width, FRAME_SLANT * img->h) &&
	        near_y + b.h < FRAME_NEAR * img->h) ||
	       (b.h > FRAME_LONG * img->h && b.w < fmax(FRAME_THICK * width, FRAME_SLANT * img->w) &&
	        near_x + b.w < FRAME_NEAR * img->w);
}

/* How far the box reaches into img from the sides it lies on; large when it lies on none. */
static double
depth(struct box b, const struct image *img)
{
	int at = sides(b, img);
	double d = (double)img->w + img->h;

	if (at & 5)
		d = b.w;
	if (at & 10 && b.h < d)
		d = b.h;
	return d;
}

/*
 * Rests of neighbours, shadows and frames at the border.  Where ink lies on
 * all four sides, the picture was cropped to its ink and has none.  In a
 * picture of one character, which is most of the ink, what is cut off by the
 * border belongs to others; on a page only slivers are dropped.
 */
static void
drop_border(const struct components *c, const struct image *img, double width,
            const struct core *cores, uint8_t *keep)
{
	int64_t most = 0, all = 0;
	int touched = 0, i;
	double reach;

	for (i = 0; i < c->n; i++)
		if (keep[i]) {
			touched |= sides(c->v[i].box, img);
			if (is_frame(c->v[i].box, img, width))
				continue;
			most = cores[i].area > most ? cores[i].area : most;
			all += cores[i].area;
		}
	if (touched == 15 || most == 0)
		return;
	reach = 2 * most > all ? (double)img->w + img->h : BORDER_SLIVER * width;
	for (i = 0; i < c->n; i++) {
		struct box b = c->v[i].box;

		if (is_frame(b, img, width) ||
		    (sides(b, img) && depth(b, img) < reach && cores[i].area * BORDER_SMALL < most))
			keep[i] = 0;
	}
}

/*
 * Dark tables, shadows and blots are few and large; the width that counts is
 * that of most of the marks.  Each mark has a vote of the square root of its
 * area: grain, though there be much of it, does not outvote writing.
 */
static double
usual_width(const struct components *c, const struct image *img, const struct core *cores)
{
	double votes[STROKE_MOST + 1] = {0}, all = 0, below = 0;
	struct columns m;
	int i, w = 0;

	columns_new(&m, img);
	for (i = 0; i < c->n; i++)
		if (cores[i].area >= SPECK_MEASURED) {
			double vote = sqrt((double)cores[i].area), width = component_width(c, i, img, &m);

			votes[(int)fmin(width, STROKE_MOST)] += vote;
			all += vote;
		}
	columns_free(&m);
	if (all <= 0)
		return stroke_width(c, img);
	while (w < STROKE_MOST && 2 * (below + votes[w]) < all)
		below += votes[w++];
	return w;
}

/*
 * Drops what lies on the border and reaches along most of a side, when it is
 * far thicker than writing or goes round it, and when there is writing besides.
 */
static void
drop_tables(const struct components *c, const struct image *img, double width,
            const struct core *cores, uint8_t *keep)
{
	struct columns m;
	int inner = 0, i;

	columns_new(&m, img);
	for (i = 0; i < c->n; i++)
		inner += keep[i] && !sides(c->v[i].box, img) && (double)cores[i].area > TABLE_MARK * width * width;
	for (i = 0; i < c->n && inner >= TABLE_MARKS; i++) {
		struct box b = c->v[i].box;

		int round = b.w > TABLE_ROUND * img->w && b.h > TABLE_ROUND * img->h;

		if (keep[i] && sides(b, img) && (2 * b.w > img->w || 2 * b.h > img->h) &&
		    (round || component_width(c, i, img, &m) > TABLE_THICK * width))
			keep[i] = 0;
	}
	columns_free(&m);
}

/* How dark cores are on the whole, with votes as for the width. */
static double
usual_darkness(const struct core *cores, int n, double dot)
{
	double sum = 0, total = 0;
	int i;

	for (i = 0; i < n; i++) {
		double vote = sqrt(fmin((double)cores[i].area, SPECK_LARGE * dot));

		sum += vote * cores[i].mean;
		total += vote;
	}
	return total > 0 ? sum / total : 0;
}

int
specks_find(const struct components *c, const struct image *img, int speck, uint8_t *keep)
{
	struct core *cores = mem_alloc((size_t)c->n, sizeof *cores);
	double width, dot, usual, least;
	int i, n = 0;

	for (i = 0; i < c->n; i++)
		cores[i] = find_core(c, i, img);
	width = usual_width(c, img, cores);
	dot = width * width;
	usual = usual_darkness(cores, c->n, dot);
	least = speck >= 0 ? speck : SPECK_DOT * dot > SPECK_LEAST ? SPECK_DOT * dot : SPECK_LEAST;
	for (i = 0; i < c->n; i++) {
		keep[i] = cores[i].area > 0 && (double)cores[i].area >= least;
		if (speck < 0 && (double)cores[i].area < SPECK_SMALL * dot &&
		    cores[i].mean - INK_CORE < SPECK_FAINT * (usual - INK_CORE))
			keep[i] = 0;
	}
	if (speck < 0) {
		drop_tables(c, img, width, cores, keep);
		drop_border(c, img, width, cores, keep);
	}
	for (i = 0; i < c->n; i++)
		n += keep[i];
	free(cores);
	return n;
}
