/*
 * best_path.h - what a network for lines reads when the likeliest class of every
 * step is taken, and how far that is from the truth.
 */
#ifndef HWR_BEST_PATH_H
#define HWR_BEST_PATH_H

#include <stdint.h>

/*
 * best_path - the classes that the best path spells, repetitions and blanks left out.
 *
 * scores  (steps, stride), in any scale that rises with them; the last of classes is the blank
 * out     room for steps
 * Returns how many there are.
 */
int best_path(const float *scores, int steps, int classes, int stride, uint16_t *out);

/* label_distance - the fewest labels to insert, delete or replace that make a (n) of b (m): Levenshtein's. */
int label_distance(const uint16_t *a, int n, const uint16_t *b, int m);

#endif
