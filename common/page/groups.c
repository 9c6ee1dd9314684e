#include <math.h>
#include <stdlib.h>

#include "page/groups.h"
#include "page/tunables.h"

void
group_level(const struct metrics *m, const struct box *b, struct span *s)
{
	double lift = m->slope * (b->x + b->w / 2.0);

	s->top -= lift;
	s->bottom -= lift;
}

struct span
group_core(const struct parts *p, const struct metrics *m, int part)
{
	const struct box *b = &p->v[part].box;
	double base = m->base + m->slope * (b->x + b->w / 2.0);

	return part_core(p, part, base - m->xh, base + CORE_BELOW * m->xh);
}

/* The box of the parts from first on. */
static struct box
box_of(const struct parts *p, int first)
{
	int x0 = INT32_MAX, y0 = INT32_MAX, x1 = 0, y1 = 0, i;

	for (i = first; i >= 0; i = p->v[i].next) {
		const struct box *b = &p->v[i].box;

		x0 = b->x < x0 ? b->x : x0;
		y0 = b->y < y0 ? b->y : y0;
		x1 = b->x + b->w > x1 ? b->x + b->w : x1;
		y1 = b->y + b->h > y1 ? b->y + b->h : y1;
	}
	return (struct box){x0, y0, x1 - x0, y1 - y0};
}

/* The highest part is the stem, when one other stands over it, as over i and j. */
static void
find_stem(const struct parts *p, const struct metrics *m, struct group *g)
{
	int i, n = 0, stem = -1, dot;

	for (i = g->first; i >= 0; i = p->v[i].next, n++)
		if (stem < 0 || p->v[i].box.h > p->v[stem].box.h)
			stem = i;
	g->stem_top = p->v[stem].box.y;
	dot = g->box.h - p->v[stem].box.h - (g->stem_top - g->box.y) / 2;
	g->dotted = n == 2 && g->stem_top > g->box.y && p->v[stem].box.w <= JOIN_STEM * m->xh &&
	            p->v[stem].box.h > JOIN_STEM_HIGH * dot;
}

void
group_measure(const struct parts *p, const struct metrics *m, struct group *g)
{
	int i;

	g->box = box_of(p, g->first);
	g->all = (struct span){INFINITY, -INFINITY, INFINITY, -INFINITY};
	g->cl = INFINITY;
	g->cr = -INFINITY;
	for (i = g->first; i >= 0; i = p->v[i].next) {
		struct span s = part_span(p, i), core = group_core(p, m, i);

		group_level(m, &p->v[i].box, &s);
		g->all.l = fmin(g->all.l, s.l);
		g->all.r = fmax(g->all.r, s.r);
		g->all.top = fmin(g->all.top, s.top);
		g->all.bottom = fmax(g->all.bottom, s.bottom);
		g->cl = fmin(g->cl, core.l);
		g->cr = fmax(g->cr, core.r);
	}
	if (g->cl >= g->cr) {
		g->cl = g->all.l;
		g->cr = g->all.r;
	}
	find_stem(p, m, g);
}

static int
by_middle(const void *a, const void *b)
{
	const struct group *p = a, *q = b;
	double x = p->cl + p->cr, y = q->cl + q->cr;

	if (x != y)
		return x < y ? -1 : 1;
	return p->first - q->first;
}

void
groups_sort(struct line *l)
{
	qsort(l->group, (size_t)l->n_groups, sizeof *l->group, by_middle);
}
