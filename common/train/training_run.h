/*
 * training_run.h - a whole training of a network for glyphs, from the data to the model file.
 */
#ifndef HWR_TRAINING_RUN_H
#define HWR_TRAINING_RUN_H

#include "net/model.h"
#include "train/train.h"
#include "train/training_loop.h"

struct training_run {
	struct train_options o;
	struct training_files files;
	double balance;			/* power of dataset_balance on what is trained with, 0..1 */
	enum task task;			/* of the model; TASKS: that of the model it starts from, else all */
	struct models from;		/* what o.r.init names; owned by training_run_init and training_run_end */
};

/*
 * training_run_init - what was not said; with o.r.init, load it and give set its classes, so
 * that data may have fewer of them, or more.
 * Call it before data are read.  Returns 0, or -1 after saying why: also where all models of a file
 * are to be trained and have not the same classes and style.
 */
int training_run_init(struct training_run *s, struct dataset *set);
void training_run_end(struct training_run *s);

/*
 * training_run_all - train on set, of which it holds out its share, and write the
 * model; with MEMBER_ALL each model of o.r.init, and the file of all of them.  Where
 * o.r.arch is NULL the layers are those of the model that it starts from.  Returns 0; 1 after saying why it failed, as training_loop does.
 */
int training_run_all(const struct training_run *s, struct dataset *set);

#endif
