/*
 * training_loop.h - what trainings of glyphs and of lines do alike: epochs, which are
 * told and logged, a checkpoint after each, the model at the end.
 */
#ifndef HWR_TRAINING_LOOP_H
#define HWR_TRAINING_LOOP_H

#include "net/weights.h"
#include "train/learner.h"

struct training_files {
	const char *model;		/* path */
	const char *note;		/* of the model */
	enum precision precision;
	double validate;		/* share of the data held out, 0 for none */
	const char *checkpoint;		/* path; NULL for the model's with ".ckpt" */
	const char *log;		/* TSV, a row an epoch; NULL for none */
	int resume;			/* 1: go on from the checkpoint when there is one */
	int progress;			/* as in progress_start */
	const volatile int *stop;	/* becomes non-zero when the run is to end early */
};

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
 * Every epoch is told on stderr (unless -q), logged and kept in the checkpoint,
 * which goes away when the model is written.  Returns 0; 1 after saying why it
 * failed, or that it was stopped and can be resumed.
 */
int training_loop(const struct training *t);

#endif
