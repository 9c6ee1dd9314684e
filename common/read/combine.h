/*
 * combine.h - the characters of a line that two readers may have read: the lattice of its candidates, and the line as a whole.
 */
#ifndef HWR_COMBINE_H
#define HWR_COMBINE_H

#include "read/decode.h"
#include "read/lattice.h"
#include "read/line_reader.h"

struct page_line {		/* of a page */
	struct lattice lattice;	/* its candidates or glyphs; n is 0 where there are none */
	int has_paths;		/* 1: they are a lattice (lattice_ok), and first is known */
	struct first_pass first;
	int unread;		/* 1: there are too many of them, or whole is sure enough: it alone counts */
	const struct line_reading *whole;	/* what was read of all of it; NULL: nothing */
};

/*
 * combine_line - add the characters of a line to out.
 *
 * by  what read whole; NULL where no line has one
 *
 * Results of the lattice go over to out or are freed.  Where both readers say
 * something, combine_words has the choice.  A line in which nothing
 * matches the decoder's pattern has a message and an empty result (result_is_empty).
 */
void combine_line(const struct decoder *d, const struct line_reader *by, struct page_line *l, struct results *out);

#endif
