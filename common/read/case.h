/*
 * case.h - upper or lower case, and marks that size and place tell apart.
 *
 * Networks see every glyph at one size, so 'c' and 'C', '.' and 'o', ',' and
 * an apostrophe look alike to them.  What tells them apart is their height and
 * place against the line: base line, x-height, cap height (struct tags).
 */
#ifndef HWR_CASE_H
#define HWR_CASE_H

#include "read/result.h"
#include "read/vote.h"

/*
 * settle_line - the characters of one written line, decided together.
 *
 * c     the classes
 * ranked  ranked[i] are the ranked candidates of glyph i, n_ranked[i] of them
 * r     n results in reading order; r[i].tags and parts are set; best[] and n are filled:
 *       merged letters get their case from height (and the word's other
 *       letters where height is in doubt), answers that cannot have the
 *       glyph's size or place step back
 * Glyphs without box, base or xh tags keep the network's order, merged letters
 * become lower case.
 */
void settle_line(const struct classes *c, const struct ranked_class *const *ranked,
                 const int *n_ranked, struct result *r, int n);

#endif
