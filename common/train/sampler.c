#include <string.h>

#include "train/sampler.h"
#include "net/prior.h"
#include "train/reject.h"

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

/* Image at, or a bad cut of it, changed. */
static struct answers
draw_one(const struct draw *d, struct rng *r, uint32_t at, uint8_t *out)
{
	const uint8_t *neighbour = d->augment->sliver > 0 ? image_of(d->set, another(d->set, r)) : NULL;
	const uint16_t bad = (uint16_t)d->bad_cut;
	uint8_t cut[GLYPH_SIZE];

	if (d->reject > 0 && rng_unit(r) < d->reject) {
		reject_glyph(r, image_of(d->set, at), image_of(d->set, another(d->set, r)), cut);
		augment_glyph(d->augment, r, cut, NULL, out);
		return (struct answers){bad, bad};
	}
	augment_glyph(d->augment, r, image_of(d->set, at), neighbour, out);
	return (struct answers){d->set->labels[at], d->set->also[at]};
}

/* A second image mixed into out. */
static void
mix(const struct draw *d, struct rng *r, struct target *t, uint8_t *out)
{
	uint8_t second[GLYPH_SIZE];

	t->mixed = (float)(d->mixup * rng_unit(r));
	t->of[1] = draw_one(d, r, another(d->set, r), second);
	for (int i = 0; i < GLYPH_SIZE; i++)
		out[i] = (uint8_t)((1 - t->mixed) * (float)out[i] + t->mixed * (float)second[i] + 0.5f);
}

/* What the teacher says, where it knows what the image is. */
static void
ask_teacher(const struct draw *d, int n, struct batch_room *to)
{
	const int k = d->set->n_classes;

	teacher_say(d->teacher, to->images, n, to->probs);
	for (int i = 0; i < n; i++) {
		struct target *t = &to->targets[i];
		float *p = to->probs + (size_t)i * (size_t)k;

		if (!teacher_knows(d->teacher, t->of[0].label) || !teacher_knows(d->teacher, t->of[1].label))
			continue;
		if (t->share)
			prior_adjust(t->share, k, p);
		t->teacher = p;
	}
}

void
draw_batch(const struct draw *d, uint64_t seed, int64_t first, const uint32_t *at, int n, struct batch_room *to)
{
#pragma omp parallel for schedule(static)
	for (int i = 0; i < n; i++) {
		struct rng r = rng_seed(seed, at[i] | (uint64_t)(first + i) << 32);
		struct target *t = &to->targets[i];
		uint8_t *out = to->images + (size_t)i * GLYPH_SIZE;

		*t = (struct target){0};
		if (d->shares)
			t->share = d->shares + (size_t)d->set->origins[at[i]] * (size_t)d->set->n_classes;
		t->of[0] = t->of[1] = draw_one(d, &r, at[i], out);
		if (d->mixup > 0)
			mix(d, &r, t, out);
	}
	if (d->teacher)
		ask_teacher(d, n, to);
}
