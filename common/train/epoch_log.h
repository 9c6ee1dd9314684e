/*
 * epoch_log.h - the log of a training as it is written: a header, then a row an epoch,
 * each of them there as soon as the epoch has ended.  report/training_log.h reads it.
 */
#ifndef HWR_EPOCH_LOG_H
#define HWR_EPOCH_LOG_H

#include <stdio.h>

struct epoch_log {
	FILE *f;		/* NULL: there is none, or it broke */
	const char *path;
	int bad;		/* 1: a row was lost, and that was said */
};

struct epoch_row {
	int epoch;		/* from 1 */
	double loss, train;	/* of a sample; percent */
	const char *held;	/* percent of what was held out, "" when nothing was */
	double rate, seconds, speed;	/* speed: samples a second */
};

/* epoch_log_used - 1 when the file path has more than a header, so that something would be lost with it. */
int epoch_log_used(const char *path);

/*
 * epoch_log_open - the log in the file path (NULL: none) of a run that has done so many epochs.
 *
 * With 0 it begins anew.  Otherwise rows of later epochs, which will come again, are cut
 * off, and a row that is not whole.  A file stays locked until epoch_log_close.
 * Returns 0, or -1 after saying why: another training writes it, say.
 */
int epoch_log_open(struct epoch_log *g, const char *path, int done);

/* epoch_log_row - write a row.  When it is lost that is said once, and no further one is written. */
void epoch_log_row(struct epoch_log *g, const struct epoch_row *row);

/* epoch_log_close - Returns 0, or 1 when a row was lost.  Twice is harmless. */
int epoch_log_close(struct epoch_log *g);

#endif
