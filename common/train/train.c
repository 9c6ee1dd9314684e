#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/err.h"
#include "base/mem.h"
#include "net/labels.h"
#include "net/network.h"
#include "train/logit_adjust.h"
#include "train/train.h"
#include "train/tunables.h"

static const struct learner_kind glyphs;

struct trainer *
train_new(const struct train_options *o, const struct dataset *set)
{
	struct trainer *t = mem_zero(1, sizeof *t);
	const int64_t size = learner_size(set->weights, set->n);
	int bad;

	t->o = *o;
	t->set = set;
	if (size < 2 || size > DATASET_MAX_IMAGES) {
		error_at("--data", "%" PRId64 " images an epoch, by weight; wanted 2 to %d", size, DATASET_MAX_IMAGES);
		free(t);
		return NULL;
	}
	if (t->o.r.batch > size)
		t->o.r.batch = (int)size;
	t->l.kind = &glyphs;
	t->l.recipe = &t->o.r;
	bad = learner_open(&t->l, set->classes, set->n_classes, set->weights, set->n);
	if (!bad && t->l.arch.line) {
		error_at("--arch", "a network for lines learns from --lines, not from --data");
		bad = -1;
	}
	if (!bad && o->teacher)
		bad = (t->teacher = teacher_open(o->teacher, set->classes, set->n_classes, o->adjust)) == NULL;
	if (bad) {
		train_free(t);
		return NULL;
	}
	t->train_step = train_step_new(&t->l.arch, t->o.r.batch, 0);
	t->batch.images = mem_alloc((size_t)t->o.r.batch, GLYPH_SIZE);
	t->batch.targets = mem_alloc((size_t)t->o.r.batch, sizeof *t->batch.targets);
	if (t->teacher)
		t->batch.probs = mem_room((size_t)t->o.r.batch * (size_t)set->n_classes);
	t->reject_class = dataset_find(set, LABEL_REJECT);
	if (o->adjust)
		t->shares = logit_adjust_shares(set, o->reject, t->reject_class);
	return t;
}

void
train_free(struct trainer *t)
{
	if (!t)
		return;
	train_step_free(t->train_step);
	learner_close(&t->l);
	free(t->batch.images);
	free(t->batch.targets);
	free(t->batch.probs);
	free(t->shares);
	teacher_free(t->teacher);
	free(t);
}

/*
 * How glyphs are changed in the epoch under way.  Towards the end of
 * the epochs warp and stroke shrink to what fade leaves of them: networks end on
 * glyphs that are nearly as they are.
 */
static struct augment
augment_now(const struct trainer *t)
{
	const double late = fmax(0, FADE_PART * (t->l.epoch + 1.0) / t->o.r.epochs - (FADE_PART - 1));
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
	int n;
	const int64_t first = learner_next(&t->l, &n);

	sampler_fill(&sampler, t->o.r.seed + (uint64_t)t->l.epoch + 1, first, t->l.order + first, n, &t->batch);
	return n;
}

static void
take_step(struct learner *l)
{
	struct trainer *t = (struct trainer *)l;
	const struct loss_batch targets = {{(float)t->o.smooth, (float)t->o.distill}, t->batch.targets};
	struct batch b = {.images = t->batch.images, .loss = loss_step, .targets = &targets};
	int right;

	b.n = fill_batch(t);
	b.seed = learner_seed(l);
	l->loss += train_step_run(t->train_step, l->state.params, l->stats, BN_MOMENTUM, &b, l->grads, &right);
	l->right += right;
	l->seen += b.n;
	l->units = l->seen;
}

static void
describe(const struct learner *l, struct buf *b)
{
	const struct trainer *t = (const struct trainer *)l;
	const struct train_options *o = &t->o;
	const struct augment *a = &o->augment;
	uLong crc = crc32_z(0, t->set->images, (size_t)t->set->n * GLYPH_SIZE);

	crc = crc32_z(crc, (const Bytef *)t->set->labels, (size_t)t->set->n * sizeof *t->set->labels);
	crc = crc32_z(crc, (const Bytef *)t->set->also, (size_t)t->set->n * sizeof *t->set->also);
	crc = crc32_z(crc, (const Bytef *)t->set->weights, (size_t)t->set->n * sizeof *t->set->weights);
	for (int k = 0; k < t->set->n_classes; k++)
		crc = crc32_z(crc, (const Bytef *)t->set->classes[k], strlen(t->set->classes[k]) + 1);
	if (t->shares)
		crc = crc32_z(crc, (const Bytef *)t->set->origins, (size_t)t->set->n * sizeof *t->set->origins);
	buf_printf(b, "style %s\n", o->style);
	buf_printf(b, "smooth %.9g mixup %.9g reject %.9g fade %.9g\n", o->smooth, o->mixup, o->reject, o->fade);
	buf_printf(b, "teacher %08lx share %.9g\n", t->teacher ? teacher_crc(t->teacher) : 0, t->teacher ? o->distill : 0);
	buf_printf(b, "augment %.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g\n",
	           a->rotate, a->shear, a->scale, a->shift, a->elastic, a->stroke, a->ink, a->blur,
	           a->resolution, a->contrast, a->noise, a->texture, a->sliver, a->plain);
	buf_printf(b, "data %" PRId64 " images, %d classes, crc32 %08lx\n", t->set->n, t->set->n_classes, crc);
}

static const struct learner_kind glyphs = {"images", take_step, describe};

int64_t
train_validate(const struct trainer *t, const struct dataset *held)
{
	struct network *net = network_new(&t->l.arch, learner_trained(&t->l), t->l.stats);
	const int64_t chunks = (held->n + VALIDATE_CHUNK - 1) / VALIDATE_CHUNK;
	const int k = t->l.arch.classes;
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
