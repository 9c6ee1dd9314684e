/*
 * training_run.h - a whole training: epochs, log, checkpoints, the model at the end.
 */
#ifndef HWR_TRAINING_RUN_H
#define HWR_TRAINING_RUN_H

#include "net/model.h"
#include "net/model_file.h"
#include "train/train.h"

struct training_run {
	struct train_options o;
	double validate;		/* share of the data held out, 0 for none */
	double balance;			/* power of dataset_balance on what is trained with, 0..1 */
	const char *style, *note;	/* of the model file */
	enum precision precision;
	enum task task;			/* of the model */
	const char *model;		/* path */
	const char *checkpoint;		/* path; NULL for the model's with ".ckpt" */
	const char *log;		/* TSV, a row an epoch; NULL for none */
	int resume;			/* 1: go on from the checkpoint when there is one */
	int progress;			/* as in progress_start */
	const volatile int *stop;	/* becomes non-zero when the run is to end early */
	struct models from;		/* what o.init names; owned by training_run_init and training_run_end */
};

/*
 * training_run_init - with o.init, load it and give set its classes, so that data
 * may have fewer of them, or more; o.arch becomes its layers where it is NULL.
 * Call it before data are read.  Returns 0, or -1 after saying why.
 */
int training_run_init(struct training_run *s, struct dataset *set);
void training_run_end(struct training_run *s);

/*
 * training_run_all - train on set, of which it holds out its share.
 *
 * Every epoch is told on stderr (unless -q), logged and kept in the checkpoint,
 * which goes away when the model is written.  Returns 0; 1 after saying why it
 * failed, or that it was stopped and can be resumed.
 */
int training_run_all(const struct training_run *s, struct dataset *set);

#endif
