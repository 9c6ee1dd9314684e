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

/* The upright stretch of ink that was met last in every column of an image: each is looked at once, however often it is asked about. */
struct columns {
	struct stretch { int from, end; } *seen;	/* rows from <= y < end; by column */
};

void columns_new(struct columns *m, const struct image *img);
void columns_free(struct columns *m);

/*
 * stroke_width - the usual thickness of the strokes, pixels: the median over
 * the ink of the shorter of the horizontal and the vertical run it lies in,
 * sampled along the horizontal runs, at most STROKE_MOST.  0 without ink.
 * c is what components_find made of img.  Time goes with the ink.
 */
double stroke_width(const struct components *c, const struct image *img);

/* component_width - the same for component i alone; m is of img, which stays as it is, and serves for all components. */
double component_width(const struct components *c, int i, const struct image *img, struct columns *m);

#endif
