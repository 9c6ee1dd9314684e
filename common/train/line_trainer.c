#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "net/model.h"
#include "net/network.h"
#include "net/weights.h"
#include "train/line_trainer.h"
#include "train/tunables.h"

_Static_assert((int)LINE_HEIGHT == (int)MODEL_LINE_ROWS && (int)LINE_MULTIPLE == (int)MODEL_LINE_MULTIPLE,
                "lines are what models take");

enum { COLUMNS_EACH = 1280 };	/* of a line of a batch, on average, at most */

static double
weight_of(const struct line_set *set)
{
	double sum = 0;

	for (int64_t i = 0; i < set->n; i++)
		sum += (double)set->v[i].weight;
	return sum;
}

struct line_trainer *
line_trainer_new(const struct line_options *o, const struct line_set *set)
{
	struct line_trainer *t = mem_zero(1, sizeof *t);
	char why[200];

	t->o = *o;
	t->set = set;
	t->size = (int64_t)(weight_of(set) + 0.5);
	if (arch_parse(o->arch, set->n_classes + 1, &t->arch, why, sizeof why) || t->arch.line != LINE_HEIGHT) {
		error_at("--arch", "%s", t->arch.line == LINE_HEIGHT ? why : "a network for lines begins with line48");
		free(t);
		return NULL;
	}
	t->sampler = line_sampler_new(set, &o->augment, o->join, o->most);
	t->train_step = train_step_new(&t->arch, o->batch * COLUMNS_EACH / ARCH_LINE_COLS * ARCH_LINE_COLS, o->most);
	t->state = optim_new(&t->arch);
	t->stats = mem_floats(t->arch.n_stats + 1);
	t->grads = mem_floats(t->arch.n_params);
	t->order = mem_alloc((size_t)t->size + 1, sizeof *t->order);
	weights_init(&t->arch, o->seed, t->state.params, t->stats);
	memcpy(t->state.ema, t->state.params, t->arch.n_params * sizeof(float));
	return t;
}

void
line_trainer_free(struct line_trainer *t)
{
	if (!t)
		return;
	line_sampler_free(&t->sampler);
	train_step_free(t->train_step);
	optim_free(&t->state);
	free(t->stats);
	free(t->grads);
	free(t->order);
	free(t);
}

/* The lines of this epoch, in random order; of weight w each comes floor(w) or ceil(w) times. */
static void
shuffle(struct line_trainer *t)
{
	struct rng r = rng_seed(t->o.seed, UINT64_C(1) << 32 | (uint64_t)t->epoch);
	struct rng start = rng_seed(t->o.seed, UINT64_C(3) << 32 | (uint64_t)t->epoch);
	const double scale = (double)t->size / weight_of(t->set);
	double next = rng_unit(&start), way = 0;
	int64_t n = 0;

	for (int64_t i = 0; i < t->set->n; i++)
		for (way += scale * (double)t->set->v[i].weight; next < way && n < t->size; next++)
			t->order[n++] = (uint32_t)i;
	while (n < t->size)
		t->order[n++] = (uint32_t)(t->set->n - 1);
	rng_shuffle(&r, t->order, (uint32_t)t->size);
}

static int64_t
steps_of(const struct line_trainer *t)
{
	return (t->size + t->o.batch - 1) / t->o.batch;
}

/* Leave out lines from the end of a batch until its columns fit. */
static void
fit_room(const struct line_trainer *t, struct line_batch *b)
{
	int64_t columns = 0;
	int n = 0;

	while (n < b->n && (columns += b->lines[n].cols) <= t->train_step->batch)
		n++;
	for (int i = n; i < b->n; i++) {
		free((void *)b->lines[i].px);
		free((void *)b->texts[i].label);
	}
	b->n = n;
}

/* What ctc_step is told. */
struct targets { const struct line_batch *b; int step; };

/* The loss of line i: a step_loss. */
static double
ctc_step(const void *targets, int i, float *scores, int classes, float scale, int *right)
{
	const struct targets *t = targets;

	*right = 0;
	return ctc_loss(&t->b->texts[i], t->b->lines[i].cols / t->step, classes, channels_padded(classes), scale, scores);
}

static void
clip(struct line_trainer *t)
{
	double sum = 0, norm;

	for (size_t i = 0; i < t->arch.n_params; i++)
		sum += (double)t->grads[i] * (double)t->grads[i];
	norm = sqrt(sum);
	for (size_t i = 0; i < t->arch.n_params && norm > LINE_CLIP; i++)
		t->grads[i] *= (float)(LINE_CLIP / norm);
}

static void
take_step(struct line_trainer *t)
{
	const int64_t per = steps_of(t), lo = t->size * t->step / per, n = t->size * (t->step + 1) / per - lo;
	struct line_batch b = line_sampler_draw(&t->sampler, t->o.seed + (uint64_t)t->epoch + 1, lo, t->order + lo, (int)n);
	struct targets targets = {&b, t->arch.step};
	struct batch batch = {.lines = b.lines, .loss = ctc_step, .targets = &targets};
	int right;

	fit_room(t, &b);
	batch.n = b.n;
	batch.seed = t->o.seed ^ (uint64_t)(t->state.steps + 1) * UINT64_C(0x9e3779b97f4a7c15);
	t->loss += train_step_run(t->train_step, t->state.params, t->stats, BN_MOMENTUM, &batch, t->grads, &right);
	clip(t);
	optim_step(&t->o.optim, &t->arch, &t->state, t->grads,
	           rate_at(t->o.schedule, t->o.rate, t->epoch * per + t->step, t->o.epochs * per));
	for (int i = 0; i < b.n; i++) {
		t->characters += b.texts[i].n;
		t->columns += b.lines[i].cols;
	}
	t->lines += n;
	t->step++;
	line_batch_free(&b);
}

int
line_trainer_epoch(struct line_trainer *t, struct progress *bar, const volatile int *stop)
{
	shuffle(t);
	if (t->step == 0) {
		t->loss = 0;
		t->characters = t->lines = t->columns = 0;
	}
	while (t->step < steps_of(t)) {
		char more[64];

		if (*stop)
			return 1;
		take_step(t);
		snprintf(more, sizeof more, "loss %.3f", t->loss / (double)t->characters);
		progress_show(bar, t->lines, more);
	}
	t->epoch++;
	t->step = 0;
	return 0;
}

/* The best path's classes into out; returns how many. */
static int
best_path(const float *scores, int steps, int classes, uint16_t *out)
{
	int n = 0, before = classes - 1;

	for (int s = 0; s < steps; s++, scores += classes) {
		int best = 0;

		for (int k = 1; k < classes; k++)
			if (scores[k] > scores[best])
				best = k;
		if (best != before && best != classes - 1)
			out[n++] = (uint16_t)best;
		before = best;
	}
	return n;
}

/* Levenshtein's distance. */
static int
distance(const uint16_t *a, int n, const uint16_t *b, int m)
{
	int *row = mem_alloc((size_t)m + 1, sizeof *row), last;

	for (int j = 0; j <= m; j++)
		row[j] = j;
	for (int i = 1; i <= n; i++) {
		int corner = row[0];

		row[0] = i;
		for (int j = 1; j <= m; j++) {
			const int up = row[j];
			int least = corner + (a[i - 1] != b[j - 1]);

			least = up + 1 < least ? up + 1 : least;
			row[j] = row[j - 1] + 1 < least ? row[j - 1] + 1 : least;
			corner = up;
		}
	}
	last = row[m];
	free(row);
	return last;
}

struct line_score
line_trainer_judge(const struct line_trainer *t, const struct line_set *held, int origin)
{
	const float *weights = t->o.optim.ema > 0 ? t->state.ema : t->state.params;
	struct network *net = network_new(&t->arch, weights, t->stats);
	int64_t wrong = 0, total = 0;

#pragma omp parallel for schedule(dynamic) reduction(+:wrong, total)
	for (int64_t i = 0; i < held->n; i++) {
		const struct line_sample *s = &held->v[i];
		struct rng r = rng_seed(0, 0);
		int cols, steps;
		uint8_t *px;
		float *scores;
		uint16_t *out;

		if (origin >= 0 && s->origin != origin)
			continue;
		px = line_augment(NULL, &r, s->px, s->w, NULL, 0, LINE_MOST, &cols);
		steps = cols / t->arch.step;
		scores = mem_room((size_t)steps * (size_t)t->arch.classes);
		out = mem_alloc((size_t)steps, sizeof *out);
		network_run_line(net, px, cols, scores);
		wrong += distance(s->label, s->n, out, best_path(scores, steps, t->arch.classes, out));
		total += s->n;
		free(out);
		free(scores);
		free(px);
	}
	network_free(net);
	return (struct line_score){wrong, total, 0};
}
