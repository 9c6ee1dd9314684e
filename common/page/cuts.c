#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "page/cuts.h"
#include "page/groups.h"
#include "page/tunables.h"

struct slit {			/* one column u of a group */
	double ink;		/* pixels along the cut */
	int strokes;		/* stretches of ink */
	double top, bottom;	/* rows v of its ink */
	double last;		/* the row of ink seen last, while strokes are counted */
};

struct profile {
	struct slit *v;		/* column left + i + 0.5 */
	int n;
	double left;
};

static int
is_mark(const struct parts *p, int i, const struct metrics *m)
{
	return p->v[i].box.h < CUT_MARK_HEIGHT * m->xh && p->v[i].box.w < CUT_MARK_WIDTH * m->xh;
}

static void
add_run(const struct parts *p, const struct metrics *m, struct profile *f, const struct run *r)
{
	double v = part_v(p, (r->x0 + r->x1) / 2.0, r->y + 0.5) - m->slope * r->x0;
	int from = (int)floor(part_u(p, r->x0, r->y + 0.5) - f->left + 0.5), i;

	for (i = from; i < from + r->x1 - r->x0; i++) {
		struct slit *s;

		if (i < 0 || i >= f->n)
			continue;
		s = &f->v[i];
		s->ink += 1;
		if (s->strokes == 0 || r->y > s->last + 1)
			s->strokes++;
		s->last = r->y;
		s->top = fmin(s->top, v);
		s->bottom = fmax(s->bottom, v);
	}
}

static struct profile
profile_of(const struct parts *p, const struct metrics *m, const struct group *g)
{
	struct profile f;
	int i, k;

	f.left = floor(g->all.l);
	f.n = (int)(g->all.r - f.left) + 1;
	f.v = mem_zero((size_t)f.n, sizeof *f.v);
	for (i = 0; i < f.n; i++) {
		f.v[i].top = INFINITY;
		f.v[i].bottom = -INFINITY;
	}
	for (i = g->first; i >= 0; i = p->v[i].next)
		if (!is_mark(p, i, m))
			for (k = p->v[i].first; k >= 0; k = p->runs[k].next)
				add_run(p, m, &f, &p->runs[k]);
	return f;
}

/* What a cut through this slit costs. */
static double
cut_cost(const struct slit *s, const struct metrics *m, double sw, const struct writer_stats *stats)
{
	double cost = stats->cut, height;

	if (s->strokes == 0)
		return CUT_COST_GAP;
	height = (m->base - (s->top + s->bottom) / 2) / m->xh;
	cost += CUT_COST_THICK * fmax(s->ink / sw - CUT_THIN, 0);
	cost += CUT_COST_STROKE * (s->strokes - 1);
	if (height > CUT_HIGH)		/* the arches of m, n, h */
		cost += CUT_COST_HIGH;
	return cost;
}

/* What a letter of this width costs: minus the log of how usual it is. */
static double
width_cost(double w, const struct writer_stats *stats)
{
	double z = log(fmax(w, LETTER_WIDTH_LEAST) / stats->width) / LETTER_WIDTH_DEV;
	double narrow = log(fmax(w, LETTER_WIDTH_LEAST) / NARROW_WIDTH) / NARROW_WIDTH_DEV;

	return -log((1 - NARROW_SHARE) * exp(-z * z / 2) / LETTER_WIDTH_DEV +
	            NARROW_SHARE * exp(-narrow * narrow / 2) / NARROW_WIDTH_DEV + WIDTH_ODD);
}

enum { MOST_CUTS = 200 };

struct cut {
	double at, cost;	/* column u */
	double top, bottom;	/* rows v of the ink between the cut before and this one */
};

/* Columns where a cut costs no more than anywhere near it. */
static int
find_cuts(const struct profile *f, const struct metrics *m, double sw, const struct writer_stats *stats,
          struct cut *cuts)
{
	double *cost = mem_alloc((size_t)f->n, sizeof *cost);
	int near = (int)fmax(1, CUT_NEAR * m->xh), n = 0, i, k;

	for (i = 0; i < f->n; i++)
		cost[i] = cut_cost(&f->v[i], m, sw, stats);
	for (i = near; i < f->n - near && n < MOST_CUTS; i++) {
		int equal = 0;

		for (k = i - near; k <= i + near; k++) {
			if (cost[k] < cost[i] || (cost[k] == cost[i] && k < i - equal - 1))
				break;
			equal += cost[k] == cost[i] && k > i;
		}
		if (k <= i + near || cost[i] > CUT_COST_MOST)
			continue;
		cuts[n++] = (struct cut){f->left + i + 0.5 + equal / 2.0, cost[i], 0, 0};
		i += near;
	}
	free(cost);
	return n;
}

/* Note what rows there are between cuts; cuts[n] stands for the right edge. */
static void
measure_rows(const struct profile *f, struct cut *cuts, int n)
{
	int i = 0, k;

	for (k = 0; k <= n; k++) {
		cuts[k].top = INFINITY;
		cuts[k].bottom = -INFINITY;
		for (; i < f->n && f->left + i + 0.5 < cuts[k].at; i++) {
			cuts[k].top = fmin(cuts[k].top, f->v[i].top);
			cuts[k].bottom = fmax(cuts[k].bottom, f->v[i].bottom);
		}
	}
}

/* What a character costs that is too low for a letter, or hangs above the base line. */
static double
height_cost(double top, double bottom, const struct metrics *m)
{
	double low = fmax(0, CUT_LOW - (bottom - top) / m->xh);
	double high = fmax(0, (m->base - bottom) / m->xh - CUT_ABOVE);

	return CUT_COST_LOW * (fmin(low, 1) + fmin(high, 1));
}

/*
 * The cheapest way from the left edge to the right over the n cuts, cuts[n]
 * being the right edge; those on it are moved to the front.  Returns how many.
 */
static int
choose_cuts(struct cut *cuts, int n, double left, const struct metrics *m, const struct writer_stats *stats)
{
	double best[MOST_CUTS + 2];
	int from[MOST_CUTS + 2], on[MOST_CUTS + 2], i, k, count = 0;

	best[0] = 0;
	for (i = 1; i <= n + 1; i++) {		/* 0 is the left edge, n + 1 the right */
		double top = INFINITY, bottom = -INFINITY;

		best[i] = INFINITY;
		from[i] = 0;
		for (k = i - 1; k >= 0; k--) {
			double start = k > 0 ? cuts[k - 1].at : left, cost;

			top = fmin(top, cuts[k].top);
			bottom = fmax(bottom, cuts[k].bottom);
			cost = best[k] + width_cost((cuts[i - 1].at - start) / m->xh, stats);
			if (k > 0 || i <= n)	/* a whole group may be as low as it likes */
				cost += height_cost(top, bottom, m);
			if (cost < best[i]) {
				best[i] = cost;
				from[i] = k;
			}
		}
		best[i] += i <= n ? cuts[i - 1].cost : 0;
	}
	for (i = from[n + 1]; i > 0; i = from[i])
		on[count++] = i - 1;
	for (i = 0; i < count; i++)
		cuts[i] = cuts[on[count - 1 - i]];
	return count;
}

struct column { const struct parts *p; double at; };

static int
right_of(double x, double y, const void *ctx)
{
	const struct column *c = ctx;

	return part_u(c->p, x, y) > c->at;
}

/* Divide the parts of g at column u; what is right of it becomes *right.  Returns 0 when nothing is. */
static int
divide(struct parts *p, const struct metrics *m, struct group *g, double at, struct group *right)
{
	int first[2] = {-1, -1}, i, next, s;

	for (i = g->first; i >= 0; i = next) {
		int halves[2] = {i, -1};

		next = p->v[i].next;
		if (is_mark(p, i, m)) {
			struct span all = part_span(p, i);

			s = (all.l + all.r) / 2 > at;
			halves[0] = s ? -1 : i;
			halves[1] = s ? i : -1;
		} else if ((halves[1] = part_slice(p, i, right_of, &(struct column){p, at})) < 0) {
			const struct run *r = &p->runs[p->v[i].first];

			if (part_u(p, r->x0 + 0.5, r->y + 0.5) > at) {
				halves[0] = -1;
				halves[1] = i;
			}
		}
		for (s = 0; s < 2; s++) {
			if (halves[s] < 0)
				continue;
			p->v[halves[s]].next = first[s];
			first[s] = halves[s];
		}
	}
	if (first[0] < 0 || first[1] < 0) {
		g->first = first[0] >= 0 ? first[0] : first[1];
		return 0;
	}
	g->first = first[0];
	right->first = first[1];
	group_measure(p, m, g);
	group_measure(p, m, right);
	return 1;
}

/* - and =: no part is higher than a stroke that is not quite level. */
static int
is_dashes(const struct parts *p, const struct group *g)
{
	int i;

	for (i = g->first; i >= 0; i = p->v[i].next)
		if (p->v[i].box.h > CUT_DASH * p->stroke)
			return 0;
	return 1;
}

struct group *
cuts_group(struct line *l, int *cap)
{
	if (l->n_groups == *cap) {
		*cap += *cap / 2 + 16;
		l->group = mem_resize(l->group, (size_t)*cap, sizeof *l->group);
	}
	return &l->group[l->n_groups++];
}

/*
 * Those of n cuts that may part a letter from another, apart from each other
 * and from the edges, are moved to the front.  Returns how many.
 */
static int
keep_cuts(struct cut *cuts, int n, const struct group *g, double xh, const struct writer_stats *stats)
{
	double left = g->all.l;
	int i, count = 0;

	for (i = 0; i < n; i++) {
		if (cuts[i].cost > fmax(stats->cut, 0) + SEGMENT_CUT_MOST || cuts[i].at - left < SEGMENT_WIDTH * xh ||
		    g->all.r - cuts[i].at < SEGMENT_WIDTH * xh)
			continue;
		left = cuts[i].at;
		cuts[count++] = cuts[i];
	}
	return count;
}

void
cuts_make(struct parts *p, struct line *l, int i, const struct writer_stats *stats, enum cuts which, int *cap)
{
	const double least = which == CUTS_ALL ? SEGMENT_CUT_WIDTH : CUT_WIDTH_MIN;
	struct group g = l->group[i];
	struct profile f;
	struct cut cuts[MOST_CUTS + 1];
	int n, k;

	if (g.all.r - g.all.l < least * l->m.xh || g.all.bottom - g.all.top < CUT_HEIGHT_MIN * l->m.xh ||
	    is_dashes(p, &g))
		return;
	f = profile_of(p, &l->m, &g);
	n = find_cuts(&f, &l->m, p->stroke, stats, cuts);
	cuts[n].at = g.all.r + 1;
	measure_rows(&f, cuts, n);
	cuts[n].at = g.all.r;
	free(f.v);
	n = which == CUTS_ALL ? keep_cuts(cuts, n, &g, l->m.xh, stats) :
		choose_cuts(cuts, n, g.all.l, &l->m, stats);
	for (k = n - 1; k >= 0; k--) {		/* from the right, so that g stays the left rest */
		struct group right = g;

		if (divide(p, &l->m, &g, cuts[k].at, &right))
			*cuts_group(l, cap) = right;
	}
	l->group[i] = g;
}

void
cuts_letters(struct parts *p, struct line *l, const struct writer_stats *stats)
{
	int i, n = l->n_groups, cap = l->n_groups;

	for (i = 0; i < n; i++)
		cuts_make(p, l, i, stats, CUTS_LIKELY, &cap);
	groups_sort(l);
}
