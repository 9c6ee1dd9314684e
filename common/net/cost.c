#include <math.h>
#include <stdio.h>

#include "base/err.h"
#include "base/num.h"
#include "base/opts.h"
#include "net/cost.h"
#include "net/tunables.h"
#include "net/winograd.h"

static double times = 1;	/* the usual bounds; --max-model-work */

void
opts_model_work(void *unused, const char *option, const char *arg)
{
	(void)unused;
	if (num_real(arg, 0.001, 1e6, &times))
		bad_usage("%s: '%s' is no number from 0.001 to 1000000", option, arg);
}

/* Values that a layer takes, for each of those it gives. */
static double
inputs_of(const struct layer *l)
{
	const double looked_at = (double)l->kh * l->kw;

	if (l->kind == LAYER_LSTM)
		return 2 * (double)layer_rows(l);
	return layer_taps(l) ? (double)layer_taps(l) : looked_at > 1 ? looked_at : 1;
}

/* Floats of a layer's weights as the kernels want them: of 3x3 filters those of Winograd's method. */
static double
packed_floats(const struct layer *l)
{
	const int small = l->kh == WINOGRAD_K && l->kw == WINOGRAD_K && l->sh == 1 && l->sw == 1 && l->kind == LAYER_CONV;
	const double np = channels_padded(layer_width(l));

	if (!layer_rows(l))
		return 2 * np;
	return np * ((double)layer_rows(l) * (small ? (double)WINOGRAD_PLACES / (WINOGRAD_K * WINOGRAD_K) : 1) + 2);
}

/* Floats of what a layer works in besides the maps: a padded copy of images, tiles and products of Winograd's method, an lstm's gates. */
static double
scratch_floats(const struct layer *l)
{
	const double cp = channels_padded(l->c), np = channels_padded(l->oc);
	const double padded = (l->rows + 2.0 * l->ph + WINOGRAD_IN) * (l->cols + 2.0 * l->pw + WINOGRAD_IN);
	double tiles = (l->orows + 3.0) * (l->ocols + 3.0) / (WINOGRAD_OUT * WINOGRAD_OUT);

	if (l->kind == LAYER_LSTM)
		return 8 * (double)layer_out(l);
	if (l->kind != LAYER_CONV)
		return 0;
	if (tiles > WINOGRAD_WHOLE_TILES)
		tiles = WINOGRAD_GROUP_TILES + l->ocols / (double)WINOGRAD_OUT;
	else
		tiles += WINOGRAD_GROUP_TILES;
	return padded * (cp + np) + WINOGRAD_PLACES * (tiles * (cp + np) + 2 * WINOGRAD_SKEW);
}

struct cost
network_cost(const struct arch *a)
{
	const double run = a->line ? (double)COST_LINE_COLS / ARCH_LINE_COLS : NETWORK_RUN;
	double widest = (double)layer_in(&a->layer[0]), kept = 0, scratch = 0, weights = (double)(a->n_params + a->n_stats);
	struct cost c = {0, 0};

	for (int i = 0; i < a->n; i++) {
		const struct layer *l = &a->layer[i];
		const double out = (double)layer_out(l), needs = scratch_floats(l);

		c.work += out * inputs_of(l);
		weights += packed_floats(l);
		widest = out > widest ? out : widest;
		scratch = needs > scratch ? needs : scratch;
		kept += l->kind == LAYER_OPEN ? out : 0;
	}
	c.memory = sizeof(float) * (weights + run * (2 * widest + kept) + (a->line ? run : 1) * scratch);
	return c;
}

int
cost_refused(const struct cost *c, char *why, size_t room)
{
	const double work = c->work / COST_MAX_WORK, memory = c->memory / COST_MAX_MEMORY, most = work > memory ? work : memory;

	if (most <= times)
		return 0;
	snprintf(why, room, "reading a glyph would take %.4g million multiply-adds and %.4g MB, at most %.4g million and %.4g MB"
	         " are allowed; --max-model-work=%.0f allows this", c->work / 1e6, c->memory / 1e6,
	         times * COST_MAX_WORK / 1e6, times * COST_MAX_MEMORY / 1e6, ceil(most));
	return 1;
}
