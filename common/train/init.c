#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "train/init.h"
#include "net/kernel.h"

static void
init_conv(const struct layer *l, double gain, struct rng *r, float *w)
{
	const int np = channels_padded(l->oc), taps = (int)layer_taps(l);
	const double dev = sqrt(gain / taps);

	for (int i = 0; i < taps; i++)
		for (int n = 0; n < l->oc; n++)
			w[(size_t)i * (size_t)np + (size_t)n] = (float)(dev * rng_normal(r));
}

void
init_params(const struct arch *a, uint64_t seed, float *params, float *stats)
{
	memset(params, 0, a->n_params * sizeof *params);
	memset(stats, 0, a->n_stats * sizeof *stats);
	for (int i = 0; i < a->n; i++) {
		const struct layer *l = &a->layer[i];
		struct rng r = rng_seed(seed, (uint64_t)i);

		if (layer_taps(l))
			init_conv(l, i == a->n - 1 ? 1 : 2, &r, params + l->w);
		for (int n = 0; l->kind == LAYER_BN && n < l->oc; n++) {
			params[l->w + (size_t)n] = 1;
			stats[l->stats + (size_t)(channels_padded(l->oc) + n)] = 1;
		}
	}
}
