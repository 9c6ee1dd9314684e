#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "net/labels.h"
#include "net/model_file.h"
#include "net/network.h"
#include "net/weights.h"
#include "train/logit_adjust.h"
#include "train/train.h"
#include "train/tunables.h"

struct trainer *
train_new(const struct train_options *o, const struct dataset *set)
{
	struct trainer *t = mem_zero(1, sizeof *t);
	char why[200];

	t->o = *o;
	t->set = set;
	t->size = (int64_t)(dataset_weight(set) + 0.5);
	if (t->size < 2 || t->size > DATASET_MAX_IMAGES) {
		error_at("--data", "%" PRId64 " images an epoch, by weight; wanted 2 to %d", t->size, DATASET_MAX_IMAGES);
		free(t);
		return NULL;
	}
	if (t->o.batch > t->size)
		t->o.batch = (int)t->size;
	if (arch_parse(o->arch, set->n_classes, &t->arch, why, sizeof why)) {
		error_at("--arch", "%s", why);
		free(t);
		return NULL;
	}
	if (t->arch.line) {
		error_at("--arch", "a network for lines learns from --lines, not from --data");
		free(t);
		return NULL;
	}
	t->train_step = train_step_new(&t->arch, t->o.batch, 0);
	t->state = optim_new(&t->arch);
	t->stats = mem_floats(t->arch.n_stats + 1);
	t->grads = mem_floats(t->arch.n_params);
	t->batch.images = mem_alloc((size_t)t->o.batch, GLYPH_SIZE);
	t->batch.targets = mem_alloc((size_t)t->o.batch, sizeof *t->batch.targets);
	t->order = mem_alloc((size_t)t->size, sizeof *t->order);
	weights_init(&t->arch, o->seed, t->state.params, t->stats);
	t->reject_class = dataset_find(set, LABEL_REJECT);
	if (o->adjust)
		t->shares = logit_adjust_shares(set, o->reject, t->reject_class);
	if (o->teacher) {
		t->teacher = teacher_open(o->teacher, set->classes, set->n_classes, o->adjust);
		t->batch.probs = mem_room((size_t)t->o.batch * (size_t)set->n_classes);
	}
	if ((o->teacher && !t->teacher)
	    || (o->init && model_weights(o->init, o->member, &t->arch, o->arch, set->classes, t->state.params, t->stats))) {
		train_free(t);
		return NULL;
	}
	memcpy(t->state.ema, t->state.params, t->arch.n_params * sizeof(float));
	return t;
}

void
train_free(struct trainer *t)
{
	if (!t)
		return;
	train_step_free(t->train_step);
	optim_free(&t->state);
	free(t->stats);
	free(t->grads);
	free(t->batch.images);
	free(t->batch.targets);
	free(t->batch.probs);
	free(t->shares);
	teacher_free(t->teacher);
	free(t->order);
	free(t);
}

int64_t
train_steps(const struct trainer *t)
{
	return (t->size + t->o.batch - 1) / t->o.batch;
}

double
train_rate(const struct trainer *t)
{
	const int64_t per = train_steps(t);

	return rate_at(t->o.schedule, t->o.rate, t->epoch * per + t->step, t->o.epochs * per);
}

/*
 * How glyphs are changed in the epoch under way.  Towards the end of
 * the epochs warp and stroke shrink to what fade leaves of them: networks end on
 * glyphs that are nearly as they are.
 */
static struct augment
augment_now(const struct trainer *t)
{
	const double late = fmax(0, FADE_PART * (t->epoch + 1.0) / t->o.epochs - (FADE_PART - 1));
	const double left = 1 - (1 - t->o.fade) * late;
	struct augment a = t->o.augment;

	a.rotate *= left;
	a.shear *= left;
	a.scale *= left;
	a.shift *= left;
	a.elastic *= left;
	a.stroke *= left;
	return a;
}

/* The images of the next step.  Returns how many. */
static int
fill_batch(struct trainer *t)
{
	const struct augment a = augment_now(t);
	const struct sampler sampler = {
		.set = t->set, .augment = &a, .reject_class = t->reject_class, .reject = t->o.reject,
		.mixup = t->o.mixup, .teacher = t->teacher, .shares = t->shares,
	};
	const int64_t per = train_steps(t), lo = t->size * t->step / per;
	const int n = (int)(t->size * (t->step + 1) / per - lo);

	sampler_fill(&sampler, t->o.seed + (uint64_t)t->epoch + 1, lo, t->order + lo, n, &t->batch);
	return n;
}

static void
take_step(struct trainer *t)
{
	const struct loss_batch targets = {{(float)t->o.smooth, (float)t->o.distill}, t->batch.targets};
	struct batch b = {.images = t->batch.images, .loss = loss_step, .targets = &targets};
	int right;

	b.n = fill_batch(t);
	b.seed = t->o.seed ^ (uint64_t)(t->state.steps + 1) * UINT64_C(0x9e3779b97f4a7c15);
	t->loss += train_step_run(t->train_step, t->state.params, t->stats, BN_MOMENTUM, &b, t->grads, &right);
	t->right += right;
	t->seen += b.n;
	optim_step(&t->o.optim, &t->arch, &t->state, t->grads, train_rate(t));
	t->step++;
}

/*
 * The images of this epoch, in random order.  An image of weight w comes
 * floor(w) or ceil(w) times: it takes w of the way from 0 to size, where a step
 * of 1 from a random start is made for every draw (systematic sampling).
 */
static void
shuffle(struct trainer *t)
{
	struct rng r = rng_seed(t->o.seed, UINT64_C(1) << 32 | (uint64_t)t->epoch);
	struct rng start = rng_seed(t->o.seed, UINT64_C(3) << 32 | (uint64_t)t->epoch);
	const double scale = (double)t->size / dataset_weight(t->set);
	double next = rng_unit(&start), way = 0;
	int64_t n = 0;

	for (int64_t i = 0; i < t->set->n; i++)
		for (way += scale * (double)t->set->weights[i]; next < way && n < t->size; next++)
			t->order[n++] = (uint32_t)i;
	while (n < t->size)		/* what rounding left */
		t->order[n++] = (uint32_t)(t->set->n - 1);
	rng_shuffle(&r, t->order, (uint32_t)t->size);
}

int
train_epoch(struct trainer *t, struct progress *bar, const volatile int *stop)
{
	const int64_t per = train_steps(t);

	shuffle(t);
	if (t->step == 0) {
		t->loss = 0;
		t->right = t->seen = 0;
	}
	while (t->step < per) {
		char more[64];

		if (*stop)
			return 1;
		take_step(t);
		snprintf(more, sizeof more, "loss %.3f", t->loss / (double)t->seen);
		progress_show(bar, t->seen, more);
	}
	t->epoch++;
	t->step = 0;
	return 0;
}

int64_t
train_validate(const struct trainer *t, const struct dataset *held)
{
	const float *weights = t->o.optim.ema > 0 ? t->state.ema : t->state.params;
	struct network *net = network_new(&t->arch, weights, t->stats);
	const int64_t chunks = (held->n + VALIDATE_CHUNK - 1) / VALIDATE_CHUNK;
	const int k = t->arch.classes;
	int64_t right = 0;

#pragma omp parallel for schedule(dynamic) reduction(+:right)
	for (int64_t c = 0; c < chunks; c++) {
		const int64_t lo = c * VALIDATE_CHUNK;
		const int n = (int)(held->n - lo < VALIDATE_CHUNK ? held->n - lo : VALIDATE_CHUNK);
		float *scores = mem_floats((size_t)(n * k));

		network_run(net, held->images + (size_t)lo * GLYPH_SIZE, n, scores);
		for (int i = 0; i < n; i++) {
			const int64_t at = lo + i;
			float *own = scores + i * k;
			int best = 0;

			logit_adjust_scores(t->shares ? t->shares + held->origins[at] * k : NULL, k, own);
			for (int j = 1; j < k; j++)
				if (own[j] > own[best])
					best = j;
			right += best == held->labels[at] || best == held->also[at];
		}
		free(scores);
	}
	network_free(net);
	return right;
}
