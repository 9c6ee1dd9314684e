/*
 * sketch.h - a picture of how a page was read, for people who want to see why.
 *
 * The ink is light grey on white.  Blue lines are base lines and x-heights;
 * grey ticks stand where a piece begins that might begin a character.  What was
 * chosen has a box with its answer above: green from 0.9 confidence on, amber
 * from 0.5, red below.  Small writing is enlarged.
 */
#ifndef HWR_SKETCH_H
#define HWR_SKETCH_H

#include "read/journey.h"

/*
 * sketch_page - draw a page that was read, as journey's look wants it.
 *
 * folder  a string: where the picture goes: dir/a.png as dir+a.png, its second page as dir+a.png#2.png, the first
 *         of another as b.pgm#1.png, of stdin as stdin#1.png; "+", "%", "#" and a "." in front as "%" and two hexadecimal digits
 *
 * Threads may call it at once.  Returns 0, or 1 after saying why not.
 */
int sketch_page(const void *folder, const struct journey_view *view);

#endif
