/*
 * learner.h - what trainings of glyphs and of lines have in common: a network
 * that learns, how far it is, and how it stops and goes on.
 *
 * Everything random comes from (seed, epoch, step, sample), never from how far
 * a run has been: a run that was stopped and resumed ends with the same bytes
 * as one that was not, for any number of threads.
 */
#ifndef HWR_LEARNER_H
#define HWR_LEARNER_H

#include <signal.h>

#include "base/buf.h"
#include "base/out.h"
#include "base/progress.h"
#include "train/optim.h"

enum { MEMBER_ALL = -1 };	/* each model of a file is trained */

struct recipe {
	const char *arch;		/* text, not a name */
	const char *init;		/* model file to start from, of the same layers; NULL: random */
	int member;			/* which model of it, from 1; 0: not said; or MEMBER_ALL */
	struct optim optim;
	enum schedule schedule;
	double rate;			/* the schedule's peak */
	int epochs, batch;		/* batch: samples of a step */
	uint64_t seed;
	const char *augment;		/* how samples are changed, in words (train_options.h); NULL: the default */
};

struct learner;

/* What is learnt. */
struct learner_kind {
	const char *unit;		/* what samples are: "images" */
	void (*step)(struct learner *l);	/* the next step up to its gradient: grads, loss, right, seen, units */
	void (*describe)(const struct learner *l, struct buf *b);	/* lines on what must be the same for a resumed run to end as the whole one */
};

struct learner {			/* the first member of whoever learns, as which learner_kind has it */
	const struct learner_kind *kind;
	const struct recipe *recipe;	/* borrowed */
	struct arch arch;
	struct optim_state state;
	float *stats, *grads;		/* (n_stats), (n_params) */
	const float *weights;		/* (n) how often an epoch has each sample, borrowed */
	int64_t n;
	int64_t size;			/* samples of an epoch: the sum of weights */
	uint32_t *order;		/* (size) of the epoch under way */
	int epoch;			/* epochs done */
	int64_t step;			/* steps done of the epoch under way */
	double loss;			/* sums over those steps */
	int64_t right, seen;		/* units that were right; samples */
	int64_t units;			/* what loss and right are of: images, characters */
};

/* learner_size - samples of an epoch of these weights (n). */
int64_t learner_size(const float *weights, int64_t n);

/*
 * learner_open - a network that is about to learn.
 *
 * l        cleared; kind and recipe are set
 * classes  n_classes labels of the network's outputs
 * weights  (n) of the samples, borrowed until learner_close
 * Returns 0; -1 after saying why: the architecture does not parse, what the recipe begins from does not fit.
 * learner_close is harmless after both, and on one that is cleared.
 */
int learner_open(struct learner *l, char *const *classes, int n_classes, const float *weights, int64_t n);
void learner_close(struct learner *l);

/* learner_steps - steps of one epoch; learner_rate - the learning rate of the next one. */
int64_t learner_steps(const struct learner *l);
double learner_rate(const struct learner *l);

/* learner_next - where the samples of the next step begin among order; *n of them. */
int64_t learner_next(const struct learner *l, int *n);

/* learner_seed - of what is random in the next step. */
uint64_t learner_seed(const struct learner *l);

/* learner_trained - the weights that are judged and kept (n_params): their running mean, if there is one. */
const float *learner_trained(const struct learner *l);

/*
 * learner_epoch - finish the epoch under way.
 * Returns 0, or 1 when *stop became non-zero: then the last step is whole.
 * After 0 the sums are the epoch's, until the next call.
 */
int learner_epoch(struct learner *l, struct progress *bar, const volatile sig_atomic_t *stop);

/*
 * learner_save - a checkpoint to the file path, OUT_WHOLE or OUT_NEW; *held as out_close_held has it.
 * learner_resume - go on from one of the same run.  Both return 0, or -1 after saying why.
 */
int learner_save(const struct learner *l, const char *path, enum out_how how, int *held);
int learner_resume(struct learner *l, const char *path);

#endif
