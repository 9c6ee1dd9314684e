#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "image/components.h"
#include "image/tunables.h"

/* The first x in x .. w - 1 that is ink (want 1) or not (want 0); w when there is none. */
static int
scan(const uint8_t *row, int x, int w, int level, int want)
{
	uint64_t eight;

	for (; x < w; x++) {
		if (want)	/* paper is mostly zeros: eight at a time */
			while (x + 8 <= w && (memcpy(&eight, row + x, 8), eight == 0))
				x += 8;
		if (x < w && (row[x] >= level) == want)
			return x;
	}
	return w;
}

/* All runs, their comp not yet known. */
static void
find_runs(const struct image *img, int level, struct components *c)
{
	size_t cap = 0;
	int x, y;

	for (y = 0; y < img->h; y++) {
		const uint8_t *row = img->px + (size_t)y * (size_t)img->w;

		for (x = scan(row, 0, img->w, level, 1); x < img->w; x = scan(row, x, img->w, level, 1)) {
			struct run *r;

			if ((size_t)c->nruns == cap)
				c->runs = mem_resize(c->runs, cap = 2 * cap + 256, sizeof *c->runs);
			r = &c->runs[c->nruns++];
			r->y = y;
			r->x0 = x;
			r->x1 = x = scan(row, x, img->w, level, 0);
			r->next = -1;
		}
	}
}

/* The root of run i, halving the path; comp holds the parent until all are found. */
static int
root(struct run *runs, int i)
{
	while (runs[i].comp != i) {
		runs[i].comp = runs[runs[i].comp].comp;
		i = runs[i].comp;
	}
	return i;
}

/* The earlier root wins, so that a component's root is its first run. */
static void
join(struct run *runs, int a, int b)
{
	a = root(runs, a);
	b = root(runs, b);
	if (a < b)
		runs[b].comp = a;
	else
		runs[a].comp = b;
}

static void
join_runs(struct components *c)
{
	int above = 0, i;

	for (i = 0; i < c->nruns; i++) {
		struct run *r = c->runs, *me = &r[i];
		int j;

		me->comp = i;
		while (above < i && (r[above].y < me->y - 1 ||
		                     (r[above].y == me->y - 1 && r[above].x1 < me->x0)))
			above++;
		for (j = above; j < i && r[j].y == me->y - 1 && r[j].x0 <= me->x1; j++)
			join(r, i, j);
	}
}

static void
grow(struct component *v, const struct run *r, const struct image *img)
{
	const uint8_t *px = img->px + (size_t)r->y * (size_t)img->w;
	int right = v->box.x + v->box.w, x;

	if (r->x0 < v->box.x)
		v->box.x = r->x0;
	if (r->x1 > right)
		right = r->x1;
	v->box.w = right - v->box.x;
	v->box.h = r->y + 1 - v->box.y;
	v->area += r->x1 - r->x0;
	for (x = r->x0; x < r->x1; x++)
		v->mass += px[x];
}

/* Numbers the roots in order; a root comes before its runs, so one pass is enough. */
static void
number(struct components *c, const struct image *img)
{
	int *last, i, n = 0;

	for (i = 0; i < c->nruns; i++)
		n += c->runs[i].comp == i;
	c->v = mem_alloc((size_t)n, sizeof *c->v);
	last = mem_alloc((size_t)n, sizeof *last);
	for (i = 0; i < c->nruns; i++) {
		struct run *r = &c->runs[i];
		int is_root = r->comp == i;

		r->comp = is_root ? c->n++ : c->runs[r->comp].comp;
		if (is_root) {
			struct component v = {{r->x0, r->y, 0, 0}, 0, 0, i};

			c->v[r->comp] = v;
		} else {
			c->runs[last[r->comp]].next = i;
		}
		last[r->comp] = i;
		grow(&c->v[r->comp], r, img);
	}
	free(last);
}

void
components_find(const struct image *img, int level, struct components *out)
{
	int i;

	memset(out, 0, sizeof *out);
	out->level = level;
	find_runs(img, level, out);
	join_runs(out);
	for (i = 0; i < out->nruns; i++)
		out->runs[i].comp = root(out->runs, i);
	number(out, img);
}

void
components_free(struct components *c)
{
	free(c->v);
	free(c->runs);
	c->v = NULL;
	c->runs = NULL;
	c->n = c->nruns = 0;
}

void
columns_new(struct columns *m, const struct image *img)
{
	m->seen = mem_zero((size_t)img->w, sizeof *m->seen);
}

void
columns_free(struct columns *m)
{
	free(m->seen);
	m->seen = NULL;
}

/* How far ink reaches up and down from (x, y), which is ink itself. */
static int
upright_run(const struct image *img, int x, int y, int level, struct columns *m)
{
	const size_t w = (size_t)img->w;
	const uint8_t *col = img->px + x;
	struct stretch *s = &m->seen[x];

	if (y >= s->from && y < s->end)
		return s->end - s->from;
	*s = (struct stretch){y, y + 1};
	while (s->from > 0 && col[(size_t)(s->from - 1) * w] >= level)
		s->from--;
	while (s->end < img->h && col[(size_t)s->end * w] >= level)
		s->end++;
	return s->end - s->from;
}

/* How often each thickness was met, in pixels of ink. */
struct widths {
	int64_t count[STROKE_MOST + 1], total;
};

/* Before anything is measured of ink that is at most so many pixels wide. */
static void
start(struct widths *w, int wide)
{
	memset(w->count, 0, (size_t)(wide < STROKE_MOST ? wide + 1 : STROKE_MOST + 1) * sizeof *w->count);
	w->total = 0;
}

/* Long runs are sampled in several places: a stroke may hang on the middle of a bar. */
static void
measure(const struct components *c, const struct run *u, const struct image *img, struct columns *m, struct widths *w)
{
	int len = u->x1 - u->x0, n = len / STROKE_EVERY < STROKE_PLACES ? 1 + len / STROKE_EVERY : STROKE_PLACES, i;
	int max = len < STROKE_MOST ? len : STROKE_MOST;

	for (i = 0; i < n; i++) {
		int x = u->x0 + (int)((int64_t)len * (2 * i + 1) / (2 * n)), high = upright_run(img, x, u->y, c->level, m);

		w->count[high < max ? high : max] += len / n;
		w->total += len / n;
	}
}

static double
median_width(const struct widths *w)
{
	int64_t below = 0;
	int width = 0;

	while (w->total > 0 && 2 * (below + w->count[width]) < w->total)
		below += w->count[width++];
	return width;
}

double
stroke_width(const struct components *c, const struct image *img)
{
	struct columns m;
	struct widths w;
	int i;

	columns_new(&m, img);
	start(&w, img->w);
	for (i = 0; i < c->nruns; i++)
		measure(c, &c->runs[i], img, &m, &w);
	columns_free(&m);
	return median_width(&w);
}

double
component_width(const struct components *c, int i, const struct image *img, struct columns *m)
{
	struct widths w;
	int r;

	start(&w, c->v[i].box.w);
	for (r = c->v[i].first; r >= 0; r = c->runs[r].next)
		measure(c, &c->runs[r], img, m, &w);
	return median_width(&w);
}
