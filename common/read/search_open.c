/* Opening and closing a search; see search.h. */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "read/search.h"
#include "read/tunables.h"

/* A probability in per mille, kept from being sure. */
static double
sane(int mille)
{
	return fmin(fmax(mille / 1000.0, SEARCH_BOUNDARY_DOUBT), 1 - SEARCH_BOUNDARY_DOUBT);
}

/* What cuts and spaces count; all edges that begin with a piece say the same of it. */
static void
weigh_cuts(struct search *s)
{
	double *cut = mem_zero(2 * (size_t)s->n_nodes + 1, sizeof *cut), *joined = cut + s->n_nodes;

	for (int i = 0; i < s->lattice->n; i++) {
		const struct tags *t = search_tags(s, i);
		const int from = t->from - s->first;

		if (t->have & TAG_CUT) {
			cut[from] = from > 0 ? s->d->cut_weight * log(sane(t->cut)) : 0;
			joined[from] = s->d->cut_weight * log(1 - sane(t->cut));
		}
	}
	for (int i = 0; i < s->lattice->n; i++) {
		const struct tags *t = search_tags(s, i);
		const int from = t->from - s->first;
		struct edge_cost *c = &s->cost[i];

		c->cuts = cut[from];
		for (int k = from + 1; k < t->to - s->first; k++)
			c->cuts += joined[k];
		c->space[0] = from > 0 ? s->d->space_weight * log(1 - sane(t->space)) : 0;
		c->space[1] = from > 0 ? s->d->space_weight * log(sane(t->space)) : 0;
	}
	free(cut);
}

void
search_open(struct search *s, const struct decoder *d, const struct lattice *l)
{
	*s = (struct search){.d = d, .language = &d->language, .lattice = l, .first = l->results[0].tags.from};
	for (int i = 0; i < l->n; i++) {
		const int to = search_tags(s, i)->to - s->first;

		s->n_nodes = to >= s->n_nodes ? to + 1 : s->n_nodes;
	}
	s->frequent = fmin(1, d->small_cost / SEARCH_CAPITALS_FULL);
	s->memo = d->language.lm ? lm_memo_new(d->language.lm) : NULL;
	s->alternatives = mem_alloc((size_t)l->n + 1, sizeof *s->alternatives);
	s->cost = mem_alloc((size_t)l->n + 1, sizeof *s->cost);
	s->nodes = mem_zero((size_t)s->n_nodes + 1, sizeof *s->nodes);
	s->nodes[0].hyp = mem_alloc((size_t)(s->n_nodes + 1) * (size_t)d->beam, sizeof *s->nodes[0].hyp);
	for (int i = 1; i < s->n_nodes; i++)
		s->nodes[i].hyp = s->nodes[0].hyp + (size_t)i * (size_t)d->beam;
	if (d->language.pattern)
		s->reach = mem_alloc((size_t)s->n_nodes + 1, sizeof *s->reach);
	s->reach_apart = -1;
	weigh_cuts(s);
	search_alternatives(s, 0);
}

void
search_close(struct search *s)
{
	free(s->nodes[0].hyp);
	free(s->nodes);
	free(s->hyps);
	free(s->links);
	lm_memo_free(s->memo);
	free(s->alternatives);
	free(s->cost);
	free(s->reach);
}
