/*
 * decode_page.h - the characters of lines and pages, decided together.
 *
 * What comes in reading order is parted into pages and lines.  Lines that are lattices are
 * decoded (decode.h), other glyphs, and those without a path, are read one by one (case.h);
 * a line that was read whole, too, is decided between both (combine.h).
 *
 * Every line of a page has its first pass before any is read, because the page as a whole
 * tells capitals from small letters: in a line of letters of one height nothing but the
 * language tells o from O and w from W.  A page with many capitals has its first pass
 * twice, as text usually is, and with every word that is not in capitals at a cost
 * (small_cost of decoder.h), and is read in the likelier way.  In the second, capitals are
 * as frequent as small letters were in training (Saerens et al., see net/prior.h).
 */
#ifndef HWR_DECODE_PAGE_H
#define HWR_DECODE_PAGE_H

#include "read/combine.h"

/* Glyphs, and columns of whole lines, that are decided together at most: it bounds memory. */
enum { DECODE_MOST = 4096, DECODE_COLUMNS = 131072 };

struct page_input {		/* any number of lines and pages */
	/*
	 * Glyphs in reading order, the candidates of one line by tags.from, then tags.to.
	 * Their results are taken over.
	 */
	struct lattice glyphs;
	const struct line_reading *whole;	/* n_whole lines that were read whole, each before its glyphs (struct line_picture, at); not owned */
	int n_whole;
};

/*
 * decode_pages - add what lines and pages say to out, in reading order.
 *
 * by  what read whole lines; NULL where there are none
 *
 * A whole line and the glyphs behind it that have its line's tags are one line (combine.h).
 * Glyphs of one line are decided together, and the lines of a page, as far as
 * they are no more than DECODE_MOST and DECODE_COLUMNS; of a whole line with more of them, or one that is enough, they are not read.
 */
void decode_pages(const struct decoder *d, const struct line_reader *by, const struct page_input *in, struct results *out);

#endif
