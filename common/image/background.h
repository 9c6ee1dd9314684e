/*
 * background.h - the paper under the writing, cell by cell.
 *
 * Each cell tells its light level, below which most of its samples lie, and how
 * it leans: whether it is light or dark that marks are made of.  Levels are
 * samples of a picture, 0 .. 255; a picture of light ink is inverted first.
 */
#ifndef HWR_BACKGROUND_H
#define HWR_BACKGROUND_H

#include "image/image.h"

struct background {		/* freed with background_free */
	int side;		/* of a cell, pixels */
	int cols, rows;
	float *level;		/* rows x cols; after background_smooth, the paper's level */
	double deviation;	/* a high level (95 %) of the cells' standard deviations */
	double noise;		/* standard deviation of the grain of the lighter part of a usual cell */
	double lean;		/* -1 .. 1: from light marks on dark to dark marks on light */
};

/* background_find - of the whole picture, in 24 cells along its longer side; not smoothed. */
void background_find(const struct image *img, struct background *out);
void background_free(struct background *bg);	/* twice is harmless */

/* background_smooth - close gaps of 2 reach cells that dark ink has left, and smooth. */
void background_smooth(struct background *bg, int reach);

/*
 * background_near - in cells of side pixels, a few stroke widths: close
 * enough to follow the edge of a shadow.  Of dark ink; smoothed.
 */
void background_near(const struct image *img, int side, struct background *out);

/* background_range - how far the smoothed levels lie apart, without the 2 % at either end. */
double background_range(const struct background *bg);

/* background_row - the paper's level at each of the w pixels of row y, between the cells' centres. */
void background_row(const struct background *bg, int y, int w, float *row);

#endif
