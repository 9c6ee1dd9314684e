/*
 * edit_errors.h - what texts have instead of what they should: characters taken for
 * others, split, joined, lost and added.
 */
#ifndef HWR_EDIT_ERRORS_H
#define HWR_EDIT_ERRORS_H

#include <stdint.h>
#include <stdio.h>

enum { SLIP_MOST = 4 };	/* characters of a slip that are told, of either text */

struct slip {
	uint32_t truth[SLIP_MOST + 1], answer[SLIP_MOST + 1];	/* code points, 0 at the end */
	int64_t count;
};

struct slips {
	struct slip *v;		/* owned */
	size_t n, room;
	int64_t spaces, spaces_right, spaces_read;	/* of the truth; found where they are; of the answers */
};

#define SLIPS_EMPTY {NULL, 0, 0, 0, 0, 0}

/*
 * slips_add - compare one text with its truth, code points as error_rates_codes has
 * them.  White space counts as space, and is no part of slips; of slips longer
 * than SLIP_MOST on either side nothing is kept.
 */
void slips_add(struct slips *s, const char *truth, const char *answer);
void slips_free(struct slips *s);

/* slips_print - the top most frequent, a line each: kind, truth, answer, count; sorts them. */
void slips_print(struct slips *s, FILE *out, size_t top);

/*
 * slips_diff - both texts on two lines that begin with indent, and ^ on a third
 * under what differs.  What the other text lacks stands above or below a middle
 * dot; line breaks count as blanks.
 */
void slips_diff(const char *truth, const char *answer, const char *indent, FILE *out);

#endif
