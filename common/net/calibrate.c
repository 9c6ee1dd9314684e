#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "net/calibrate.h"
#include "net/network.h"

enum { CHUNK = 256, STEPS = 40 };	/* images a thread takes; halvings of the bracket, nearly */

/* Scores of all images, (n, classes), new. */
static float *
scores_of(const struct arch *a, const float *params, const float *stats, const struct dataset *held)
{
	struct network *net = network_new(a, params, stats);
	float *scores = mem_room((size_t)held->n * (size_t)a->classes);

#pragma omp parallel for schedule(dynamic)
	for (int64_t lo = 0; lo < held->n; lo += CHUNK)
		network_run(net, held->images + lo * DATASET_SIZE,
		            (int)(held->n - lo < CHUNK ? held->n - lo : CHUNK), scores + lo * a->classes);
	network_free(net);
	return scores;
}

/* How many images have another class with a higher score than their own. */
static int64_t
wrong_of(const float *scores, const struct dataset *held, int classes)
{
	int64_t wrong = 0;

	for (int64_t i = 0; i < held->n; i++, scores += classes) {
		int k = 0;

		while (k < classes && (scores[k] <= scores[held->labels[i]] || scores[k] <= scores[held->also[i]]))
			k++;
		wrong += k < classes;
	}
	return wrong;
}

/* The sum of cross-entropies when scores are divided by t. */
static double
loss_at(double t, const float *scores, const struct dataset *held, int classes)
{
	double loss = 0;

	for (int64_t i = 0; i < held->n; i++, scores += classes) {
		double top = (double)scores[0], sum = 0, truth;

		for (int k = 1; k < classes; k++)
			top = fmax(top, (double)scores[k]);
		for (int k = 0; k < classes; k++)
			sum += exp(((double)scores[k] - top) / t);
		truth = exp(((double)scores[held->labels[i]] - top) / t);
		if (held->also[i] != held->labels[i])
			truth += exp(((double)scores[held->also[i]] - top) / t);
		loss += log(fmax(sum, 1)) - log(truth + 1e-300);
	}
	return loss;
}

/* Golden section: the loss has one minimum along log t. */
static double
best_temperature(const float *scores, const struct dataset *held, int classes)
{
	const double golden = 0.6180339887498949;
	double lo = log(CALIBRATE_LEAST), hi = log(CALIBRATE_MOST);
	double x = hi - golden * (hi - lo), y = lo + golden * (hi - lo), fx, fy;

	fx = loss_at(exp(x), scores, held, classes);
	fy = loss_at(exp(y), scores, held, classes);
	for (int i = 0; i < STEPS && hi - lo > 1e-3; i++) {
		if (fx < fy) {
			hi = y;
			y = x;
			fy = fx;
			fx = loss_at(exp(x = hi - golden * (hi - lo)), scores, held, classes);
		} else {
			lo = x;
			x = y;
			fx = fy;
			fy = loss_at(exp(y = lo + golden * (hi - lo)), scores, held, classes);
		}
	}
	return exp((lo + hi) / 2);
}

double
calibrate_temperature(const struct arch *a, const float *params, const float *stats, const struct dataset *held)
{
	float *scores = scores_of(a, params, stats, held);
	double t = 1;

	if (wrong_of(scores, held, a->classes) >= CALIBRATE_WRONG)
		t = best_temperature(scores, held, a->classes);
	free(scores);
	return t;
}

void
calibrate_scale(const struct arch *a, float *params, double t)
{
	const struct layer *l = &a->layer[a->n - 1];
	const size_t np = (size_t)channels_padded(l->oc);
	const size_t n = ((size_t)(l->k * l->k * l->c) + (size_t)l->bias) * np;

	for (size_t i = l->w; i < l->w + n; i++)
		params[i] = (float)((double)params[i] / t);
}
