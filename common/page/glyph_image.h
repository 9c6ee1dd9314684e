/*
 * glyph_image.h - the samples of one character, and of no other.
 */
#ifndef HWR_GLYPH_IMAGE_H
#define HWR_GLYPH_IMAGE_H

#include "page/parts.h"

/*
 * glyph_image - group g alone, cropped to its ink, new; *at is where that lies
 * in the ink image.  Soft edges go with the ink they fall away from.
 */
struct image glyph_image(const struct parts *p, const struct group *g, struct box *at);

#endif
