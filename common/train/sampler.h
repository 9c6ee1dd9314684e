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

struct draw {
	const struct dataset *set;
	const struct augment *augment;
	int bad_cut;			/* class of bad cuts, or -1 when there are none */
	double reject;			/* how likely a bad cut is drawn in an image's place */
	double mixup;			/* the largest share of a second image, 0..0.5 */
	const struct teacher *teacher;	/* or NULL */
	const float *shares;		/* adjust_shares of set, or NULL; then nothing is mixed */
};

struct batch_room {		/* what a batch is written to */
	uint8_t *images;		/* (batch,28,28) */
	struct target *targets;		/* batch */
	float *probs;			/* (batch,classes) of the teacher, or NULL */
};

/*
 * draw_batch - the n images of indices at, and their targets.
 * seed is the epoch's; first the place in the epoch of the first of them.
 */
void draw_batch(const struct draw *d, uint64_t seed, int64_t first, const uint32_t *at, int n, struct batch_room *to);

#endif
