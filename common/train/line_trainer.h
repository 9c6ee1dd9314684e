/*
 * line_trainer.h - training of a network for lines: epochs over a line set, validation.
 *
 * A step is line_step.h's, of the lines that line_sampler.h draws.
 */
#ifndef HWR_LINE_TRAINER_H
#define HWR_LINE_TRAINER_H

#include "train/learner.h"
#include "train/line_sampler.h"

struct line_options {
	struct recipe r;		/* its last layer has a class more than the set, the blank; batch: lines of a step */
	struct line_augment augment;
	double join;			/* line_sampler.h */
	int most;			/* the same */
};

struct line_trainer {
	struct learner l;		/* right and units are of characters: those that the best path has, and all */
	struct line_options o;
	const struct line_set *set;	/* borrowed */
	struct line_sampler sampler;
	struct train_step *train_step;
	float *weights;			/* (set->n), owned */
};

/*
 * line_trainer_new - NULL after saying why: the architecture does not parse, or is not of lines;
 * init does not fit; there are too few lines.
 */
struct line_trainer *line_trainer_new(const struct line_options *o, const struct line_set *set);
void line_trainer_free(struct line_trainer *t);

/* line_trainer_labels - what the network's outputs are called, new: the classes of set, borrowed, and the blank.  Freed with free. */
char **line_trainer_labels(const struct line_set *set);

/* Edits between answers, the best path's, and texts; and characters of those. */
struct line_score { int64_t wrong, total; };

/* line_trainer_judge - how learner_trained's weights read held, lines of one origin or, with -1, all. */
struct line_score line_trainer_judge(const struct line_trainer *t, const struct line_set *held, int origin);

#endif
