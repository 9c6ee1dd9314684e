/*
 * pen.h - lines, areas and letters of pictures that a person reads.
 *
 * Pictures are grey; one in colours is drawn three times, with the red, the
 * green and the blue of each ink.  Inks are grey levels, 0 black.
 *
 * There is one bitmap font of 5x7 pixels for ASCII.  A character that it does
 * not have is drawn as its code point, four to six small hexadecimal digits.
 */
#ifndef HWR_PEN_H
#define HWR_PEN_H

#include <stdint.h>

#include "image/image.h"

enum { FONT_W = 5, FONT_H = 7, FONT_STEP = 6 };	/* pixels of a letter; from one to the next */

struct pen {
	struct image *img;
	struct box clip;	/* inside img; nothing is drawn outside it */
	double width;		/* pixels */
	double gap;		/* from dot to dot, pixels; 0: a line without gaps */
	uint8_t ink;
	double drawn;		/* pixels since the pen was taken, which go on from line to line: start with 0 */
};

/*
 * pen_line - from (x0, y0) to (x1, y1), which may be anywhere, with round
 * ends and smooth edges; a line to where it begins is a dot.
 */
void pen_line(struct pen *p, double x0, double y0, double x1, double y1);

/* pen_fill - w x h samples with their top left at (x, y), all inside img. */
void pen_fill(struct image *img, int x, int y, int w, int h, uint8_t ink);

/*
 * pen_text - text (UTF-8) with its top left at (x, y) in img.
 * scale is the pixels of a dot, 1 or more; what falls outside img is cut off.
 */
void pen_text(struct image *img, int x, int y, const char *text, int scale, uint8_t ink);

/* pen_text_width - pixels that text takes at scale, without the gap after it. */
int pen_text_width(const char *text, int scale);

#endif
