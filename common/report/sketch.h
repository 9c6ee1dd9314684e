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

#include "image/image.h"
#include "page/split.h"
#include "read/result.h"

struct sketch {
	struct image plane[3];	/* red, green, blue; owned */
	struct box at;		/* of the ink in the picture it is from, pixels */
	int scale;		/* pixels here of a pixel there */
};

/* sketch_start - the ink, and the pieces of the glyphs found in it (split.h). */
void sketch_start(struct sketch *s, const struct image *ink, struct box at, const struct glyphs *g);

/* sketch_results - n characters that were chosen. */
void sketch_results(struct sketch *s, const struct result *r, int n);

/*
 * sketch_save - into folder dir, as the name of the picture, "/" written "-",
 * with the page when it is not the first, ending in ".png"; s is freed.
 * Returns 0, or 1 after saying why not.
 */
int sketch_save(struct sketch *s, const char *dir, const char *name, int page);

#endif
