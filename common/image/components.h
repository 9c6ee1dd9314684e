/*
 * components.h - 8-connected components of an ink image.
 *
 * Found run by run in one pass with union-find (He, Chao, Suzuki, "A run-based
 * two-scan labeling algorithm", 2008): time and memory go with the ink, not
 * with the paper.  A run is a stretch of ink within one row.
 */
#ifndef HWR_COMPONENTS_H
#define HWR_COMPONENTS_H

#include <stdint.h>

#include "image/image.h"

struct run {
	int y, x0, x1;		/* columns x0 <= x < x1 of row y */
	int comp;		/* which component, 0 .. n-1 */
	int next;		/* next run of the component, downwards and rightwards; -1 after the last */
};

struct component {
	struct box box;
	int64_t area;		/* pixels */
	int64_t mass;		/* the sum of the samples, 0 .. 255 each */
	int first;		/* its topmost, then leftmost run */
};

struct components {
	int n;			/* numbered in the order of their first runs, row by row */
	struct component *v;
	int nruns;		/* sorted by y, then x0 */
	struct run *runs;
	int level;		/* samples of at least this were ink */
};

/*
 * components_find - the 8-connected components of samples of at least level
 * (1 .. 255).  out is freed with components_free.
 */
void components_find(const struct image *img, int level, struct components *out);
void components_free(struct components *c);		/* twice is harmless */

/*
 * vertical_run - how far ink reaches up and down from (x, y), which is ink itself: at least 1, at most max pixels.
 * Ink is samples of at least level.
 */
int vertical_run(const struct image *img, int x, int y, int level, int max);

/*
 * stroke_width - the usual thickness of the strokes, pixels: the median over
 * the ink of the shorter of the horizontal and the vertical run it lies in,
 * sampled along the horizontal runs, at most STROKE_MOST.  0 without ink.
 * c is what components_find made of img.
 */
double stroke_width(const struct components *c, const struct image *img);

/* component_width - the same for component i alone. */
double component_width(const struct components *c, int i, const struct image *img);

#endif
