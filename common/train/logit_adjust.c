#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "train/logit_adjust.h"
#include "net/prior.h"

#define LEAST 1e-6	/* share of a class that never occurred */

/* Shares of one source of set, of all for PRIOR_ALL, new: as they are drawn, with bad cuts. */
static float *
drawn(const struct dataset *set, int source, double reject, int bad_cut)
{
	float *share = prior_of(set, source);

	prior_drawn(share, set->n_classes, reject, bad_cut);
	return share;
}

float *
adjust_shares(const struct dataset *set, double reject, int bad_cut)
{
	const int n = set->n_classes;
	float *shares = mem_floats((size_t)set->n_paths * (size_t)n + 1);
	float *all = drawn(set, PRIOR_ALL, reject, bad_cut);

	for (int s = 0; s < set->n_paths; s++) {
		float *own = drawn(set, s, reject, bad_cut), *to = shares + s * n, sum = 0;

		for (int k = 0; k < n; k++)
			sum += to[k] = (1 - ADJUST_POOLED) * own[k] + ADJUST_POOLED * fmaxf(all[k], LEAST);
		for (int k = 0; k < n; k++)
			to[k] /= sum;
		free(own);
	}
	free(all);
	return shares;
}

void
adjust_scores(const float *share, int n, float *scores)
{
	for (int k = 0; k < n && share; k++)
		scores[k] += logf(share[k]);
}

void
adjust_bias(const struct arch *a, const float *prior, int n, double sign, float *params)
{
	const struct layer *l = &a->layer[a->n - 1];

	for (int k = 0; k < n; k++)
		params[l->b + (size_t)k] += (float)(sign * log(fmax((double)prior[k], LEAST)));
}
