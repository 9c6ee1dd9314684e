/*
 * train.h - training: epochs over a data set, checkpoints, validation.
 *
 * Everything random comes from (seed, epoch, step, image), never from how far
 * a run has been: a run that was stopped and resumed ends with the same bytes
 * as one that was not, for any number of threads.
 */
#ifndef HWR_TRAIN_H
#define HWR_TRAIN_H

#include "base/progress.h"
#include "net/train_step.h"
#include "train/dataset.h"
#include "train/optim.h"
#include "train/sampler.h"

struct train_options {
	const char *arch;		/* text, not a name */
	const char *init;		/* model file to start from, of the same layers; NULL: random */
	int member;			/* which model of it, from 1 */
	struct optim optim;
	enum schedule schedule;
	double rate;			/* the schedule's peak */
	double smooth;			/* label smoothing */
	double mixup;			/* the largest share of a second image, 0..0.5 */
	double reject;			/* share of rejects among what is drawn (reject.h), 0..0.9 */
	const char *teacher;		/* model file to learn from, or NULL */
	double distill;			/* share of the teacher's word in the loss, 0..1 */
	int adjust;			/* 1: the shares of classes are given to the loss, by source (logit_adjust.h); no mixup then */
	struct augment augment;
	double fade;			/* how much of the warp and the stroke is left in the end; 1: all */
	int epochs, batch;		/* batch: images of a step, at least 2 */
	uint64_t seed;
};

struct trainer {
	struct train_options o;
	struct arch arch;
	const struct dataset *set;	/* borrowed */
	struct train_step *train_step;
	struct optim_state state;
	float *stats, *grads;		/* (n_stats), (n_params) */
	struct teacher *teacher;	/* or NULL */
	struct sampler_batch batch;	/* of a step */
	float *shares;			/* (n_paths, classes) of logit_adjust.h, or NULL */
	int reject_class;		/* index of the class of rejects; -1: there is none */
	int64_t size;			/* images of an epoch: the weight of set */
	uint32_t *order;		/* size, of the epoch under way */
	int epoch;			/* epochs done */
	int64_t step;			/* steps done of the epoch under way */
	double loss;			/* sums over those steps */
	int64_t right, seen;
};

/* train_new - Returns NULL after saying why (the architecture does not parse, init does not fit). */
struct trainer *train_new(const struct train_options *o, const struct dataset *set);
void train_free(struct trainer *t);

/* train_steps - steps of one epoch. */
int64_t train_steps(const struct trainer *t);

/*
 * train_epoch - finish the epoch under way.
 * Returns 0, or 1 when *stop became non-zero: then the last step is whole.
 * After 0 the sums (loss, right, seen) are the epoch's, until the next call.
 */
int train_epoch(struct trainer *t, struct progress *bar, const volatile int *stop);

/* train_rate - the learning rate of the next step. */
double train_rate(const struct trainer *t);

/* train_validate - how many of held, by its sources' shares if they are adjusted for, are right with the running mean of the weights. */
int64_t train_validate(const struct trainer *t, const struct dataset *held);

/* Checkpoints.  Both return 0, or -1 after saying why. */
int train_save(const struct trainer *t, const char *path);
int train_resume(struct trainer *t, const char *path);

#endif
