#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "page/groups.h"
#include "page/tunables.h"

/* A part in the forest of what is joined so far: at a root all of the parts whose root it is. */
struct node {
	int part, root;		/* the root is the least of its nodes' indices */
	int last;		/* of the chain of parts */
	int joined;		/* parts that were joined to this one */
	double sort;		/* column it starts at */
	struct span all;
	double cl, cr;		/* core columns; cl > cr: no ink there */
};

struct joint {			/* a line while its parts are joined */
	struct parts *p;
	const struct line *l;
	struct node *v;
	int n;
	double xh, sw;
};

static double
width(const struct node *a)
{
	return a->all.r - a->all.l;
}

static double
height(const struct node *a)
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

/* Make one root of two. */
static void
join(struct joint *j, int a, int b)
{
	struct node *x, *y;

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
merged_width(const struct node *a, const struct node *b)
{
	return fmax(a->all.r, b->all.r) - fmin(a->all.l, b->all.l);
}

static double
node_distance(const struct joint *j, const struct node *a, const struct node *b, double limit)
{
	int i, k;

	for (i = a->part; i >= 0; i = j->p->v[i].next)
		for (k = b->part; k >= 0; k = j->p->v[k].next)
			limit = part_distance(j->p, i, k, limit);
	return limit;
}

static int
is_dot(const struct joint *j, const struct node *a)
{
	return fmax(width(a), height(a)) <= fmax(JOIN_DOT * j->xh, JOIN_DOT_SW * j->sw);
}

/* '=' : two dashes over one another, nearer than they are long. */
static int
is_equals(const struct joint *j, const struct node *up, const struct node *low, double over)
{
	double flat = fmax(EQUALS_FLAT * j->xh, EQUALS_FLAT_SW * j->sw), least = fmin(width(up), width(low));

	return height(up) <= flat && height(low) <= flat && over <= EQUALS_REACH * fmax(j->xh, least) &&
	       least >= EQUALS_WIDE * j->xh && least > EQUALS_LONG * fmax(height(up), height(low));
}

/* Parts that stand over one another: i j ! ? : ; = and letters broken across. */
static int
stacked(const struct joint *j, const struct node *up, const struct node *low)
{
	double over = low->all.top - up->all.bottom;	/* rows between them */
	double least = fmax(fmin(width(up), width(low)), j->sw);
	double columns = shared(up->all.l - j->sw / 2, up->all.r + j->sw / 2, low->all.l, low->all.r);

	if (over < -JOIN_STACK_INTO * fmin(height(up), height(low)) || columns < JOIN_STACK_OVER * least)
		return 0;
	if (is_equals(j, up, low, over))
		return 1;
	if (over > JOIN_STACK * j->xh)
		return 0;
	if (is_dot(j, up))		/* over a letter; or a colon */
		return width(low) <= JOIN_STEM * j->xh || columns >= JOIN_STACK_COLON * least;
	if (is_dot(j, low))		/* below a stem or a hook */
		return over <= JOIN_STACK_BELOW * j->xh;
	return over <= JOIN_BROKEN * j->xh && merged_width(up, low) <= JOIN_WIDTH * j->xh;
}

/* One over, under or within another, in the rows that letters share: a detached stroke. */
static int
nested(const struct joint *j, const struct node *a, const struct node *b)
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
	if (merged_width(a, b) > fmax(JOIN_WIDTH * j->xh, JOIN_NESTED_WIDER * most))
		return 0;
	return node_distance(j, a, b, JOIN_NEAR * j->xh) < JOIN_NEAR * j->xh;
}

/* Too small, or too high above the base line, to be a letter. */
static int
is_fragment(const struct joint *j, const struct node *a)
{
	return height(a) < JOIN_FRAGMENT * j->xh ||
	       (a->all.bottom < j->l->m.base - JOIN_FRAGMENT_ABOVE * j->xh && height(a) < JOIN_FRAGMENT_HIGH * j->xh);
}

/* A fragment within a gap that no pen leaves between letters. */
static int
broken_off(const struct joint *j, const struct node *a, const struct node *b)
{
	double gap = fmax(JOIN_GAP_SW * j->sw, JOIN_GAP * j->xh);

	if (!is_fragment(j, a) && !is_fragment(j, b))
		return 0;
	if (merged_width(a, b) > fmax(JOIN_WIDTH * j->xh, JOIN_GAP_WIDER * fmax(width(a), width(b))))
		return 0;
	return node_distance(j, a, b, gap) < gap;
}

/* " : two short strokes side by side, high up. */
static int
is_quotes(const struct joint *j, const struct node *a, const struct node *b)
{
	double high = j->l->m.base - QUOTES_HIGH * j->xh;

	return a->all.bottom < high && b->all.bottom < high && !a->joined && !b->joined &&
	       width(a) < QUOTES_WIDE * j->xh && width(b) < QUOTES_WIDE * j->xh &&
	       fmax(height(a), height(b)) < QUOTES_LONG * j->xh &&
	       fmin(height(a), height(b)) > QUOTES_ALIKE * fmax(height(a), height(b)) &&
	       fmin(height(a), height(b)) > QUOTES_UPRIGHT * fmax(width(a), width(b)) &&
	       shared(a->all.l, a->all.r, b->all.l, b->all.r) > -QUOTES_APART * j->xh;
}

static int
stacked_pair(const struct joint *j, const struct node *a, const struct node *b)
{
	return a->all.top < b->all.top ? stacked(j, a, b) : stacked(j, b, a);
}

/* Try a rule on all neighbours, left to right. */
static void
sweep(struct joint *j, int (*rule)(const struct joint *, const struct node *, const struct node *))
{
	int i, k;

	for (i = 0; i < j->n; i++) {
		for (k = i + 1; k < j->n && k <= i + JOIN_BESIDE; k++) {
			int a = root_of(j, i), b = root_of(j, k);

			if (j->v[k].sort > j->v[a].all.r + j->xh)
				break;
			if (a == b || j->v[a].joined + j->v[b].joined > JOIN_MOST)
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
	int i, k;

	for (i = 0; i < j->n; i++) {
		const struct node *dot = &j->v[i];
		double mid = (dot->all.l + dot->all.r) / 2, best = JOIN_STRAY * j->xh;
		int to = -1;

		if (dot->root != i || dot->joined || !is_dot(j, dot) ||
		    dot->all.bottom > j->l->m.base - JOIN_STRAY_HIGH * j->xh)
			continue;
		for (k = i - JOIN_STRAY_BESIDE; k <= i + JOIN_STRAY_BESIDE; k++) {
			const struct node *s;
			double off;

			if (k < 0 || k >= j->n || k == i || j->v[k].root != k)
				continue;
			s = &j->v[k];
			off = fabs((s->all.l + s->all.r) / 2 - mid);
			if (s->joined || width(s) > JOIN_STEM * j->xh || height(s) < JOIN_STRAY_STEM * j->xh ||
			    s->all.top < dot->all.bottom - JOIN_STRAY_INTO * j->xh || off > best)
				continue;
			best = off;
			to = k;
		}
		if (to >= 0)
			join(j, i, to);
	}
}

/* Nodes from i on that stand together, apart from all others; *end is the next cluster's first. */
static struct span
cluster_at(struct joint *j, int i, int *end)
{
	struct span all = j->v[root_of(j, i)].all;

	for (i++; i < j->n; i++) {
		const struct node *a = &j->v[root_of(j, i)];

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
	return clusters >= BOX_LEAST && wide <= clusters / BOX_JOINED && 2 * airy > clusters;
}

/* What shares a box is one character: over one another, or together no wider than a letter. */
static void
join_boxed(struct joint *j)
{
	int i, k, end, first;

	if (!is_boxed(j))
		return;
	for (first = 0; first < j->n; first = end) {
		struct span s = cluster_at(j, first, &end);

		for (i = first; i < end && end - first <= BOX_PARTS; i++)
			for (k = i + 1; k < end; k++) {
				int a = root_of(j, i), b = root_of(j, k);
				const struct span *x = &j->v[a].all, *y = &j->v[b].all;

				if (a != b && (s.r - s.l <= BOX_WHOLE * j->xh ||
				    shared(x->l, x->r, y->l, y->r) >= BOX_OVER * fmin(x->r - x->l, y->r - y->l)))
					join(j, a, b);
			}
	}
}

static int
by_start(const void *a, const void *b)
{
	const struct node *p = a, *q = b;

	if (p->sort != q->sort)
		return p->sort < q->sort ? -1 : 1;
	return p->part - q->part;
}

void
groups_find(struct parts *p, struct line *l)
{
	struct joint j = {p, l, mem_alloc((size_t)l->n, sizeof *j.v), l->n, l->m.xh, p->stroke};
	int i;

	for (i = 0; i < l->n; i++) {
		int part = l->part[i];
		struct node *a = &j.v[i];
		struct span core;

		p->v[part].next = -1;
		*a = (struct node){.part = part, .last = part, .all = part_span(p, part)};
		group_level(&l->m, &p->v[part].box, &a->all);
		core = group_core(p, &l->m, part);
		a->cl = core.l;
		a->cr = core.r;
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
	groups_sort(l);
}
