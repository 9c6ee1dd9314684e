/*
 * line_trainer.h - training of a network for lines: epochs over a line set.
 *
 * As train.h has it for glyphs: everything random comes from (seed, epoch, place), so
 * that a run that was stopped and resumed ends as one that was not, for any
 * number of threads.  The loss is that of ctc.h, of every line by its
 * characters; gradients whose norm is above LINE_CLIP are shortened to it (R. Pascanu,
 * T. Mikolov, Y. Bengio, arXiv 1211.5063).
 */
#ifndef HWR_LINE_TRAINER_H
#define HWR_LINE_TRAINER_H

#include "base/progress.h"
#include "train/line_sampler.h"
#include "train/optim.h"

#define LINE_CLIP 5.0

struct line_options {
	const char *arch;		/* text; its last layer has a class more than the set, the blank */
	struct optim optim;
	enum schedule schedule;
	double rate;			/* the schedule's peak */
	struct line_augment augment;
	double join;			/* line_sampler.h */
	int most;			/* the same */
	int epochs, batch;		/* batch: lines of a step */
	uint64_t seed;
};

struct line_trainer {
	struct line_options o;
	struct arch arch;
	const struct line_set *set;	/* borrowed */
	struct line_sampler sampler;
	struct train_step *train_step;
	struct optim_state state;
	float *stats, *grads;
	uint32_t *order;		/* (size) of the epoch under way */
	int64_t size;			/* lines of an epoch: the weight of set */
	int epoch;			/* epochs done */
	int64_t step;			/* steps done of the epoch under way */
	double loss;			/* sums over those steps */
	int64_t characters, lines, columns;
};

/* line_trainer_new - NULL after saying why the architecture does not parse. */
struct line_trainer *line_trainer_new(const struct line_options *o, const struct line_set *set);
void line_trainer_free(struct line_trainer *t);

/* line_trainer_epoch - finish the epoch under way.  0, or 1 when *stop became non-zero. */
int line_trainer_epoch(struct line_trainer *t, struct progress *bar, const volatile int *stop);

/* Edits between answers, the best path's, and texts; and characters of those. */
struct line_score { int64_t wrong, total, spaces_wrong; };

/* line_trainer_judge - how the running mean of the weights reads held, lines of one origin or, with -1, all. */
struct line_score line_trainer_judge(const struct line_trainer *t, const struct line_set *held, int origin);

/* Checkpoints.  Both return 0, or -1 after saying why. */
int line_trainer_save(const struct line_trainer *t, const char *path);
int line_trainer_resume(struct line_trainer *t, const char *path);

#endif
