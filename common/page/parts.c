#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/parts.h"
#include "page/tunables.h"

/* The level of ink: a fraction of what the darkest tenth of all ink samples has. */
static int
ink_level(const struct image *ink)
{
	int64_t count[256] = {0}, n = (int64_t)ink->w * ink->h, inked = 0, seen = 0, i;
	int full;

	for (i = 0; i < n; i++)
		count[ink->px[i]]++;
	for (i = INK_NOISE; i < 256; i++)
		inked += count[i];
	for (full = 255; full > INK_NOISE; full--)
		if ((seen += count[full]) * INK_FULL_SHARE > inked)
			break;
	full = (int)(full * INK_FRACTION);
	return full < INK_NOISE ? INK_NOISE : full;
}

static int
is_dirt(const struct parts *p, const struct component *c)
{
	return (double)c->area < SPECK_AREA * p->stroke * p->stroke;
}

static int
by_area(const void *a, const void *b)
{
	const int64_t p = *(const int64_t *)a, q = *(const int64_t *)b;

	return (p < q) - (p > q);
}

/* Of more parts than a page can hold the larger ones stay; those of the first size that does not fit go together. */
static void
drop_surplus(struct parts *p)
{
	int64_t *area;
	int i, n = 0;

	if (p->n <= PARTS_MOST)
		return;
	area = mem_alloc((size_t)p->n, sizeof *area);
	for (i = 0; i < p->n; i++)
		area[i] = p->v[i].area;
	qsort(area, (size_t)p->n, sizeof *area, by_area);
	for (i = 0; i < p->n; i++)
		if (p->v[i].area > area[PARTS_MOST])
			p->v[n++] = p->v[i];
	p->surplus = p->n - n;
	p->n = n;
	free(area);
}

void
parts_find(const struct image *ink, struct parts *p)
{
	struct components c;
	int i;

	memset(p, 0, sizeof *p);
	p->ink = ink;
	p->level = ink_level(ink);
	components_find(ink, p->level, &c);
	p->stroke = fmax(stroke_width(&c, ink), 1.0);
	p->runs = c.runs;
	p->nruns = p->cap_runs = c.nruns;
	c.runs = NULL;
	p->cap = c.n;
	p->v = mem_alloc((size_t)p->cap + 1, sizeof *p->v);
	for (i = 0; i < c.n; i++)
		if (!is_dirt(p, &c.v[i]))
			p->v[p->n++] = (struct part){c.v[i].box, c.v[i].area, c.v[i].first, -1, -1};
	components_free(&c);
	drop_surplus(p);
	p->em = letter_height(p);
}

void
parts_free(struct parts *p)
{
	free(p->v);
	free(p->runs);
	memset(p, 0, sizeof *p);
}

double
part_v(const struct parts *p, double x, double y)
{
	return y - p->skew * x;
}

double
part_u(const struct parts *p, double x, double y)
{
	return x + p->slant * y;
}

struct span
part_core(const struct parts *p, int i, double top, double bottom)
{
	struct span s = {INFINITY, -INFINITY, INFINITY, -INFINITY};
	int k;

	for (k = p->v[i].first; k >= 0; k = p->runs[k].next) {
		const struct run *r = &p->runs[k];
		double v = part_v(p, (r->x0 + r->x1) / 2.0, r->y + 0.5);

		if (v < top || v >= bottom)
			continue;
		s.l = fmin(s.l, part_u(p, r->x0, r->y + 0.5));
		s.r = fmax(s.r, part_u(p, r->x1, r->y + 0.5));
		s.top = fmin(s.top, v - 0.5);
		s.bottom = fmax(s.bottom, v + 0.5);
	}
	return s;
}

struct span
part_span(const struct parts *p, int i)
{
	return part_core(p, i, -INFINITY, INFINITY);
}

/* The pixels between stretches [a0, a1) and [b0, b1); 0 when they meet. */
static int
apart(int a0, int a1, int b0, int b1)
{
	if (b0 > a1)
		return b0 - a1;
	if (a0 > b1)
		return a0 - b1;
	return 0;
}

static double
squared(double x, double y)
{
	return x * x + y * y;
}

double
part_distance(const struct parts *p, int a, int b, double limit)
{
	const struct box *A = &p->v[a].box, *B = &p->v[b].box;
	double best = limit, square = limit * limit;
	int i, k, from = p->v[b].first;

	if (squared(apart(A->x, A->x + A->w, B->x, B->x + B->w),
	            apart(A->y, A->y + A->h, B->y, B->y + B->h)) >= square)
		return limit;
	for (i = p->v[a].first; i >= 0; i = p->runs[i].next) {
		const struct run *r = &p->runs[i];

		/* Runs of b too far above this one are too far above all that follow. */
		while (from >= 0 && p->runs[from].y + 1 + best < r->y)
			from = p->runs[from].next;
		for (k = from; k >= 0 && p->runs[k].y < r->y + 1 + best; k = p->runs[k].next) {
			const struct run *s = &p->runs[k];
			double d = squared(apart(r->x0, r->x1, s->x0, s->x1),
			                   apart(r->y, r->y + 1, s->y, s->y + 1));

			if (d >= square)
				continue;
			square = d;
			best = sqrt(d);
		}
	}
	return best;
}

/* Room for one more run. */
static int
new_run(struct parts *p)
{
	if (p->nruns == p->cap_runs) {
		p->cap_runs += p->cap_runs / 2 + 64;
		p->runs = mem_resize(p->runs, (size_t)p->cap_runs, sizeof *p->runs);
	}
	return p->nruns++;
}

static int
new_part(struct parts *p)
{
	if (p->n == p->cap) {
		p->cap += p->cap / 2 + 64;
		p->v = mem_resize(p->v, (size_t)p->cap, sizeof *p->v);
	}
	return p->n++;
}

/* Box and area of part i again, from its runs. */
static void
remeasure(struct parts *p, int i)
{
	int x0 = INT32_MAX, x1 = 0, y0 = INT32_MAX, y1 = 0, k;
	int64_t area = 0;

	for (k = p->v[i].first; k >= 0; k = p->runs[k].next) {
		const struct run *r = &p->runs[k];

		x0 = r->x0 < x0 ? r->x0 : x0;
		x1 = r->x1 > x1 ? r->x1 : x1;
		y0 = r->y < y0 ? r->y : y0;
		y1 = r->y + 1 > y1 ? r->y + 1 : y1;
		area += r->x1 - r->x0;
	}
	p->v[i].box = (struct box){x0, y0, x1 - x0, y1 - y0};
	p->v[i].area = area;
}

int
part_slice(struct parts *p, int i, int (*side)(double, double, const void *), const void *ctx)
{
	int first[2] = {-1, -1}, last[2] = {-1, -1}, k, next, s, j;

	for (k = p->v[i].first; k >= 0; k = next) {
		struct run r = p->runs[k];
		int x = r.x0 + 1, at = side(r.x0 + 0.5, r.y + 0.5, ctx);

		next = r.next;
		while (x < r.x1 && side(x + 0.5, r.y + 0.5, ctx) == at)
			x++;
		for (s = 0; s < 2; s++) {	/* the stretch before the change, then the one after */
			int run = s == 0 ? k : new_run(p), to = s == 0 ? at : !at;

			p->runs[run] = (struct run){r.y, s == 0 ? r.x0 : x, s == 0 ? x : r.x1, r.comp, -1};
			if (last[to] >= 0)
				p->runs[last[to]].next = run;
			else
				first[to] = run;
			last[to] = run;
			if (x == r.x1)
				break;
		}
	}
	p->v[i].first = first[0] >= 0 ? first[0] : first[1];
	if (first[0] < 0 || first[1] < 0)
		return -1;
	j = new_part(p);
	p->v[j] = p->v[i];
	p->v[j].first = first[1];
	p->v[j].next = -1;
	remeasure(p, i);
	remeasure(p, j);
	return j;
}

struct height { int h; double weight; };

static int
by_height(const void *a, const void *b)
{
	return ((const struct height *)a)->h - ((const struct height *)b)->h;
}

double
letter_height(const struct parts *p)
{
	struct height *h = mem_alloc((size_t)p->n + 1, sizeof *h);
	double all = 0, seen = 0, em = 0;
	int i, flat;

	for (flat = 0; flat < 2 && em < EM_FLAT * p->stroke; flat++) {
		all = seen = 0;
		for (i = 0; i < p->n; i++) {
			const struct box *b = &p->v[i].box;

			/* Where all is flat (dashes, dots, =), width speaks too. */
			h[i].h = flat && b->w > EM_DASH * b->h ? b->w / EM_DASH : b->h;
			h[i].weight = sqrt((double)p->v[i].area);
			all += h[i].weight;
		}
		qsort(h, (size_t)p->n, sizeof *h, by_height);
		for (i = 0; i < p->n; i++) {
			seen += h[i].weight;
			em = h[i].h;
			if (seen * 2 >= all)
				break;
		}
	}
	free(h);
	return fmax(em, 1.0);
}
