/*
 * font.h - small letters for pictures that a person reads.
 *
 * One bitmap font of 5x7 pixels for ASCII.  A character that it does not have
 * is drawn as its code point, four to six small hexadecimal digits.
 */
#ifndef HWR_FONT_H
#define HWR_FONT_H

#include <stdint.h>

#include "image/image.h"

enum { FONT_W = 5, FONT_H = 7, FONT_STEP = 6 };	/* pixels of a letter; from one to the next */

/* font_width - pixels that text (UTF-8) takes at scale, without the gap after it. */
int font_width(const char *text, int scale);

/*
 * font_draw - text with its top left at (x, y) in img, in grey level ink.
 * scale is the pixels of a dot, 1 or more; what falls outside img is cut off.
 */
void font_draw(struct image *img, int x, int y, const char *text, int scale, uint8_t ink);

#endif
