#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/glyph_image.h"
#include "page/tunables.h"

/*
 * A window of the page about a glyph: own[] is 0 for what is not of it, and
 * 1 + pass for what is: 1 ink, more for the soft edge, outwards.
 */
struct window {
	struct box b;
	uint8_t *own;
};

static void
put_runs(const struct parts *p, const struct group *g, struct window *w)
{
	int i, k;

	for (i = g->first; i >= 0; i = p->v[i].next)
		for (k = p->v[i].first; k >= 0; k = p->runs[k].next) {
			const struct run *r = &p->runs[k];

			memset(w->own + (size_t)(r->y - w->b.y) * (size_t)w->b.w + (size_t)(r->x0 - w->b.x), 1,
			       (size_t)(r->x1 - r->x0));
		}
}

/* A soft sample is of the glyph when a neighbour of the ring before is at least as dark. */
static int
touches(const struct image *ink, const struct window *w, int x, int y, int pass)
{
	int here = ink->px[(size_t)(y + w->b.y) * (size_t)ink->w + (size_t)(x + w->b.x)], i, k;

	for (k = y > 0 ? y - 1 : 0; k <= y + 1 && k < w->b.h; k++)
		for (i = x > 0 ? x - 1 : 0; i <= x + 1 && i < w->b.w; i++)
			if (w->own[(size_t)k * (size_t)w->b.w + (size_t)i] == pass &&
			    ink->px[(size_t)(k + w->b.y) * (size_t)ink->w + (size_t)(i + w->b.x)] >= here)
				return 1;
	return 0;
}

static void
grow(const struct parts *p, struct window *w, int pass)
{
	int x, y;

	for (y = 0; y < w->b.h; y++) {
		const uint8_t *px = p->ink->px + (size_t)(y + w->b.y) * (size_t)p->ink->w + (size_t)w->b.x;
		uint8_t *own = w->own + (size_t)y * (size_t)w->b.w;

		for (x = 0; x < w->b.w; x++)
			if (!own[x] && px[x] && px[x] < p->level && touches(p->ink, w, x, y, pass))
				own[x] = (uint8_t)(pass + 1);
	}
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

struct image
glyph_image(const struct parts *p, const struct group *g, struct box *at)
{
	int edge = EDGE_LEAST + (int)(p->stroke / EDGE_STROKES), pass, x, y;
	struct window w = {{g->box.x - edge, g->box.y - edge, 0, 0}, NULL};
	struct image all, img;
	struct box tight;

	if (edge > EDGE_MOST)
		edge = EDGE_MOST;
	w.b.x = g->box.x > edge ? g->box.x - edge : 0;
	w.b.y = g->box.y > edge ? g->box.y - edge : 0;
	w.b.w = least(g->box.x + g->box.w + edge, p->ink->w) - w.b.x;
	w.b.h = least(g->box.y + g->box.h + edge, p->ink->h) - w.b.y;
	w.own = mem_zero((size_t)w.b.w * (size_t)w.b.h, 1);
	put_runs(p, g, &w);
	for (pass = 1; pass <= edge; pass++)
		grow(p, &w, pass);
	all = image_crop(p->ink, w.b);
	for (y = 0; y < w.b.h; y++)
		for (x = 0; x < w.b.w; x++)
			if (!w.own[(size_t)y * (size_t)w.b.w + (size_t)x])
				all.px[(size_t)y * (size_t)w.b.w + (size_t)x] = 0;
	free(w.own);
	tight = image_ink(&all, 1);
	img = image_crop(&all, tight);
	image_free(&all);
	*at = (struct box){w.b.x + tight.x, w.b.y + tight.y, tight.w, tight.h};
	return img;
}
