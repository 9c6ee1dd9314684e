/*
 * bundle.h - whether all networks of a bundle are there.
 *
 * A model may say that it is one of several, in a line of its record, "member 2 of 4".
 * Those of one bundle follow each other, from the first to the last.  Models that
 * say nothing stand for themselves, so that cat joins files of either kind.
 */
#ifndef HWR_BUNDLE_H
#define HWR_BUNDLE_H

#include <stddef.h>

struct bundle {			/* {0, 0} at the start of a file */
	int had, of;		/* members that were met, of how many; of is 0 between bundles */
};

/*
 * bundle_next - the next model of a file, whose line is text, "2 of 4"; NULL: it has none.
 * bundle_end - the end of the file.
 * Each returns 0, or -1 with the reason in why (room bytes).
 */
int bundle_next(struct bundle *b, const char *text, char *why, size_t room);
int bundle_end(const struct bundle *b, char *why, size_t room);

#endif
