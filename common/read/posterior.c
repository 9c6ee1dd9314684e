#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "read/posterior.h"

static const double NOTHING = 30;	/* nats behind which a summand is left out */

double
log_add(double a, double b)
{
	const double most = fmax(a, b), least = fmin(a, b);

	return least <= most - NOTHING ? most : most + log1p(exp(least - most));
}

double
posterior_scaled(const struct posterior *p, double score)
{
	return score / p->temperature;
}

/* From the end backwards; the probability of all ways. */
static void
sum_back(struct posterior *p, const struct search *s)
{
	const struct node *last = &s->nodes[s->n_nodes - 1];

	for (int i = 0; i < last->n; i++) {
		const int w = last->way[i];

		p->from[w] = posterior_scaled(p, context_end(s->language, &s->ways[w].context));
		p->all = log_add(p->all, p->to[w] + p->from[w]);
	}
	for (int i = s->n_edges - 1; i >= 0; i--) {
		const struct edge *e = &s->edges[i];

		p->from[e->from] = log_add(p->from[e->from], p->from[e->to] + posterior_scaled(p, e->score));
	}
}

void
posterior_open(struct posterior *p, const struct search *s, double temperature)
{
	p->temperature = temperature;
	p->to = mem_alloc(2 * (size_t)s->n_ways + 1, sizeof *p->to);
	p->from = p->to + s->n_ways;
	p->all = -INFINITY;
	for (int i = 0; i < s->n_ways; i++)
		p->to[i] = p->from[i] = -INFINITY;
	p->to[s->nodes[0].way[0]] = 0;
	for (int i = 0; i < s->n_edges; i++) {
		const struct edge *e = &s->edges[i];

		p->to[e->to] = log_add(p->to[e->to], p->to[e->from] + posterior_scaled(p, e->score));
	}
	sum_back(p, s);
}

void
posterior_close(struct posterior *p)
{
	free(p->to);
}

float *
posterior_options(const struct posterior *p, const struct search *s)
{
	float *probs = mem_zero((size_t)s->n * OPTIONS + 1, sizeof *probs);

	for (int i = 0; i < s->n_edges; i++) {
		const struct edge *e = &s->edges[i];
		const double share = p->to[e->from] + posterior_scaled(p, e->score) + p->from[e->to] - p->all;

		if (share > -NOTHING)
			probs[(size_t)e->arc * OPTIONS + (size_t)e->option] += (float)exp(share);
	}
	return probs;
}
