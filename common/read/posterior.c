#include <math.h>
#include <stdlib.h>

#include "base/log_add.h"
#include "base/mem.h"
#include "read/posterior.h"

static const double NOTHING = 30;	/* nats: links that are less likely than this add nothing that can be seen */

double
posterior_scaled(const struct posterior *p, double score)
{
	return score / p->temperature;
}

double
posterior_link(const struct posterior *p, const struct link *link)
{
	return p->forward[link->from] + posterior_scaled(p, link->score) + p->backward[link->to] - p->total;
}

/* From the end backwards; the sum of all paths. */
static void
sum_backward(struct posterior *p, const struct search *s)
{
	const struct node *last = &s->nodes[s->n_nodes - 1];

	for (int i = 0; i < last->n; i++) {
		const int h = last->hyp[i];

		p->backward[h] = posterior_scaled(p, context_end(s->language, &s->hyps[h].context));
		p->total = log_add(p->total, p->forward[h] + p->backward[h]);
	}
	for (int i = s->n_links - 1; i >= 0; i--) {
		const struct link *l = &s->links[i];

		p->backward[l->from] = log_add(p->backward[l->from], p->backward[l->to] + posterior_scaled(p, l->score));
	}
}

void
posterior_open(struct posterior *p, const struct search *s, double temperature)
{
	p->temperature = temperature;
	p->forward = mem_alloc(2 * (size_t)s->n_hyps + 1, sizeof *p->forward);
	p->backward = p->forward + s->n_hyps;
	p->total = -INFINITY;
	for (int i = 0; i < s->n_hyps; i++)
		p->forward[i] = p->backward[i] = -INFINITY;
	p->forward[s->nodes[0].hyp[0]] = 0;
	for (int i = 0; i < s->n_links; i++) {
		const struct link *l = &s->links[i];

		p->forward[l->to] = log_add(p->forward[l->to], p->forward[l->from] + posterior_scaled(p, l->score));
	}
	sum_backward(p, s);
}

void
posterior_close(struct posterior *p)
{
	free(p->forward);
}

float *
posterior_alternatives(const struct posterior *p, const struct search *s)
{
	float *probs = mem_zero((size_t)s->lattice->n * ALTERNATIVES + 1, sizeof *probs);

	for (int i = 0; i < s->n_links; i++) {
		const struct link *l = &s->links[i];
		const double share = posterior_link(p, l);

		if (share > -NOTHING)
			probs[(size_t)l->edge * ALTERNATIVES + (size_t)l->alternative] += (float)exp(share);
	}
	return probs;
}
