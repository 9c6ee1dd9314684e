#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "train/epoch_log.h"
#include "train/training_files.h"

/* What an earlier run left that this one would write over; NULL: nothing. */
static const char *
would_lose(const struct training_files *f, int stopped)
{
	if (f->force)
		return NULL;
	if (access(f->model, F_OK) == 0)
		return f->model;
	if (stopped && !f->resume)
		return f->checkpoint;
	return f->log && !(stopped && f->resume) && epoch_log_used(f->log) ? f->log : NULL;
}

/* The model's name with ".ckpt", as an output of the command. */
static int
name_checkpoint(struct training_files *f, char why[CLAIM_WHY])
{
	struct buf b = BUF_EMPTY;
	char reason[CLAIM_WHY];

	buf_printf(&b, "%s.ckpt", f->model);
	f->checkpoint = f->beside = b.data;
	if (claim_output("--checkpoint", f->checkpoint, FILE_CHECKPOINT, reason) == 0)
		return 0;
	snprintf(why, CLAIM_WHY, "%.200s: %.200s", f->checkpoint, reason);
	return -1;
}

int
training_files_check(struct training_files *f, char why[CLAIM_WHY])
{
	const char *lost;
	int stopped;

	if (!f->checkpoint && name_checkpoint(f, why))
		return -1;
	stopped = access(f->checkpoint, F_OK) == 0;
	if (!(lost = would_lose(f, stopped)))
		return 0;
	snprintf(why, CLAIM_WHY, "%.200s exists; %s-f writes over it", lost,
	         stopped && lost != f->model ? "--resume goes on with the run that was stopped, " : "");
	return -1;
}

void
training_files_free(struct training_files *f)
{
	free(f->beside);
	f->beside = NULL;
	f->checkpoint = NULL;
}
