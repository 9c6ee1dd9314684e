/*
 * reader.h - normalized glyphs in, settled answers out: an ensemble that reads.
 *
 * A reader is read-only once it is open, and safe to share between threads.
 */
#ifndef HWR_READER_H
#define HWR_READER_H

#include <stdint.h>

#include "net/model.h"
#include "page/normalize.h"
#include "text/result.h"
#include "text/vote.h"

enum { READER_LINE = 4096 };	/* glyphs that are settled together, at most */

struct reader {
	struct models set;	/* owned */
	struct classes classes;	/* owned */
	enum vote vote;
	enum style style;	/* how all the models want their glyphs */
};

struct reader_options {
	const char *const *models;	/* n_models paths, as models_find has them */
	int n_models;
	const char *prior;		/* how often classes occur, as models_prior takes it; NULL: as in training */
	enum vote vote;
	int merge;			/* 1: the two cases of LETTERS_ALIKE are one class, told apart by height only */
};

/*
 * reader_open - load the models that o names.
 * Returns 0, or -1 after saying why: a model that cannot be loaded, or two
 * that want their glyphs normalized differently, or a prior that cannot be had.
 */
int reader_open(struct reader *r, const struct reader_options *o);
void reader_close(struct reader *r);

/*
 * reader_read - what n glyphs say.
 *
 * images   (n,28,28) bytes, normalized in the reader's style
 * results  n of them in reading order; tags are set, the answers are filled in
 *
 * Glyphs of one line are settled together, at most READER_LINE at a time;
 * those without a line count as one line.
 */
void reader_read(const struct reader *r, const uint8_t *images, struct result *results, int n);

/* same_line - 1 when the glyphs with these tags are settled together. */
int same_line(const struct tags *a, const struct tags *b);

#endif
