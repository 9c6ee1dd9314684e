#include <string.h>

#include "net/prior.h"
#include "train/reject.h"
#include "train/sampler.h"

static const uint8_t *
image_of(const struct dataset *set, uint32_t at)
{
	return set->images + (size_t)at * GLYPH_SIZE;
}

static uint32_t
another(const struct dataset *set, struct rng *r)
{
	return rng_below(r, (uint32_t)set->n);
}

/* Image at, or a reject made of it, changed. */
static struct answers
sample_one(const struct sampler *s, struct rng *r, uint32_t at, uint8_t *out)
{
	const uint8_t *neighbour = s->augment->sliver > 0 ? image_of(s->set, another(s->set, r)) : NULL;
	const uint16_t reject = (uint16_t)s->reject_class;
	uint8_t made[GLYPH_SIZE];

	if (s->reject > 0 && rng_unit(r) < s->reject) {
		reject_glyph(r, image_of(s->set, at), image_of(s->set, another(s->set, r)), made);
		augment_glyph(s->augment, r, made, NULL, out);
		return (struct answers){reject, reject};
	}
	augment_glyph(s->augment, r, image_of(s->set, at), neighbour, out);
	return (struct answers){s->set->labels[at], s->set->also[at]};
}

/* A second image mixed into out. */
static void
mix(const struct sampler *s, struct rng *r, struct target *t, uint8_t *out)
{
	uint8_t second[GLYPH_SIZE];

	t->mixed = (float)(s->mixup * rng_unit(r));
	t->of[1] = sample_one(s, r, another(s->set, r), second);
	for (int i = 0; i < GLYPH_SIZE; i++)
		out[i] = (uint8_t)((1 - t->mixed) * (float)out[i] + t->mixed * (float)second[i] + 0.5f);
}

/* What the teacher says, where it knows what the image is. */
static void
ask_teacher(const struct sampler *s, int n, struct sampler_batch *to)
{
	const int k = s->set->n_classes;

	teacher_say(s->teacher, to->images, n, to->probs);
	for (int i = 0; i < n; i++) {
		struct target *t = &to->targets[i];
		float *p = to->probs + (size_t)i * (size_t)k;

		if (!teacher_knows(s->teacher, t->of[0].label) || !teacher_knows(s->teacher, t->of[1].label))
			continue;
		if (t->share)
			prior_adjust(t->share, k, p);
		t->teacher = p;
	}
}

void
sampler_fill(const struct sampler *s, uint64_t seed, int64_t first, const uint32_t *at, int n,
             struct sampler_batch *to)
{
#pragma omp parallel for schedule(static)
	for (int i = 0; i < n; i++) {
		struct rng r = rng_seed(seed, at[i] | (uint64_t)(first + i) << 32);
		struct target *t = &to->targets[i];
		uint8_t *out = to->images + (size_t)i * GLYPH_SIZE;

		*t = (struct target){0};
		if (s->shares)
			t->share = s->shares + (size_t)s->set->origins[at[i]] * (size_t)s->set->n_classes;
		t->of[0] = t->of[1] = sample_one(s, &r, at[i], out);
		if (s->mixup > 0)
			mix(s, &r, t, out);
	}
	if (s->teacher)
		ask_teacher(s, n, to);
}
