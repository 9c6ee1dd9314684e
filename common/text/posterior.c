#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "text/posterior.h"

static const double TEMPERATURE = 1.25;	/* scores count characters' neighbours more than once, and are too sure */
static const double NOTHING = 30;	/* nats behind which a summand is left out */

/* log(exp(a) + exp(b)) */
static double
log_add(double a, double b)
{
	const double most = fmax(a, b), least = fmin(a, b);

	return least <= most - NOTHING ? most : most + log1p(exp(least - most));
}

/* The sums of all ways to each way, and from each to the end; (n_ways) each. */
static double
sum_ways(const struct search *s, double *to, double *from)
{
	const struct node *last = &s->nodes[s->n_nodes - 1];
	double all = -INFINITY;

	for (int i = 0; i < s->n_ways; i++)
		to[i] = from[i] = -INFINITY;
	to[s->nodes[0].way[0]] = 0;
	for (int i = 0; i < s->n_edges; i++) {
		const struct edge *e = &s->edges[i];

		to[e->to] = log_add(to[e->to], to[e->from] + e->score / TEMPERATURE);
	}
	for (int i = 0; i < last->n; i++) {
		const int w = last->way[i];

		from[w] = context_end(s->d, &s->ways[w].context) / TEMPERATURE;
		all = log_add(all, to[w] + from[w]);
	}
	for (int i = s->n_edges - 1; i >= 0; i--) {
		const struct edge *e = &s->edges[i];

		from[e->from] = log_add(from[e->from], from[e->to] + e->score / TEMPERATURE);
	}
	return all;
}

float *
posterior_of(const struct search *s)
{
	float *p = mem_zero((size_t)s->n * OPTIONS + 1, sizeof *p);
	double *to = mem_alloc(2 * (size_t)s->n_ways + 1, sizeof *to), *from = to + s->n_ways;
	const double all = sum_ways(s, to, from);

	for (int i = 0; i < s->n_edges; i++) {
		const struct edge *e = &s->edges[i];
		const double share = to[e->from] + e->score / TEMPERATURE + from[e->to] - all;

		if (share > -NOTHING)
			p[(size_t)e->arc * OPTIONS + (size_t)e->option] += (float)exp(share);
	}
	free(to);
	return p;
}
