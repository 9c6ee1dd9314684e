/*
 * ruled_lines.h - the ruled lines of writing paper, taken out of an ink image.
 *
 * A rule is thin, nearly level (or upright, as margins are), much longer than
 * any stroke, and may be broken and slightly bent.  It is found as a chain of
 * pieces that are thin across, and erased only where nothing but itself is
 * there: strokes that cross it stay whole.
 */
#ifndef HWR_RULED_LINES_H
#define HWR_RULED_LINES_H

#include "image/components.h"

/*
 * ruled_lines_erase - set the rules of img to 0.
 *
 * c      the components of img
 * width  the usual stroke width, pixels
 * Returns how many rules there were; c is out of date when there were any.
 */
int ruled_lines_erase(const struct components *c, double width, struct image *img);

#endif
