#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/rng.h"
#include "net/model_file.h"
#include "train/learner.h"

static double
weight_of(const float *weights, int64_t n)
{
	double sum = 0;

	for (int64_t i = 0; i < n; i++)
		sum += (double)weights[i];
	return sum;
}

int64_t
learner_size(const float *weights, int64_t n)
{
	return (int64_t)(weight_of(weights, n) + 0.5);
}

int
learner_open(struct learner *l, char *const *classes, int n_classes, const float *weights, int64_t n)
{
	const struct recipe *r = l->recipe;
	char why[200];

	if (arch_parse(r->arch, n_classes, &l->arch, why, sizeof why)) {
		error_at("--arch", "%s", why);
		return -1;
	}
	l->weights = weights;
	l->n = n;
	l->size = learner_size(weights, n);
	l->state = optim_new(&l->arch);
	l->stats = mem_floats(l->arch.n_stats + 1);
	l->grads = mem_floats(l->arch.n_params);
	l->order = mem_alloc((size_t)l->size + 1, sizeof *l->order);
	weights_init(&l->arch, r->seed, l->state.params, l->stats);
	if (r->init && model_weights(r->init, r->member, &l->arch, r->arch, classes, l->state.params, l->stats))
		return -1;
	memcpy(l->state.ema, l->state.params, l->arch.n_params * sizeof(float));
	return 0;
}

void
learner_close(struct learner *l)
{
	optim_free(&l->state);
	free(l->stats);
	free(l->grads);
	free(l->order);
	l->stats = l->grads = NULL;
	l->order = NULL;
}

int64_t
learner_steps(const struct learner *l)
{
	return (l->size + l->recipe->batch - 1) / l->recipe->batch;
}

double
learner_rate(const struct learner *l)
{
	const struct recipe *r = l->recipe;
	const int64_t per = learner_steps(l);

	return rate_at(r->schedule, r->rate, l->epoch * per + l->step, r->epochs * per);
}

int64_t
learner_next(const struct learner *l, int *n)
{
	const int64_t per = learner_steps(l), first = l->size * l->step / per;

	*n = (int)(l->size * (l->step + 1) / per - first);
	return first;
}

uint64_t
learner_seed(const struct learner *l)
{
	return l->recipe->seed ^ (uint64_t)(l->state.steps + 1) * UINT64_C(0x9e3779b97f4a7c15);
}

const float *
learner_trained(const struct learner *l)
{
	return l->recipe->optim.ema > 0 ? l->state.ema : l->state.params;
}

/*
 * The samples of this epoch, in random order.  A sample of weight w comes
 * floor(w) or ceil(w) times: it takes w of the way from 0 to size, where a step
 * of 1 from a random start is made for every draw (systematic sampling).
 */
static void
shuffle(struct learner *l)
{
	struct rng r = rng_seed(l->recipe->seed, UINT64_C(1) << 32 | (uint64_t)l->epoch);
	struct rng start = rng_seed(l->recipe->seed, UINT64_C(3) << 32 | (uint64_t)l->epoch);
	const double scale = (double)l->size / weight_of(l->weights, l->n);
	double next = rng_unit(&start), way = 0;
	int64_t n = 0;

	for (int64_t i = 0; i < l->n; i++)
		for (way += scale * (double)l->weights[i]; next < way && n < l->size; next++)
			l->order[n++] = (uint32_t)i;
	while (n < l->size)		/* what rounding left */
		l->order[n++] = (uint32_t)(l->n - 1);
	rng_shuffle(&r, l->order, (uint32_t)l->size);
}

int
learner_epoch(struct learner *l, struct progress *bar, const volatile sig_atomic_t *stop)
{
	const int64_t per = learner_steps(l);

	shuffle(l);
	if (l->step == 0) {
		l->loss = 0;
		l->right = l->seen = l->units = 0;
	}
	while (l->step < per) {
		char more[64];

		if (*stop)
			return 1;
		l->kind->step(l);
		optim_step(&l->recipe->optim, &l->arch, &l->state, l->grads, learner_rate(l));
		l->step++;
		snprintf(more, sizeof more, "loss %.3f", l->loss / (double)l->units);
		progress_show(bar, l->seen, more);
	}
	l->epoch++;
	l->step = 0;
	return 0;
}
