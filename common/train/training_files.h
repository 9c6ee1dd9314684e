/*
 * training_files.h - the files that a training writes, and what may not be lost to it.
 */
#ifndef HWR_TRAINING_FILES_H
#define HWR_TRAINING_FILES_H

#include <signal.h>

#include "base/claim.h"
#include "net/weights.h"

struct training_files {
	const char *model;		/* path */
	const char *note;		/* of the model; NULL: that of the model it starts from, if any */
	enum precision precision;
	double validate;		/* share of the data held out, 0 for none */
	const char *checkpoint;		/* path; NULL for the model's with ".ckpt" */
	char *beside;			/* that one, owned by training_files_check and training_files_free */
	const char *log;		/* TSV, a row an epoch; NULL for none */
	int resume;			/* 1: go on from the checkpoint when there is one */
	int force;			/* 1: write over a model, a log and a checkpoint that are there */
	int progress;			/* as in progress_start */
	const volatile sig_atomic_t *stop;	/* becomes non-zero when the run is to end early */
};

/*
 * training_files_check - fill in what was left out and look at what is there: a model; a
 * log or a checkpoint of an earlier run.  Returns 0, or -1 with the reason why the training may not begin.
 */
int training_files_check(struct training_files *f, char why[CLAIM_WHY]);
void training_files_free(struct training_files *f);

#endif
