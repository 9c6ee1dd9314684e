/*
 * hand.h - how somebody writes a line: sizes and gaps, drawn by chance, and the line itself.
 */
#ifndef HWR_HAND_H
#define HWR_HAND_H

#include "base/rng.h"
#include "image/image.h"
#include "stock.h"

enum {
	HAND_MOST_TEXT = 200,	/* characters of a line */
	HAND_MOST_WIDTH = 2200,	/* pixels; wider lines are too long for networks */
};

struct hand {
	double xh;		/* x-height, pixels; lengths below are in it */
	double slant;		/* columns to the right for a row up */
	double wide;		/* glyphs are so many times as wide as they were */
	double tall;		/* and so is what stands higher than small letters, as high */
	double gap;		/* between glyphs */
	double blank;		/* between words, more */
	double uneven;		/* standard deviation of the size of glyphs, of theirs */
	double wobble;		/* of the step of the base line from glyph to glyph */
	double box;		/* lines of forms, a box for each character: the gap between boxes; 0: a free line */
};

/* hand_by_chance - somebody's. */
struct hand hand_by_chance(struct rng *r);

/*
 * hand_write - text, of at most HAND_MOST_TEXT characters that stock_writer_for knows
 * and blanks, in w's glyphs: an ink image (ink high on 0), cropped, which the caller frees.
 * Returns 0, or -1 when there is nothing to see, or it is wider than HAND_MOST_WIDTH.
 */
int hand_write(const struct hand *h, const struct stock *s, const struct stock_writer *w, const char *text,
               struct rng *r, struct image *out);

#endif
