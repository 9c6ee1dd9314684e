#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "page/line_image.h"
#include "report/pen.h"
#include "report/sketch.h"

enum {
	MARGIN = 24,		/* pixels of the sketch around the ink */
	XH_WANTED = 32,		/* pixels of the sketch: smaller writing is enlarged */
	SCALE_MOST = 4, SIDE_MOST = 16000,
	LETTERS = 2,		/* size of answers */
	INK = 190,		/* grey level of full ink */
};

typedef const uint8_t rgb[3];
static rgb line_ink = {150, 180, 255}, tick_ink = {150, 150, 150};
static rgb sure_ink = {0, 140, 60}, doubt_ink = {220, 140, 0}, guess_ink = {220, 0, 0};

static const double SURE = 0.9, DOUBT = 0.5;

struct sketch {
	struct image plane[3];	/* red, green, blue; owned */
	struct box at;		/* of the ink in the picture it is from, pixels */
	int scale;		/* pixels here of a pixel there */
};

/* Fill w x h pixels of the sketch at (x, y), as far as they are inside. */
static void
fill(struct sketch *s, int x, int y, int w, int h, rgb ink)
{
	const int right = x + w < s->plane[0].w ? x + w : s->plane[0].w;
	const int bottom = y + h < s->plane[0].h ? y + h : s->plane[0].h;

	x = x > 0 ? x : 0;
	y = y > 0 ? y : 0;
	for (int i = 0; i < 3 && right > x && bottom > y; i++)
		pen_fill(&s->plane[i], x, y, right - x, bottom - y, ink[i]);
}

static int
column(const struct sketch *s, int x)
{
	return MARGIN + (x - s->at.x) * s->scale;
}

static int
row(const struct sketch *s, int y)
{
	return MARGIN + (y - s->at.y) * s->scale;
}

static int
scale_for(const struct image *ink, const struct glyphs *g)
{
	const int side = ink->w > ink->h ? ink->w : ink->h;
	int scale = 1;

	while (g->n > 0 && scale < SCALE_MOST && g->v[0].tags.xh * scale < XH_WANTED && side * (scale + 1) <= SIDE_MOST)
		scale++;
	return scale;
}

static void
draw_ink(struct sketch *s, const struct image *ink)
{
	for (int y = 0; y < ink->h; y++)
		for (int x = 0; x < ink->w; x++) {
			const uint8_t level = (uint8_t)(255 - ink->px[(size_t)y * (size_t)ink->w + (size_t)x] * (255 - INK) / 255);

			if (level < 255)
				fill(s, MARGIN + x * s->scale, MARGIN + y * s->scale, s->scale, s->scale, (rgb){level, level, level});
		}
}

/* Draw the base line and the x-height of a whole line, which may slope. */
static void
draw_line(struct sketch *s, const struct tags *t)
{
	for (int x = t->box.x; x < t->box.x + t->box.w; x++) {
		const int base = line_base_at(t, x);

		fill(s, column(s, x), row(s, base), s->scale, 1, line_ink);
		fill(s, column(s, x), row(s, base - t->xh), s->scale, 1, line_ink);
	}
}

/* Draw the ink, and the pieces of the glyphs found in it (split.h). */
static void
draw_glyphs(struct sketch *s, const struct image *ink, struct box at, const struct glyphs *g)
{
	s->at = at;
	s->scale = scale_for(ink, g);
	for (int i = 0; i < 3; i++) {
		s->plane[i] = image_new(ink->w * s->scale + 2 * MARGIN, ink->h * s->scale + 2 * MARGIN);
		memset(s->plane[i].px, 255, (size_t)s->plane[i].w * (size_t)s->plane[i].h);
	}
	draw_ink(s, ink);
	for (int i = 0; i < g->n; i++) {
		const struct tags *t = &g->v[i].tags;
		const int base = row(s, t->base), top = row(s, t->base - t->xh);

		if (t->have & TAG_WHOLE) {
			draw_line(s, t);
			continue;
		}
		fill(s, column(s, t->box.x), base, t->box.w * s->scale, 1, line_ink);
		fill(s, column(s, t->box.x), top, t->box.w * s->scale, 1, line_ink);
		if (t->have & TAG_FROM && t->to == t->from + 1)
			fill(s, column(s, t->box.x), base, 1, (base - top) / 3, tick_ink);
	}
}

static void
draw_box(struct sketch *s, const struct box *b, rgb ink)
{
	const int x = column(s, b->x) - 1, y = row(s, b->y) - 1, w = b->w * s->scale + 2, h = b->h * s->scale + 2;

	fill(s, x, y, w, 1, ink);
	fill(s, x, y + h - 1, w, 1, ink);
	fill(s, x, y, 1, h, ink);
	fill(s, x + w - 1, y, 1, h, ink);
}

/* Draw n characters that were chosen. */
static void
draw_results(struct sketch *s, const struct result *r, int n)
{
	for (int i = 0; i < n; i++) {
		const struct box *b = &r[i].tags.box;
		const double conf = r[i].n > 0 ? (double)r[i].best[0].conf : 0;
		const uint8_t *ink = conf >= SURE ? sure_ink : conf >= DOUBT ? doubt_ink : guess_ink;

		draw_box(s, b, ink);
		for (int k = 0; k < 3 && r[i].n > 0; k++)
			pen_text(&s->plane[k], column(s, b->x), row(s, b->y) - LETTERS * FONT_H - 3, r[i].best[0].text, LETTERS, ink[k]);
	}
}

/* A name as one in a folder that no other name has: "/" as "+", and what has a meaning in that as "%" and two digits. */
static void
put_name(struct buf *path, const char *name)
{
	while (strncmp(name, "./", 2) == 0)
		name += 2 + strspn(name + 2, "/");
	for (const char *c = name; *c; c++)
		if (strchr("+%#", *c) || (c == name && *c == '.'))
			buf_printf(path, "%%%02X", (unsigned char)*c);
		else
			buf_char(path, *c == '/' ? '+' : *c);
}

static void
name_sketch(struct buf *path, const char *dir, const char *name, int page)
{
	const size_t n = strlen(name);

	buf_printf(path, "%s/", dir);
	if (strcmp(name, "<stdin>") == 0)
		buf_str(path, "stdin");
	else
		put_name(path, name);
	if (page > 1 || n <= 4 || strcmp(name + n - 4, ".png") != 0)
		buf_printf(path, "#%d.png", page);
}

int
sketch_page(const void *folder, const struct journey_view *view)
{
	struct buf path = BUF_EMPTY;
	struct sketch s;
	int failed;

	draw_glyphs(&s, view->ink, view->at, view->glyphs);
	draw_results(&s, view->results, view->n);
	name_sketch(&path, folder, view->name, view->page);
#pragma omp critical(sketch)
	failed = image_save_png(path.data, s.plane, 3, 0);
	buf_free(&path);
	for (int i = 0; i < 3; i++)
		image_free(&s.plane[i]);
	return failed;
}
