/*
 * names.h - names that come one by one, out of a file or from another program.
 */
#ifndef HWR_NAMES_H
#define HWR_NAMES_H

#include <stdio.h>

#include "base/buf.h"

struct names {			/* a list that is read */
	const char *path;	/* as messages call it; not owned */
	FILE *in;		/* not read by stdio */
	int sep;
	struct buf got;		/* what came, of which name begins at next */
	size_t next, looked;	/* no name ends before looked */
	int over, failed;	/* 1: nothing comes any more, because something is wrong */
};

enum { NAMES_END, NAMES_ONE, NAMES_LATER };

/*
 * names_open - the list in the file path ("-" is stdin, which must not be read by others),
 * each name ended by sep ('\n', "\r\n" too, or '\0'), the last one perhaps by the end of the file.
 * Returns 0, or -1 after saying why not.
 */
int names_open(struct names *l, const char *path, int sep);

/*
 * names_next - NAMES_ONE and the next name, which is not empty and stays until the
 * next call; NAMES_END behind the last one, or after saying what went wrong (names_close tells);
 * NAMES_LATER where it has not come yet and may_wait is 0.
 */
int names_next(struct names *l, int may_wait, const char **name);

/* names_close - Returns 0, or 1 when the list could not be read to its end. */
int names_close(struct names *l);

#endif
