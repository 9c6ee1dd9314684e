/* Opening and closing a search; see search.h. */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "read/search.h"

static const double LEAN_FULL = 3;	/* nats: where a page leans so much to capitals, they are as frequent there as small letters elsewhere */
static const double SURE = 0.003;	/* cuts and spaces are never surer than this */

/* A probability in per mille, kept from being sure. */
static double
sane(int mille)
{
	return fmin(fmax(mille / 1000.0, SURE), 1 - SURE);
}

/* What cuts and spaces count; all candidates that begin with a piece say the same of it. */
static void
weigh_cuts(struct search *s)
{
	double *cut = mem_zero(2 * (size_t)s->n_nodes + 1, sizeof *cut), *joined = cut + s->n_nodes;

	for (int i = 0; i < s->n; i++) {
		const struct tags *t = &s->r[i].tags;
		const int from = t->from - s->first;

		if (t->have & TAG_CUT) {
			cut[from] = from > 0 ? s->d->cut_weight * log(sane(t->cut)) : 0;
			joined[from] = s->d->cut_weight * log(1 - sane(t->cut));
		}
	}
	for (int i = 0; i < s->n; i++) {
		const struct tags *t = &s->r[i].tags;
		const int from = t->from - s->first;
		struct cost *c = &s->cost[i];

		c->cuts = cut[from];
		for (int k = from + 1; k < t->to - s->first; k++)
			c->cuts += joined[k];
		c->space[0] = from > 0 ? s->d->space_weight * log(1 - sane(t->space)) : 0;
		c->space[1] = from > 0 ? s->d->space_weight * log(sane(t->space)) : 0;
	}
	free(cut);
}

/* What networks say every candidate may be. */
static void
open_choices(struct search *s)
{
	const int least = s->language->pattern || s->language->words ? OPTIONS : OPTIONS_LEAST;

	for (int i = 0; i < s->n; i++)
		choice_open(&s->choice[i], s->classes, s->ranked[i], s->n_ranked[i], tags_placed(&s->r[i].tags), least);
}

void
search_open(struct search *s, const struct decoder *d, const struct classes *c,
            const struct ranked_class *const *ranked, const int *n_ranked, const struct result *r, int n)
{
	*s = (struct search){.d = d, .language = &d->language, .classes = c, .ranked = ranked, .n_ranked = n_ranked, .r = r, .n = n, .first = r[0].tags.from};
	for (int i = 0; i < s->n; i++)
		s->n_nodes = s->r[i].tags.to - s->first >= s->n_nodes ? s->r[i].tags.to - s->first + 1 : s->n_nodes;
	s->frequent = fmin(1, s->d->small_cost / LEAN_FULL);
	s->choice = mem_alloc((size_t)s->n + 1, sizeof *s->choice);
	s->memo = d->language.lm ? lm_memo_new(d->language.lm) : NULL;
	s->cost = mem_alloc((size_t)s->n + 1, sizeof *s->cost);
	s->nodes = mem_zero((size_t)s->n_nodes + 1, sizeof *s->nodes);
	s->nodes[0].way = mem_alloc((size_t)(s->n_nodes + 1) * (size_t)s->d->beam, sizeof *s->nodes[0].way);
	for (int i = 1; i < s->n_nodes; i++)
		s->nodes[i].way = s->nodes[0].way + (size_t)i * (size_t)s->d->beam;
	weigh_cuts(s);
	open_choices(s);
}

void
search_close(struct search *s)
{
	free(s->nodes[0].way);
	free(s->nodes);
	free(s->ways);
	free(s->edges);
	lm_memo_free(s->memo);
	free(s->choice);
	free(s->cost);
}
