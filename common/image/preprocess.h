/*
 * preprocess.h - what is done to a picture before its ink is taken: used by ink.c.
 *
 * Every function that gives an image gives a new one, freed by the caller.
 */
#ifndef HWR_PREPROCESS_H
#define HWR_PREPROCESS_H

#include "image/background.h"
#include "image/ink.h"

/* picture_polarity - POLARITY_DARK or POLARITY_LIGHT; hist counts all of pic. */
enum polarity picture_polarity(const struct image *pic, const int64_t hist[256], const struct background *bg);

struct image picture_invert(const struct image *pic);

/*
 * picture_stroke - the thickness of dark strokes before anything else is
 * known, pixels: the median length of the runs, along some of the rows, that
 * are darker than half way from paper to ink, contrast levels below it.  At
 * most 255; 0 without any.
 */
int picture_stroke(const struct image *pic, const struct background *bg, double contrast);

/* picture_flatten - pic divided by its background bg, so that light is even: paper becomes FLAT_PAPER (tunables.h). */
struct image picture_flatten(const struct image *pic, const struct background *bg);

/* picture_smooth - 3 x 3 binomial weights, which leave 0.375 of the deviation of grain. */
struct image picture_smooth(const struct image *pic);

#endif
