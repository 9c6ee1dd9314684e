/*
 * threshold.h - where paper ends and ink begins.
 *
 * Levels are samples of a picture, 0 .. 255.  "Dark ink" speaks of pictures
 * whose polarity is known; a light one is inverted first.
 */
#ifndef HWR_THRESHOLD_H
#define HWR_THRESHOLD_H

#include "image/image.h"

/* histogram_add - count the samples of box b, which lies inside img. */
void histogram_add(const struct image *img, struct box b, int64_t hist[256]);

/* histogram_level - the smallest level below or at which lie at least fraction of all; 0 when empty. */
int histogram_level(const int64_t hist[256], double fraction);

/*
 * otsu_level - the t in 1 .. 255 for which the classes below t and from t on
 * differ most (Otsu, "A threshold selection method from gray-level
 * histograms", 1979).  0 when there are no two classes.
 */
int otsu_level(const int64_t hist[256]);

/*
 * The paper under the writing, cell by cell: each cell tells its light and
 * its dark level (70 % and 30 % of its samples), and how it leans.
 */
struct paper {
	int side;		/* of a cell, pixels */
	int cols, rows;
	float *level;		/* rows x cols; after paper_smooth, the paper's level */
	float *other;		/* rows x cols; the dark level, or the light one */
	double deviation;	/* the 95 % level of the cells' standard deviations */
	double noise;		/* standard deviation of the grain of the lighter part of a usual cell */
	double other_noise;	/* of the darker part */
	double lean;		/* -1 .. 1: from light marks on dark to dark marks on light */
};

void paper_find(const struct image *img, struct paper *out);
void paper_free(struct paper *p);

/* paper_invert - what paper_find would have said of the inverted picture. */
void paper_invert(struct paper *p);

/* paper_smooth - close gaps of 2 reach cells that dark ink has left, and smooth. */
void paper_smooth(struct paper *p, int reach);

/*
 * paper_near - the paper in cells of side pixels, a few stroke widths: close
 * enough to follow the edge of a shadow.  Of dark ink; smoothed.
 */
void paper_near(const struct image *img, int side, struct paper *out);

/* paper_range - how far the smoothed levels lie apart, without the 2 % at either end. */
double paper_range(const struct paper *p);

/* paper_row - the paper's level at each of the w pixels of row y, between the cells' centres. */
void paper_row(const struct paper *p, int y, int w, float *row);

/*
 * Local thresholds by Sauvola and Pietikainen, "Adaptive document image
 * binarization", 2000: t = m (1 + k (s / R - 1)) with mean m and deviation s
 * of the window around each pixel.  Sums over the window come from column
 * sums that slide down the picture: time does not depend on the window, and
 * memory is that of a few rows.
 */
struct sauvola {
	const struct image *img;
	int radius;		/* the window reaches this far to each side, pixels */
	double k, R;
	int top, bottom;	/* rows top <= y < bottom are in the sums */
	uint32_t *sum;		/* w column sums of samples */
	uint64_t *square;	/* w column sums of squares */
	uint64_t *left;		/* 2 * (w + 1): sums of both from the left */
};

void sauvola_start(struct sauvola *s, const struct image *img, int radius, double k, double R);

/* sauvola_down - on to row y; rows are visited from the top down. */
void sauvola_down(struct sauvola *s, int y);

/* sauvola_at - the threshold at column x of that row. */
float sauvola_at(const struct sauvola *s, int x);
void sauvola_free(struct sauvola *s);

#endif
