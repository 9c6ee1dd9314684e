#include <stdlib.h>

#include "base/mem.h"
#include "train/class_shares.h"

float *
class_shares(const struct dataset *set, int source)
{
	float *share = mem_floats((size_t)set->n_classes + 1);
	double *sum = mem_zero((size_t)set->n_classes + 1, sizeof *sum);
	double all = 0;

	for (int64_t i = 0; i < set->n; i++)
		if (source == SHARES_ALL || set->origins[i] == source) {
			sum[set->labels[i]] += (double)set->weights[i] / 2;
			sum[set->also[i]] += (double)set->weights[i] / 2;
			all += (double)set->weights[i];
		}
	for (int k = 0; k < set->n_classes && all > 0; k++)
		share[k] = (float)(sum[k] / all);
	free(sum);
	return share;
}

void
class_shares_drawn(float *share, int n, double reject, int reject_class)
{
	for (int k = 0; k < n; k++)
		share[k] *= (float)(1 - reject);
	if (reject_class >= 0)
		share[reject_class] += (float)reject;
}
