/*
 * line_image.h - a line of writing as a network for lines sees it.
 *
 * The line is set straight along its own writing and scaled by the height of its
 * small letters, not by its box, so that tall loops do not shrink the rest.
 * Both come from where most of the ink lies, the core between base line and
 * x-height, which print and joined-up writing share: of the rows of ink about a
 * straight line the densest stretch is found by a trimmed mean and deviation that
 * are taken again and again, as is the slope, by regression (P. Huber, "Robust
 * Statistics", 1981, in its simplest form).  Slant stays: networks learn it.
 *
 * A normalized line has ink high (255) on 0, LINE_HEIGHT rows and as many
 * columns as it takes, LINE_MARGIN of them blank on either side; the core's
 * middle is at row LINE_MIDDLE and the x-height is LINE_XH pixels.  What
 * reaches further up or down than the rows is cut off.
 */
#ifndef HWR_LINE_IMAGE_H
#define HWR_LINE_IMAGE_H

#include "image/image.h"
#include "page/tags.h"

enum {
	LINE_HEIGHT = 48,	/* rows */
	LINE_MARGIN = 8,	/* columns */
	LINE_MULTIPLE = 8,		/* widths are a multiple of this many columns */
	LINE_MOST = 16384,	/* columns at most: what is wider is drawn smaller */
};

#define LINE_XH 15.0		/* pixels, on average; see line_frame_find */
#define LINE_MIDDLE 25.5	/* row of the core's middle */

struct line_frame {		/* where the core of a line lies in its ink image */
	double middle, slope;	/* its middle is at row middle + slope * x */
	double xh;		/* pixels; 0: there is no ink */
};

/* line_frame_find - of the ink image of one line; xh is near the x-height of text and near the cap height of capitals. */
struct line_frame line_frame_find(const struct image *ink);

/*
 * line_normalize - the line in frame f of ink, at scale (0.1 .. 10) times the usual size:
 * height, margin, middle and x-height are all scale times as large.
 * Returns a new image; one of LINE_MULTIPLE blank columns when there is no ink.
 */
struct image line_normalize(const struct image *ink, const struct line_frame *f, double scale);

/* line_zoom - pixels of a normalized line for one pixel of its ink, at scale 1. */
double line_zoom(const struct image *ink, const struct line_frame *f);

/*
 * Back from a line normalized at scale 1 to the picture it was cut out of, by
 * tags that hwr-split and hwr-normalize give it: box, of the ink it was made of;
 * base and slope; zoom, middle and tilt, which line_tag_frame sets.
 */

/*
 * line_image - ink as networks for lines see it: its frame found, at scale 1.
 * t, the tags of ink, is told zoom, middle and tilt.  Returns a new image, without a tag.
 */
struct image line_image(const struct image *ink, struct tags *t);

/* line_tag_frame - zoom, middle and tilt of t, the tags of ink; nothing when there is no ink. */
void line_tag_frame(const struct image *ink, const struct line_frame *f, struct tags *t);

/*
 * line_columns_box - the box of the ink in columns c0 .. c1 - 1 of a normalized line.
 *
 * t  its tags; without box, columns and rows are those of the image it was made of
 *
 * The box is in pixels of the original, within the line's box and of 1 x 1 at
 * least.  Where there is no ink it is all of the columns and as high as the
 * line.  Without zoom, middle and tilt it is the line's box (w 0: not known
 * either).  Columns outside the line count as its first or last.
 */
struct box line_columns_box(const struct image *line, const struct tags *t, int c0, int c1);

/* line_base_at - the row of the base line at column x of the original; t has base. */
int line_base_at(const struct tags *t, int x);

#endif
