/* Where a normalized line and its columns lie in the original picture. */
#include <math.h>

#include "page/line_image.h"
#include "page/tunables.h"

#define MILLION 1e6
#define FAR 1e9			/* no number in a tag is beyond */

static int
whole_number(double v)
{
	return (int)lround(fmax(-FAR, fmin(FAR, v)));
}

void
line_tag_frame(const struct image *ink, const struct line_frame *f, struct tags *t)
{
	if (!(f->xh > 0))
		return;
	t->zoom = whole_number(fmax(1, MILLION * line_zoom(ink, f)));
	t->middle = whole_number(f->middle + (t->have & TAG_BOX ? t->box.y : 0));
	t->tilt = whole_number(MILLION * f->slope);
	t->have |= TAG_ZOOM | TAG_MIDDLE | TAG_TILT;
}

struct image
line_image(const struct image *ink, struct tags *t)
{
	const struct line_frame f = line_frame_find(ink);

	line_tag_frame(ink, &f, t);
	return line_normalize(ink, &f, 1);
}

int
line_base_at(const struct tags *t, int x)
{
	const double slope = t->have & TAG_SLOPE ? t->slope / MILLION : 0;
	const int left = t->have & TAG_BOX ? t->box.x : 0;

	return whole_number(t->base + slope * ((double)x - left));
}

/* Pixel edges in the original. */
struct edges { double x0, y0, x1, y1; };

/* The edges of rows r0 .. r1 - 1 of column c of a normalized line. */
static struct edges
place(const struct tags *t, int c, int r0, int r1)
{
	const double zoom = t->zoom / MILLION, left = t->have & TAG_BOX ? t->box.x : 0;
	const double x0 = (c - LINE_MARGIN) / zoom, x1 = (c + 1 - LINE_MARGIN) / zoom;
	const double middle = t->middle + t->tilt / MILLION * (x0 + x1) / 2;

	return (struct edges){left + x0, middle + (r0 - LINE_MIDDLE) / zoom, left + x1, middle + (r1 - LINE_MIDDLE) / zoom};
}

/* Make all so large that it holds e. */
static void
widen(struct edges *all, const struct edges *e)
{
	all->x0 = fmin(all->x0, e->x0);
	all->y0 = fmin(all->y0, e->y0);
	all->x1 = fmax(all->x1, e->x1);
	all->y1 = fmax(all->y1, e->y1);
}

/* The first row of column c with ink, and the one after the last; 0 when there is none. */
static int
column_ink(const struct image *line, int c, int *r0, int *r1)
{
	*r0 = *r1 = 0;
	for (int y = 0; y < line->h; y++)
		if (line->px[(size_t)y * (size_t)line->w + (size_t)c] >= FRAME_FAINT) {
			if (*r1 == 0)
				*r0 = y;
			*r1 = y + 1;
		}
	return *r1 > 0;
}

/* Whole pixels from about v0 to v1, at least one, within [least, most). */
static void
to_pixels(double v0, double v1, int least, int most, int *from, int *n)
{
	const int a = whole_number(fmax(least, fmin(most - 1, floor(v0 + 0.5))));
	const int b = whole_number(fmax(a + 1.0, fmin(most, floor(v1 + 0.5))));

	*from = a;
	*n = b - a;
}

static int
within(int v, int least, int most)
{
	return v < least ? least : v > most ? most : v;
}

struct box
line_columns_box(const struct image *line, const struct tags *t, int c0, int c1)
{
	const unsigned frame = TAG_ZOOM | TAG_MIDDLE | TAG_TILT;
	const struct box whole = t->have & TAG_BOX ? t->box : (struct box){0, 0, 0, 0};
	const struct box limit = t->have & TAG_BOX ? t->box : (struct box){0, 0, (int)FAR, (int)FAR};
	const int first = within(c0, 0, line->w - 1), last = within(c1 - 1, first, line->w - 1);
	struct edges all = {INFINITY, INFINITY, -INFINITY, -INFINITY}, e;
	struct box box;
	int r0, r1, inked = 0;

	if ((t->have & frame) != frame)
		return whole;
	for (int c = first; c <= last; c++)
		if (column_ink(line, c, &r0, &r1)) {
			e = place(t, c, r0, r1);
			widen(&all, &e);
			inked = 1;
		}
	for (int c = first; c <= last && !inked; c++) {
		e = place(t, c, 0, line->h);
		widen(&all, &e);
	}
	to_pixels(all.x0, all.x1, limit.x, limit.x + limit.w, &box.x, &box.w);
	to_pixels(all.y0, all.y1, limit.y, limit.y + limit.h, &box.y, &box.h);
	return box;
}
