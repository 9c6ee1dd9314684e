/*
 * edit_errors.h - what texts have instead of what they should: characters taken for
 * others, split, joined, lost and added.
 */
#ifndef HWR_EDIT_ERRORS_H
#define HWR_EDIT_ERRORS_H

#include <stdint.h>
#include <stdio.h>

enum { EDIT_ERROR_MOST = 4 };	/* characters of an error that are told, of either text */

struct edit_error {
	uint32_t truth[EDIT_ERROR_MOST + 1], answer[EDIT_ERROR_MOST + 1];	/* code points, 0 at the end */
	int64_t count;
};

struct edit_errors {
	struct edit_error *v;	/* owned */
	size_t n, room;
	int64_t spaces, spaces_right, spaces_read;	/* of the truth; found where they are; of the answers */
};

#define EDIT_ERRORS_EMPTY {NULL, 0, 0, 0, 0, 0}

/*
 * edit_errors_add - compare one text with its truth, characters as
 * text_units_as_written has them.  White space counts as space, and is no part of
 * errors; of errors longer than EDIT_ERROR_MOST on either side nothing is kept.
 */
void edit_errors_add(struct edit_errors *e, const char *truth, const char *answer);
void edit_errors_free(struct edit_errors *e);

/* edit_errors_print_spaces - F1 of where spaces are, the harmonic mean of precision and recall, as a line of a report. */
void edit_errors_print_spaces(const struct edit_errors *e, FILE *out);

/* edit_errors_print - the top most frequent, a line each: kind, truth, answer, count; sorts them. */
void edit_errors_print(struct edit_errors *e, FILE *out, size_t top);

/*
 * edit_errors_diff - both texts on two lines that begin with indent, and ^ on a third
 * under what differs.  What the other text lacks stands above or below a middle
 * dot; line breaks count as blanks.
 */
void edit_errors_diff(const char *truth, const char *answer, const char *indent, FILE *out);

#endif
