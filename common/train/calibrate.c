#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "net/labels.h"
#include "net/network.h"
#include "train/calibrate.h"
#include "train/tunables.h"

/* Scores of all images, (n, classes), new. */
static float *
scores_of(const struct arch *a, const float *params, const float *stats, const struct dataset *held)
{
	struct network *net = network_new(a, params, stats);
	float *scores = mem_room((size_t)held->n * (size_t)a->classes);

#pragma omp parallel for schedule(dynamic)
	for (int64_t lo = 0; lo < held->n; lo += CALIBRATE_CHUNK)
		network_run(net, held->images + lo * GLYPH_SIZE,
		            (int)(held->n - lo < CALIBRATE_CHUNK ? held->n - lo : CALIBRATE_CHUNK), scores + lo * a->classes);
	network_free(net);
	return scores;
}

struct scores {
	float *v;		/* (n, classes) */
	const struct dataset *held;
	const float *shares;	/* (n_paths, classes) or NULL */
	int classes;
};

/* The scores of image i when they are divided by t, out (classes).  Returns the highest. */
static double
judged(const struct scores *s, int64_t i, double t, double *out)
{
	const float *v = s->v + i * s->classes, *share = s->shares ? s->shares + s->held->origins[i] * s->classes : NULL;
	double top = -INFINITY;

	for (int k = 0; k < s->classes; k++) {
		out[k] = (double)v[k] / t + (share ? log((double)share[k]) : 0);
		top = fmax(top, out[k]);
	}
	return top;
}

/* How many images have another class with a higher score than their own. */
static int64_t
wrong_of(const struct scores *s)
{
	double v[CLASSES_MAX];
	int64_t wrong = 0;

	for (int64_t i = 0; i < s->held->n; i++) {
		const double top = judged(s, i, 1, v);

		wrong += v[s->held->labels[i]] < top && v[s->held->also[i]] < top;
	}
	return wrong;
}

/* The sum of cross-entropies when scores are divided by t. */
static double
loss_at(double t, const struct scores *s)
{
	const struct dataset *held = s->held;
	double v[CLASSES_MAX], loss = 0;

	for (int64_t i = 0; i < held->n; i++) {
		const double top = judged(s, i, t, v);
		double sum = 0, truth = exp(v[held->labels[i]] - top);

		for (int k = 0; k < s->classes; k++)
			sum += exp(v[k] - top);
		if (held->also[i] != held->labels[i])
			truth += exp(v[held->also[i]] - top);
		loss += log(fmax(sum, 1)) - log(truth + 1e-300);
	}
	return loss;
}

/* Golden section: the loss has one minimum along log t. */
static double
best_temperature(const struct scores *s)
{
	const double golden = 0.6180339887498949;
	double lo = log(CALIBRATE_LEAST), hi = log(CALIBRATE_MOST);
	double x = hi - golden * (hi - lo), y = lo + golden * (hi - lo), fx, fy;

	fx = loss_at(exp(x), s);
	fy = loss_at(exp(y), s);
	for (int i = 0; i < CALIBRATE_STEPS && hi - lo > CALIBRATE_WIDTH; i++) {
		if (fx < fy) {
			hi = y;
			y = x;
			fy = fx;
			fx = loss_at(exp(x = hi - golden * (hi - lo)), s);
		} else {
			lo = x;
			x = y;
			fx = fy;
			fy = loss_at(exp(y = lo + golden * (hi - lo)), s);
		}
	}
	return exp((lo + hi) / 2);
}

double
calibrate_temperature(const struct arch *a, const float *params, const float *stats, const struct dataset *held,
                      const float *shares)
{
	const struct scores s = {scores_of(a, params, stats, held), held, shares, a->classes};
	const double t = wrong_of(&s) >= CALIBRATE_WRONG ? best_temperature(&s) : 1;

	free(s.v);
	return t;
}

void
calibrate_scale(const struct arch *a, float *params, double t)
{
	const struct layer *l = &a->layer[a->n - 1];
	const size_t np = (size_t)channels_padded(l->oc);
	const size_t n = (layer_rows(l) + layer_biases(l)) * np;

	for (size_t i = l->w; i < l->w + n; i++)
		params[i] = (float)((double)params[i] / t);
}
