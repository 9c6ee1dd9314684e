/*
 * case.h - upper or lower case, and marks that size and place tell apart, for lines that were cut once.
 *
 * This is the plain way to read a line (hwr-recognize --plain), and what is left where a
 * lattice has no path: no language is asked, only how words are usually made of
 * capitals, small letters and digits.
 */
#ifndef HWR_CASE_H
#define HWR_CASE_H

#include "read/lattice.h"

/*
 * case_line - the characters of one written line, decided together.
 *
 * Of every glyph of l answers are filled in: merged letters get their case from height
 * (and the word's other letters where height is in doubt), answers that cannot have the
 * glyph's size or place step back.  Glyphs without box, base or xh tags keep the
 * network's order, merged letters become lower case.
 */
void case_line(const struct lattice *l);

#endif
