/*
 * training_log.h - the log of a training, as hwr-train --log writes it.
 *
 * A header with the names of the columns, then a row for every epoch, all
 * separated by tabs; further columns are not read.  An epoch that is not above
 * the one before it starts anew from there: a run that was resumed may log an
 * epoch twice.
 */
#ifndef HWR_TRAINING_LOG_H
#define HWR_TRAINING_LOG_H

#include <stdio.h>

enum log_column {
	LOG_EPOCH, LOG_LOSS,
	LOG_TRAIN, LOG_VALIDATION,	/* accuracy in per cent */
	LOG_RATE, LOG_SECONDS, LOG_SPEED,	/* images per second */
	LOG_COLUMNS
};

enum { TRAINING_LOG_MAX_ROWS = 10000 };

struct training_log {
	char *name;		/* of its file, without folders and .tsv, owned */
	double (*row)[LOG_COLUMNS];	/* n rows, 1 or more, owned */
	int n;
};

/*
 * training_log_read - a whole log.
 *
 * name  how messages call the file
 * log   on success a new log, freed with training_log_free; else untouched
 *
 * A validation that is empty and a loss that is no number (of a run that went
 * astray) become NAN.  Returns 0, or 1 after saying what is wrong.
 */
int training_log_read(struct training_log *log, FILE *in, const char *name);
void training_log_free(struct training_log *log);	/* twice is harmless */

/* training_log_last - the last row that has a value in a column; -1 when none has. */
int training_log_last(const struct training_log *log, enum log_column column);

/*
 * training_log_table - a header, then for each of n logs a row: name, epochs, best
 * validation and its epoch, last validation, last train, seconds, images per
 * second.  What is not known is empty.
 */
void training_log_table(FILE *out, const struct training_log *log, int n);

#endif
