#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "page/metrics.h"
#include "page/tunables.h"

/* The extents of a line's letters: every part (groups 0) or every group. */
static int
extents(const struct parts *p, const struct line *l, int groups, struct extent *s)
{
	int n = groups ? l->n_groups : l->n, i;

	for (i = 0; i < n; i++) {
		const struct box *b = groups ? &l->group[i].box : &p->v[l->part[i]].box;
		double x = b->x + b->w / 2.0;
		int dotted = groups && l->group[i].dotted;

		s[i] = (struct extent){x, b->w, part_v(p, x, dotted ? l->group[i].stem_top : b->y),
		                      part_v(p, x, b->y + b->h), dotted};
	}
	return n;
}

/* The usual height of a line's own letters. */
static double
line_em(const struct extent *s, int n, double em)
{
	double sum = 0, weight = 0;
	int i;

	for (i = 0; i < n; i++) {
		double h = s[i].bottom - s[i].top;

		if (h < LETTER_MIN * em || h > LETTER_MAX * em)
			continue;
		sum += h * h;
		weight += h;
	}
	return weight > 0 ? sum / weight : em;
}

/*
 * The base line of a line, its letters brought above row 0: straight for parts,
 * as it bends for groups.
 */
static void
find_base(const struct parts *p, struct line *l, int groups, struct extent *s, int n)
{
	struct metrics *m = &l->m;
	double em = line_em(s, n, p->em), *offset = mem_zero((size_t)n + 1, sizeof *offset);
	int i;

	baseline_fit(s, n, em, m);
	if (groups)
		baseline_local(s, n, em, m, offset);
	for (i = 0; i < n; i++) {
		double base = m->base + m->slope * s[i].x + offset[i];

		s[i].top -= base;
		s[i].bottom -= base;
		if (groups)
			l->group[i].baseline_offset = offset[i];
	}
	free(offset);
}

void
metrics_find(const struct parts *p, struct lines *l, int groups)
{
	struct extent *all = mem_alloc((size_t)p->n + 1, sizeof *all), *s;
	struct metrics page = {0, 0, 0, 0};
	struct metrics_prior none = {0, 0}, prior;
	double em;
	int i, n = 0, count;

	for (i = 0; i < l->n; i++) {
		count = extents(p, &l->v[i], groups, all + n);
		find_base(p, &l->v[i], groups, all + n, count);
		n += count;
	}
	em = line_em(all, n, p->em);
	heights_fit(all, n, em, &none, &page);
	prior = (struct metrics_prior){page.xh, page.cap};
	for (i = 0, s = all; i < l->n; i++, s += count) {
		struct metrics *m = &l->v[i].m, flat = {0, 0, 0, 0};

		count = groups ? l->v[i].n_groups : l->v[i].n;
		heights_fit(s, count, line_em(s, count, em), l->n > 1 ? &prior : &none, &flat);
		m->xh = flat.xh;
		m->cap = flat.cap;
	}
	free(all);
}
