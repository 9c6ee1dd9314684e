#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "page/lines.h"
#include "page/tunables.h"

double
middle_x(const struct parts *p, int i)
{
	return p->v[i].box.x + p->v[i].box.w / 2.0;
}

double
middle_v(const struct parts *p, int i)
{
	return part_v(p, middle_x(p, i), p->v[i].box.y + p->v[i].box.h / 2.0);
}

double
line_at(const struct line *l, double x)
{
	return l->c + l->slope * x;
}

int
nearest_line(const struct lines *l, double x, double v)
{
	int lo = 0, hi = l->n - 1;

	while (lo < hi) {
		int mid = (lo + hi) / 2;

		if (v > (line_at(&l->v[mid], x) + line_at(&l->v[mid + 1], x)) / 2)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo <= hi ? lo : -1;
}

struct divide {
	const struct parts *p;
	const struct line *above, *below;
};

static int
below_divide(double x, double y, const void *ctx)
{
	const struct divide *d = ctx;

	return part_v(d->p, x, y) > (line_at(d->above, x) + line_at(d->below, x)) / 2;
}

/* A part that holds the core of two lines or more is cut between them. */
static void
cut_between_lines(struct parts *p, const struct lines *l, int i)
{
	while (i >= 0 && p->v[i].box.h >= LINE_CUT_MIN * p->em) {
		const struct box *b = &p->v[i].box;
		double x = middle_x(p, i), top = part_v(p, x, b->y), bottom = part_v(p, x, b->y + b->h);
		double core = LINE_CORE * p->em;
		int k = nearest_line(l, x, top);

		while (k + 1 < l->n && line_at(&l->v[k], x) - core < top)
			k++;
		if (k + 1 >= l->n || line_at(&l->v[k + 1], x) + core > bottom)
			return;
		i = part_slice(p, i, below_divide, &(struct divide){p, &l->v[k], &l->v[k + 1]});
	}
}

/* The line with whose core rows the part shares most; by its middle when none. */
static int
line_by_core(const struct parts *p, const struct lines *l, int i)
{
	const struct box *b = &p->v[i].box;
	double x = middle_x(p, i), top = part_v(p, x, b->y), bottom = part_v(p, x, b->y + b->h);
	double core = LINE_CORE * p->em, most = 0;
	int best = nearest_line(l, x, middle_v(p, i)), k;

	for (k = nearest_line(l, x, top); k >= 0 && k < l->n; k++) {
		double c = line_at(&l->v[k], x);
		double shared = fmin(bottom, c + core) - fmax(top, c - core);

		if (c - core > bottom)
			break;
		if (shared > most + 1e-9) {
			most = shared;
			best = k;
		}
	}
	return best;
}

/* Letters of one line by column, to find who stands near a mark. */
struct column { double x; int part; };

static int
by_column(const void *a, const void *b)
{
	const struct column *p = a, *q = b;

	if (p->x != q->x)
		return p->x < q->x ? -1 : 1;
	return p->part - q->part;
}

struct index {
	struct column *v;	/* letters of all lines, line by line */
	int *start;		/* (lines + 1) */
};

static struct index
index_letters(const struct parts *p, const struct lines *l)
{
	struct index x = {mem_alloc((size_t)p->n + 1, sizeof *x.v), mem_zero((size_t)l->n + 2, sizeof *x.start)};
	int i;

	for (i = 0; i < p->n; i++)
		if (p->v[i].line >= 0)
			x.start[p->v[i].line + 2]++;
	for (i = 2; i <= l->n; i++)
		x.start[i] += x.start[i - 1];
	for (i = 0; i < p->n; i++)
		if (p->v[i].line >= 0)
			x.v[x.start[p->v[i].line + 1]++] = (struct column){middle_x(p, i), i};
	for (i = 0; i < l->n; i++)
		qsort(x.v + x.start[i], (size_t)(x.start[i + 1] - x.start[i]), sizeof *x.v, by_column);
	return x;
}

/* The least distance from mark i to the boxes of the letters near it on line k. */
static double
letter_distance(const struct parts *p, const struct index *x, int k, int i)
{
	const struct box *b = &p->v[i].box;
	int lo = x->start[k], hi = x->start[k + 1], j;
	double best = INFINITY, at = middle_x(p, i);

	while (lo < hi) {
		int mid = (lo + hi) / 2;

		if (x->v[mid].x < at)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (j = lo - LINE_NEAR; j < lo + LINE_NEAR; j++) {
		const struct box *c;
		double dx, dy;

		if (j < x->start[k] || j >= x->start[k + 1])
			continue;
		c = &p->v[x->v[j].part].box;
		dx = fmax(0, fmax(c->x - (b->x + b->w), b->x - (c->x + c->w)));
		dy = fmax(0, fmax(c->y - (b->y + b->h), b->y - (c->y + c->h)));
		best = fmin(best, hypot(dx, dy));
	}
	return best;
}

/* Marks between two lines (dots, commas, quotes) go to the one whose letters are nearer. */
static void
assign_rest(struct parts *p, const struct lines *l)
{
	struct index x = index_letters(p, l);
	int *line = mem_alloc((size_t)p->n + 1, sizeof *line), i;

	for (i = 0; i < p->n; i++) {
		int k = line_by_core(p, l, i), other;
		double from;

		line[i] = k;
		if (p->v[i].line >= 0 || k < 0)
			continue;
		from = middle_v(p, i) - line_at(&l->v[k], middle_x(p, i));
		if (fabs(from) < LINE_CORE * p->em)
			continue;
		other = from < 0 ? k - 1 : k + 1;
		if (other >= 0 && other < l->n &&
		    letter_distance(p, &x, other, i) < letter_distance(p, &x, k, i))
			line[i] = other;
	}
	for (i = 0; i < p->n; i++)
		p->v[i].line = line[i];
	free(line);
	free(x.v);
	free(x.start);
}

void
lines_assign(struct parts *p, const struct lines *l)
{
	int i, n = p->n;

	for (i = 0; i < n; i++)
		cut_between_lines(p, l, i);
	assign_rest(p, l);
}
