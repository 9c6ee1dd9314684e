#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "page/glyphs.h"
#include "page/tunables.h"

/* What is joined so far: a part, or several, with the least of their indices as root. */
struct piece {
	int part, root;
	int last;		/* of the chain of parts in this piece */
	int joined;		/* parts that were joined to it */
	double sort;		/* column it starts at */
	struct span all;
	double cl, cr;		/* core columns; cl > cr: no ink there */
};

struct joint {			/* a line while it is put together */
	struct parts *p;
	const struct line *l;
	struct piece *v;
	int n;
	double xh, sw;
};

/* Rows v are made level in the line's own slope, so that its base line is one number. */
static void
level_span(const struct metrics *m, const struct box *b, struct span *s)
{
	double lift = m->slope * (b->x + b->w / 2.0);

	s->top -= lift;
	s->bottom -= lift;
}

static double
width(const struct piece *a)
{
	return a->all.r - a->all.l;
}

static double
height(const struct piece *a)
{
	return a->all.bottom - a->all.top;
}

/* Columns that two stretches share; negative: how far they are apart. */
static double
shared(double al, double ar, double bl, double br)
{
	return fmin(ar, br) - fmax(al, bl);
}

static int
root_of(struct joint *j, int i)
{
	while (j->v[i].root != i) {
		j->v[i].root = j->v[j->v[i].root].root;
		i = j->v[i].root;
	}
	return i;
}

/* Make one piece of two roots. */
static void
join(struct joint *j, int a, int b)
{
	struct piece *x, *y;

	if (a > b) {
		int t = a;

		a = b;
		b = t;
	}
	x = &j->v[a];
	y = &j->v[b];
	y->root = a;
	j->p->v[x->last].next = y->part;
	x->last = y->last;
	x->joined += y->joined + 1;
	x->all.l = fmin(x->all.l, y->all.l);
	x->all.r = fmax(x->all.r, y->all.r);
	x->all.top = fmin(x->all.top, y->all.top);
	x->all.bottom = fmax(x->all.bottom, y->all.bottom);
	x->cl = fmin(x->cl, y->cl);
	x->cr = fmax(x->cr, y->cr);
}

static double
merged_width(const struct piece *a, const struct piece *b)
{
	return fmax(a->all.r, b->all.r) - fmin(a->all.l, b->all.l);
}

static double
piece_distance(const struct joint *j, const struct piece *a, const struct piece *b, double limit)
{
	int i, k;

	for (i = a->part; i >= 0; i = j->p->v[i].next)
		for (k = b->part; k >= 0; k = j->p->v[k].next)
			limit = part_distance(j->p, i, k, limit);
	return limit;
}

static int
is_dot(const struct joint *j, const struct piece *a)
{
	return fmax(width(a), height(a)) <= fmax(JOIN_DOT * j->xh, 2 * j->sw);
}

/* '=' : two dashes over one another, nearer than they are long. */
static int
is_equals(const struct joint *j, const struct piece *up, const struct piece *low, double over)
{
	double flat = fmax(0.45 * j->xh, 1.5 * j->sw), reach = 0.8 * fmax(j->xh, fmin(width(up), width(low)));

	return height(up) <= flat && height(low) <= flat && over <= reach && width(up) >= 0.4 * j->xh &&
	       width(low) >= 0.4 * j->xh && fmin(width(up), width(low)) > 1.5 * fmax(height(up), height(low));
}

/* Parts that stand over one another: i j ! ? : ; = and letters broken across. */
static int
stacked(const struct joint *j, const struct piece *up, const struct piece *low)
{
	double over = low->all.top - up->all.bottom;	/* rows between them */
	double least = fmax(fmin(width(up), width(low)), j->sw);
	double columns = shared(up->all.l - j->sw / 2, up->all.r + j->sw / 2, low->all.l, low->all.r);

	if (over < -0.15 * fmin(height(up), height(low)) || columns < 0.5 * least)
		return 0;
	if (is_equals(j, up, low, over))
		return 1;
	if (over > JOIN_STACK * j->xh)
		return 0;
	if (is_dot(j, up))		/* over a letter; or a colon */
		return width(low) <= JOIN_STEM * j->xh || columns >= 0.99 * least;
	if (is_dot(j, low))		/* below a stem or a hook */
		return over <= 0.7 * j->xh;
	return over <= JOIN_BROKEN * j->xh && merged_width(up, low) <= JOIN_WIDTH * j->xh;
}

/* A piece over, under or within another, in the rows that letters share: a detached stroke. */
static int
nested(const struct joint *j, const struct piece *a, const struct piece *b)
{
	double columns, least, most = fmax(width(a), width(b));

	if (a->cl < a->cr && b->cl < b->cr) {
		columns = shared(a->cl, a->cr, b->cl, b->cr);
		least = fmin(a->cr - a->cl, b->cr - b->cl);
	} else {
		columns = shared(a->all.l, a->all.r, b->all.l, b->all.r);
		least = fmin(width(a), width(b));
	}
	if (columns < JOIN_NESTED * fmax(least, j->sw / 2))
		return 0;
	if (merged_width(a, b) > fmax(JOIN_WIDTH * j->xh, 1.15 * most))
		return 0;
	return piece_distance(j, a, b, JOIN_NEAR * j->xh) < JOIN_NEAR * j->xh;
}

/* Too small, or too high above the base line, to be a letter. */
static int
is_fragment(const struct joint *j, const struct piece *a)
{
	return height(a) < JOIN_FRAGMENT * j->xh ||
	       (a->all.bottom < j->l->m.base - 0.4 * j->xh && height(a) < 0.9 * j->xh);
}

/* A fragment within a gap that no pen leaves between letters. */
static int
broken_off(const struct joint *j, const struct piece *a, const struct piece *b)
{
	double gap = fmax(JOIN_GAP_SW * j->sw, JOIN_GAP * j->xh);

	if (!is_fragment(j, a) && !is_fragment(j, b))
		return 0;
	if (merged_width(a, b) > fmax(JOIN_WIDTH * j->xh, 1.1 * fmax(width(a), width(b))))
		return 0;
	return piece_distance(j, a, b, gap) < gap;
}

/* " : two short strokes side by side, high up. */
static int
is_quotes(const struct joint *j, const struct piece *a, const struct piece *b)
{
	double high = j->l->m.base - 0.5 * j->xh;

	return a->all.bottom < high && b->all.bottom < high && !a->joined && !b->joined &&
	       width(a) < 0.45 * j->xh && width(b) < 0.45 * j->xh &&
	       fmax(height(a), height(b)) < 0.8 * j->xh &&
	       fmin(height(a), height(b)) > 0.6 * fmax(height(a), height(b)) &&
	       fmin(height(a), height(b)) > 1.2 * fmax(width(a), width(b)) &&
	       shared(a->all.l, a->all.r, b->all.l, b->all.r) > -0.45 * j->xh;
}

static int
stacked_pair(const struct joint *j, const struct piece *a, const struct piece *b)
{
	return a->all.top < b->all.top ? stacked(j, a, b) : stacked(j, b, a);
}

/* Try a rule on all neighbours, left to right. */
static void
sweep(struct joint *j, int (*rule)(const struct joint *, const struct piece *, const struct piece *))
{
	/* Parts looked at, and parts of one letter: dirt must not cost more than its number. */
	enum { NEIGHBOURS = 24, MOST_PARTS = 12 };
	int i, k;

	for (i = 0; i < j->n; i++) {
		for (k = i + 1; k < j->n && k <= i + NEIGHBOURS; k++) {
			int a = root_of(j, i), b = root_of(j, k);

			if (j->v[k].sort > j->v[a].all.r + j->xh)
				break;
			if (a == b || j->v[a].joined + j->v[b].joined > MOST_PARTS)
				continue;
			if (rule(j, &j->v[a], &j->v[b]))
				join(j, a, b);
		}
	}
}

/* A dot beside its stem: the nearest i or j without one. */
static void
join_stray_dots(struct joint *j)
{
	enum { NEIGHBOURS = 12 };
	int i, k;

	for (i = 0; i < j->n; i++) {
		const struct piece *dot = &j->v[i];
		double mid = (dot->all.l + dot->all.r) / 2, best = JOIN_STRAY * j->xh;
		int to = -1;

		if (dot->root != i || dot->joined || !is_dot(j, dot) ||
		    dot->all.bottom > j->l->m.base - 0.8 * j->xh)
			continue;
		for (k = i - NEIGHBOURS; k <= i + NEIGHBOURS; k++) {
			const struct piece *s;
			double off;

			if (k < 0 || k >= j->n || k == i || j->v[k].root != k)
				continue;
			s = &j->v[k];
			off = fabs((s->all.l + s->all.r) / 2 - mid);
			if (s->joined || width(s) > JOIN_STEM * j->xh || height(s) < 0.5 * j->xh ||
			    s->all.top < dot->all.bottom - 0.1 * j->xh || off > best)
				continue;
			best = off;
			to = k;
		}
		if (to >= 0)
			join(j, i, to);
	}
}

/* Pieces from i on that stand together, apart from all others; *end is the next cluster's first. */
static struct span
cluster_at(struct joint *j, int i, int *end)
{
	struct span all = j->v[root_of(j, i)].all;

	for (i++; i < j->n; i++) {
		const struct piece *a = &j->v[root_of(j, i)];

		if (j->v[i].sort - all.r > BOX_APART * j->xh)
			break;
		all.r = fmax(all.r, a->all.r);
	}
	*end = i;
	return all;
}

/* 1 when the line is written a letter to a box: wide air, and no cluster is wider than a letter. */
static int
is_boxed(struct joint *j)
{
	int i, end, clusters = 0, wide = 0, airy = 0;
	double reach = -INFINITY;

	for (i = 0; i < j->n; i = end, clusters++) {
		struct span s = cluster_at(j, i, &end);

		wide += s.r - s.l > BOX_LETTER * j->xh;
		airy += s.l - reach > BOX_AIR * j->xh;
		reach = s.r;
	}
	return clusters >= 3 && wide <= clusters / 8 && 2 * airy > clusters;
}

/* What shares a box is one character: over one another, or together no wider than a letter. */
static void
join_boxed(struct joint *j)
{
	enum { MOST = 16 };	/* pieces of a cluster; more are dirt */
	int i, k, end, first;

	if (!is_boxed(j))
		return;
	for (first = 0; first < j->n; first = end) {
		struct span s = cluster_at(j, first, &end);

		for (i = first; i < end && end - first <= MOST; i++)
			for (k = i + 1; k < end; k++) {
				int a = root_of(j, i), b = root_of(j, k);
				const struct span *x = &j->v[a].all, *y = &j->v[b].all;

				if (a != b && (s.r - s.l <= BOX_WHOLE * j->xh ||
				    shared(x->l, x->r, y->l, y->r) >= 0.5 * fmin(x->r - x->l, y->r - y->l)))
					join(j, a, b);
			}
	}
}

static int
by_start(const void *a, const void *b)
{
	const struct piece *p = a, *q = b;

	if (p->sort != q->sort)
		return p->sort < q->sort ? -1 : 1;
	return p->part - q->part;
}

static void
core_of(const struct parts *p, const struct metrics *m, int part, double *l, double *r)
{
	const struct box *b = &p->v[part].box;
	double base = m->base + m->slope * (b->x + b->w / 2.0);
	struct span s = part_core(p, part, base - m->xh, base + 0.05 * m->xh);

	*l = s.l;
	*r = s.r;
}

void
group_measure(const struct parts *p, const struct metrics *m, struct group *g)
{
	int i, n = 0, tall = -1, top = INT32_MAX, next_top = INT32_MAX;
	int x1 = 0, y1 = 0;

	g->box = (struct box){INT32_MAX, INT32_MAX, 0, 0};
	g->all = (struct span){INFINITY, -INFINITY, INFINITY, -INFINITY};
	g->cl = INFINITY;
	g->cr = -INFINITY;
	for (i = g->first; i >= 0; i = p->v[i].next, n++) {
		const struct box *b = &p->v[i].box;
		struct span s = part_span(p, i);
		double l, r;

		g->box.x = b->x < g->box.x ? b->x : g->box.x;
		g->box.y = b->y < g->box.y ? b->y : g->box.y;
		x1 = b->x + b->w > x1 ? b->x + b->w : x1;
		y1 = b->y + b->h > y1 ? b->y + b->h : y1;
		level_span(m, b, &s);
		g->all.l = fmin(g->all.l, s.l);
		g->all.r = fmax(g->all.r, s.r);
		g->all.top = fmin(g->all.top, s.top);
		g->all.bottom = fmax(g->all.bottom, s.bottom);
		core_of(p, m, i, &l, &r);
		g->cl = fmin(g->cl, l);
		g->cr = fmax(g->cr, r);
		if (tall < 0 || b->h > p->v[tall].box.h)
			tall = i;
		next_top = b->y < top ? top : b->y < next_top ? b->y : next_top;
		top = b->y < top ? b->y : top;
	}
	g->box.w = x1 - g->box.x;
	g->box.h = y1 - g->box.y;
	if (g->cl >= g->cr) {
		g->cl = g->all.l;
		g->cr = g->all.r;
	}
	g->stem_top = p->v[tall].box.y;
	g->dotted = n == 2 && g->stem_top > top && p->v[tall].box.w <= JOIN_STEM * m->xh &&
	            p->v[tall].box.h > 2 * (g->box.h - p->v[tall].box.h - (g->stem_top - top) / 2);
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
glyphs_sort(struct line *l)
{
	qsort(l->group, (size_t)l->n_groups, sizeof *l->group, by_middle);
}

void
glyphs_join(struct parts *p, struct line *l)
{
	struct joint j = {p, l, mem_alloc((size_t)l->n, sizeof *j.v), l->n, l->m.xh, p->stroke};
	int i;

	for (i = 0; i < l->n; i++) {
		int part = l->part[i];
		struct piece *a = &j.v[i];

		p->v[part].next = -1;
		*a = (struct piece){.part = part, .last = part, .all = part_span(p, part)};
		level_span(&l->m, &p->v[part].box, &a->all);
		core_of(p, &l->m, part, &a->cl, &a->cr);
		a->sort = a->all.l;
	}
	qsort(j.v, (size_t)l->n, sizeof *j.v, by_start);
	for (i = 0; i < l->n; i++)
		j.v[i].root = i;
	sweep(&j, nested);
	sweep(&j, stacked_pair);
	sweep(&j, broken_off);
	sweep(&j, is_quotes);
	join_stray_dots(&j);
	join_boxed(&j);
	l->group = mem_zero((size_t)l->n, sizeof *l->group);
	l->n_groups = 0;
	for (i = 0; i < l->n; i++) {
		if (root_of(&j, i) != i)
			continue;
		l->group[l->n_groups].first = j.v[i].part;
		group_measure(p, &l->m, &l->group[l->n_groups++]);
	}
	free(j.v);
	glyphs_sort(l);
}
