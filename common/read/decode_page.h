/*
 * decode_page.h - the characters of lines and pages, decided together.
 *
 * A page is looked at before it is read: where all of it is likelier in capitals
 * than as text usually is, it is read so.  Capitals are as frequent there as small
 * letters were in training (Saerens et al., see net/prior.h), which tells o from O
 * and w from W where all letters are of one height.
 */
#ifndef HWR_DECODE_PAGE_H
#define HWR_DECODE_PAGE_H

#include "read/decode.h"

enum { DECODE_MOST = 4096 };	/* glyphs that are settled together, at most */

/*
 * decode_pages - what n glyphs say.
 *
 * d        how
 * c        the classes
 * ranked     ranked[i * ranks + k] is the k-th class of glyph i, of n_ranked[i]
 * results  n of them in reading order, tags and parts are set; answers are filled in
 *
 * Glyphs of one line are settled together, and the lines of a page, as far as
 * they are no more than DECODE_MOST.  Of a line's candidates those that are
 * chosen stay; the others are freed.  Returns how many results there are then.
 */
int decode_pages(const struct decoder *d, const struct classes *c, const struct ranked_class *ranked, int ranks,
                 const int *n_ranked, struct result *results, int n);

/* decode_part - how many of the first n glyphs of a line that goes on are settled together; at most n. */
int decode_part(const struct result *results, int n);

#endif
