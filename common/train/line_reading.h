/*
 * line_reading.h - a source of lines that is being read: rows come in one by one,
 * their pictures are normalized by all threads, some rows at a time.
 */
#ifndef HWR_LINE_READING_H
#define HWR_LINE_READING_H

#include "base/buf.h"
#include "image/image.h"
#include "train/line_set.h"

enum {
	LINE_MAX_PIXELS = 40000000,	/* of a picture of a line */
	READING_ROWS = 64,		/* rows at a time */
	READING_PIXELS = 16000000,	/* of their pictures together, about */
};

struct reading_row {
	struct image ink;		/* IMAGE_EMPTY: the picture is in the file path */
	char *path;			/* owned; or NULL */
	struct line_sample sample;	/* without its picture at first */
	int status;			/* of the picture: 1 is there, 0 is blank, -1 failed */
};

struct reading {
	struct line_set *set;
	const struct line_source *src;
	const char *name;		/* of the table, for messages */
	int64_t row, first;		/* rows read; lines of the set before this source */
	uint8_t *pick;			/* (pick_rows), or NULL */
	uint32_t pick_rows;
	char **writer;			/* n_writers names of groups, the first being group first_group; owned */
	uint32_t n_writers, first_group;
	struct buf unknown;		/* characters that no class has, said before */
	struct reading_row waiting[READING_ROWS];
	int n;				/* of them */
	int64_t pixels;			/* theirs */
};

/* reading_wants - whether the row that was just counted is wanted. */
int reading_wants(const struct reading *r);

/* reading_full - 1 when as many lines have come as are wanted. */
int reading_full(const struct reading *r);

/*
 * reading_put - the line of the row that was just counted: its picture, in the
 * ink image ink, which becomes r's, or in the file path; its text.
 * Returns 0, also when it is left out; -1 after saying why the source is wrong.
 */
int reading_put(struct reading *r, const char *writer, const char *text, struct image *ink, const char *path);

/* reading_flush - append the lines that wait.  Returns 0, or -1 after saying why. */
int reading_flush(struct reading *r);

void reading_end(struct reading *r);

#endif
