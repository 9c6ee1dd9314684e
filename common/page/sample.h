/*
 * sample.h - a picture of one character, as people collect them in folders.
 */
#ifndef HWR_SAMPLE_H
#define HWR_SAMPLE_H

#include "image/image.h"
#include "page/normalize.h"

/*
 * sample_glyph - the character of picture pic at 28x28, ink high on 0.
 *
 * pic    as it came, dark on light or light on dark, of any size
 * name   how messages call it
 * style  points to an enum style
 * Returns 1, or 0 when pic is blank.  It is a source_glyph of train/source.h.
 */
int sample_glyph(const struct image *pic, const char *name, void *style, uint8_t out[GLYPH_SIZE]);

#endif
