/*
 * train.h - training of a network for glyphs: epochs over a data set, validation.
 */
#ifndef HWR_TRAIN_H
#define HWR_TRAIN_H

#include "net/train_step.h"
#include "train/dataset.h"
#include "train/learner.h"
#include "train/sampler.h"

struct train_options {
	struct recipe r;
	double smooth;			/* label smoothing */
	double mixup;			/* the largest share of a second image, 0..0.5 */
	double reject;			/* share of rejects among what is drawn (reject.h), 0..0.9 */
	const char *teacher;		/* model file to learn from, or NULL */
	double distill;			/* share of the teacher's word in the loss, 0..1 */
	int adjust;			/* 1: the shares of classes are given to the loss, by source (logit_adjust.h); no mixup then */
	const char *style;		/* in which glyphs were normalised (page/normalize.h); as an option NULL: that of the model it starts from, else emnist */
	struct augment augment;
	double fade;			/* how much of the warp and the stroke is left in the end; 1: all */
};

struct trainer {
	struct learner l;
	struct train_options o;
	const struct dataset *set;	/* borrowed */
	struct train_step *train_step;
	struct teacher *teacher;	/* or NULL */
	struct sampler_batch batch;	/* of a step */
	float *shares;			/* (n_paths, classes) of logit_adjust.h, or NULL */
	int reject_class;		/* index of the class of rejects; -1: there is none */
};

/* train_new - Returns NULL after saying why (the architecture does not parse, init does not fit, there are too few images). */
struct trainer *train_new(const struct train_options *o, const struct dataset *set);
void train_free(struct trainer *t);

/* train_validate - how many of held, by its sources' shares if they are adjusted for, are right with the running mean of the weights. */
int64_t train_validate(const struct trainer *t, const struct dataset *held);

#endif
