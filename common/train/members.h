/*
 * members.h - a training of all models of an ensemble, one after the other.
 */
#ifndef HWR_MEMBERS_H
#define HWR_MEMBERS_H

#include "train/training_loop.h"

/* Trains number member, from 1, into its own files.  Returns 0, or 1 after saying why not. */
typedef int members_step(void *ctx, int member, const struct training_files *files);

/*
 * members_train - n models, then the file f->model that holds all of them.
 *
 * A member that is done waits in f->model with its number at the end, which f->resume
 * takes as it is; without that, and without f->force, one that is there ends the run
 * before it begins.  Returns 0, or 1 after saying what failed, or that it was stopped.
 */
int members_train(const struct training_files *f, int n, members_step *train, void *ctx);

#endif
