/*
 * words.h - which gap between characters is a space.
 */
#ifndef HWR_WORDS_H
#define HWR_WORDS_H

#include "page/parts.h"

/*
 * words_find - number the words of every line from 1, and set its gap and pitch.
 * word_gap: a gap this wide is a space, in units of x-height; 0 = estimated.
 */
void words_find(const struct lines *l, double word_gap);

/*
 * gaps_find - the gaps before all groups but the first of each line, one line
 * after the other, in units of x-height, new, *n of them.
 * gap_scaled: on a scale where their spread is alike for close and wide writing.
 */
double *gaps_find(const struct lines *l, int *n);
double gap_scaled(double gap);

#endif
