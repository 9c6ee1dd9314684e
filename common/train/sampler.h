/*
 * sampler.h - what a training step sees: images of a data set, changed at random, and what they should be.
 *
 * Everything random of an image comes from (seed, epoch, its place in the epoch).
 */
#ifndef HWR_SAMPLER_H
#define HWR_SAMPLER_H

#include "train/augment.h"
#include "train/dataset.h"
#include "train/loss.h"
#include "train/teacher.h"

struct sampler {
	const struct dataset *set;
	const struct augment *augment;
	int reject_class;		/* index of the class of rejects, or -1 when there is none */
	double reject;			/* how likely a reject is made in an image's place, 0..1 */
	double mixup;			/* the largest share of a second image, 0..0.5 */
	const struct teacher *teacher;	/* or NULL */
	const float *shares;		/* logit_adjust_shares of set; nothing is mixed then.  Or NULL */
};

struct sampler_batch {			/* what a batch is written to */
	uint8_t *images;		/* (batch,28,28) */
	struct target *targets;		/* batch */
	float *probs;			/* (batch,classes) of the teacher, or NULL */
};

/*
 * sampler_fill - the n images of indices at, and their targets.
 * seed is the epoch's; first the place in the epoch of the first of them.
 */
void sampler_fill(const struct sampler *s, uint64_t seed, int64_t first, const uint32_t *at, int n,
                  struct sampler_batch *to);

#endif
