/*
 * training_loop.h - what trainings of glyphs and of lines do alike: epochs, which are
 * told and logged, a checkpoint after each, the model at the end.
 */
#ifndef HWR_TRAINING_LOOP_H
#define HWR_TRAINING_LOOP_H

#include "train/learner.h"
#include "train/training_files.h"

struct training {
	const struct training_files *files;
	struct learner *l;
	double (*judge)(void *ctx);	/* how much of what was held out is right, 0..1; NULL: nothing was */
	int (*write)(void *ctx);	/* the model, from what was learnt; 0, or 1 after saying why */
	void *ctx;
};

/*
 * training_loop - the epochs that are left, then the model.
 *
 * files were checked.  Every epoch is told on stderr (unless -q), logged and kept in
 * the checkpoint, which is there from the start, locked, so that no other training
 * takes it, and goes away when the model is written.  Returns 0; 1 after saying
 * why it failed, or that it was stopped and can be resumed.
 */
int training_loop(const struct training *t);

#endif
