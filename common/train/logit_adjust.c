#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "train/class_shares.h"
#include "train/logit_adjust.h"
#include "train/tunables.h"

/* Shares of one source of set, of all for SHARES_ALL, new: as they are drawn, with rejects. */
static float *
drawn(const struct dataset *set, int source, double reject, int reject_class)
{
	float *share = class_shares(set, source);

	class_shares_drawn(share, set->n_classes, reject, reject_class);
	return share;
}

float *
logit_adjust_shares(const struct dataset *set, double reject, int reject_class)
{
	const int n = set->n_classes;
	float *shares = mem_floats((size_t)set->n_paths * (size_t)n + 1);
	float *all = drawn(set, SHARES_ALL, reject, reject_class);

	for (int s = 0; s < set->n_paths; s++) {
		float *own = drawn(set, s, reject, reject_class), *to = shares + s * n, sum = 0;

		for (int k = 0; k < n; k++)
			sum += to[k] = (1 - LOGIT_ADJUST_POOLED) * own[k] + LOGIT_ADJUST_POOLED * fmaxf(all[k], LOGIT_ADJUST_LEAST);
		for (int k = 0; k < n; k++)
			to[k] /= sum;
		free(own);
	}
	free(all);
	return shares;
}

void
logit_adjust_scores(const float *share, int n, float *scores)
{
	for (int k = 0; k < n && share; k++)
		scores[k] += logf(share[k]);
}

void
logit_adjust_bias(const struct arch *a, const float *prior, int n, double sign, float *params)
{
	const struct layer *l = &a->layer[a->n - 1];

	for (int k = 0; k < n; k++)
		params[l->b + (size_t)k] += (float)(sign * log(fmax((double)prior[k], LOGIT_ADJUST_LEAST)));
}
