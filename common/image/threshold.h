/*
 * threshold.h - where paper ends and ink begins: levels of histograms, and of windows.
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
