#include <math.h>

#include "page/cuts.h"
#include "page/groups.h"
#include "page/segments.h"
#include "page/tunables.h"

/* Columns that two parts share, of the narrower one. */
static int
over_one_another(const struct span *a, const struct span *b)
{
	const double least = fmin(a->r - a->l, b->r - b->l);

	return fmin(a->r, b->r) - fmax(a->l, b->l) >= SEGMENT_OVER * fmax(least, 1);
}

/* Take from g, measured, the parts that stand beside its first, over or under none of those that stay. */
static int
loosen(struct parts *p, const struct metrics *m, struct group *g, struct group *rest)
{
	struct span all = part_span(p, g->first);
	int i, next, out = -1, in = g->first, took = 1;

	out = p->v[in].next;
	p->v[in].next = -1;
	while (took) {			/* what joins may reach over others */
		int left = -1;

		for (took = 0, i = out; i >= 0; i = next) {
			const struct span s = part_span(p, i);
			const int stays = over_one_another(&all, &s);

			next = p->v[i].next;
			p->v[i].next = stays ? in : left;
			*(stays ? &in : &left) = i;
			if (stays)
				all = (struct span){fmin(all.l, s.l), fmax(all.r, s.r), 0, 0};
			took |= stays;
		}
		out = left;
	}
	g->first = in;
	group_measure(p, m, g);
	if (out < 0)
		return 0;
	*rest = *g;
	rest->first = out;
	group_measure(p, m, rest);
	return 1;
}

void
segments_find(struct parts *p, struct line *l, const struct writer_stats *stats)
{
	int i, n, cap = l->n_groups;
	struct group rest;

	for (i = 0; i < l->n_groups; i++)
		l->group[i].letter = i;
	for (i = 0; i < l->n_groups; i++) {	/* grows */
		if (loosen(p, &l->m, &l->group[i], &rest))
			*cuts_group(l, &cap) = rest;
	}
	for (i = 0, n = l->n_groups; i < n; i++)
		cuts_make(p, l, i, stats, CUTS_ALL, &cap);
	groups_sort(l);
}
