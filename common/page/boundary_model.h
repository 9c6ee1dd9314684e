/*
 * boundary_model.h - where characters begin, and where words do, in probabilities.
 */
#ifndef HWR_BOUNDARY_MODEL_H
#define HWR_BOUNDARY_MODEL_H

#include <stdio.h>

#include "page/parts.h"

/*
 * boundary_model_apply - how likely a character begins with each segment of
 * the lines (group.cut), and how likely a space stands before it (group.space);
 * after words_find and segments_find.  What was measured goes to the stream to,
 * unless that is NULL (split.h).
 */
void boundary_model_apply(const struct lines *l, FILE *to);

#endif
