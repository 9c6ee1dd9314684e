#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "net/kernel.h"
#include "train/optim.h"
#include "train/tunables.h"

#define PI 3.14159265358979323846

double
rate_at(enum schedule s, double peak, int64_t step, int64_t total)
{
	double t = total > 1 ? (double)step / (double)(total - 1) : 0;

	if (s == RATE_COSINE)
		return peak * 0.5 * (1 + cos(PI * t));
	if (s == RATE_ONECYCLE)
		return t < ONECYCLE_RISE ? peak * (ONECYCLE_START + (1 - ONECYCLE_START) * t / ONECYCLE_RISE)
		       : peak * (0.5 * (1 + cos(PI * (t - ONECYCLE_RISE) / (1 - ONECYCLE_RISE))) + ONECYCLE_END);
	return peak;
}

struct optim_state
optim_new(const struct arch *a)
{
	struct optim_state st = {NULL, NULL, NULL, NULL, 0};

	st.params = mem_floats(a->n_params);
	st.first = mem_floats(a->n_params);
	st.second = mem_floats(a->n_params);
	st.ema = mem_floats(a->n_params);
	return st;
}

void
optim_free(struct optim_state *st)
{
	free(st->params);
	free(st->first);
	free(st->second);
	free(st->ema);
	memset(st, 0, sizeof *st);
}

static void
sgd(const struct optim *o, struct optim_state *st, const float *grads,
    size_t lo, size_t hi, float rate, float decay)
{
	const float mu = (float)o->momentum;
	float *restrict p = st->params, *restrict first = st->first;

	for (size_t i = lo; i < hi; i++) {
		const float g = grads[i] + decay * p[i];

		first[i] = mu * first[i] + g;
		p[i] -= rate * (g + mu * first[i]);
	}
}

static void
adamw(const struct optim *o, struct optim_state *st, const float *grads,
      size_t lo, size_t hi, float rate, float decay)
{
	const float b1 = (float)o->momentum, b2 = (float)ADAM_BETA2;
	const double t = (double)(st->steps + 1);
	const float fix1 = (float)(1 / (1 - pow(o->momentum, t)));
	const float fix2 = (float)(1 / (1 - pow(ADAM_BETA2, t)));

	for (size_t i = lo; i < hi; i++) {
		float m = st->first[i] = b1 * st->first[i] + (1 - b1) * grads[i];
		float v = st->second[i] = b2 * st->second[i] + (1 - b2) * grads[i] * grads[i];

		st->params[i] -= rate * (m * fix1 / (sqrtf(v * fix2) + (float)ADAM_EPSILON)
		                         + decay * st->params[i]);
	}
}

static void
follow(const struct optim *o, struct optim_state *st, size_t lo, size_t hi)
{
	const double early = (1 + (double)st->steps) / (EMA_EARLY + (double)st->steps);
	const float d = (float)(o->ema < early ? o->ema : early);

	for (size_t i = lo; i < hi; i++)
		st->ema[i] = d * st->ema[i] + (1 - d) * st->params[i];
}

/* Parameters lo .. hi - 1 of one layer, in pieces that threads share: each is moved by itself. */
static void
move(const struct optim *o, struct optim_state *st, const float *grads,
     size_t lo, size_t hi, double rate, double decay)
{
#pragma omp parallel for schedule(static) if (hi - lo > OPTIM_CHUNK)
	for (size_t at = lo; at < hi; at += OPTIM_CHUNK) {
		const size_t end = hi - at < OPTIM_CHUNK ? hi : at + OPTIM_CHUNK;

		(o->kind == OPTIM_SGD ? sgd : adamw)(o, st, grads, at, end, (float)rate, (float)decay);
		follow(o, st, at, end);
	}
}

void
optim_step(const struct optim *o, const struct arch *a, struct optim_state *st,
           const float *grads, double rate)
{
	for (int at = 0; at < a->n; at++) {
		const struct layer *l = &a->layer[at];
		const size_t np = (size_t)channels_padded(layer_width(l));

		if (layer_rows(l)) {
			move(o, st, grads, l->w, l->b, rate, o->decay);
			if (layer_biases(l))
				move(o, st, grads, l->b, l->b + layer_biases(l) * np, rate, 0);
		} else if (l->kind == LAYER_BN) {
			move(o, st, grads, l->w, l->b + np, rate, 0);
		}
	}
	st->steps++;
}
