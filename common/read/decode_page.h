/*
 * decode_page.h - the characters of lines and pages, decided together.
 *
 * Glyphs in reading order are parted into pages and lines.  Lines that are lattices are
 * decoded (decode.h), the others, and those without a path, are read glyph by glyph (case.h).
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

#include "read/decoder.h"
#include "read/lattice.h"

enum { DECODE_MOST = 4096 };	/* glyphs that are decided together, at most: it bounds memory */

/*
 * decode_pages - what the glyphs of any number of lines and pages say.
 *
 * all  in reading order; the candidates of one line by tags.from, then tags.to.  Their
 *      results get answers.  Of a line's candidates those that are chosen stay, and
 *      move to the front of all results; the others are freed
 *
 * Glyphs of one line are decided together, and the lines of a page, as far as
 * they are no more than DECODE_MOST.  Returns how many results are left.
 */
int decode_pages(const struct decoder *d, const struct lattice *all);

#endif
