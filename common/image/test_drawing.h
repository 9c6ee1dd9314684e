/*
 * test_drawing.h - what tests draw their pictures with.
 */
#ifndef HWR_TEST_DRAWING_H
#define HWR_TEST_DRAWING_H

#include <string.h>

#include "image/image.h"

/* draw_box - box (x, y, w, h) of img at one level; what lies outside img is left out. */
static inline void
draw_box(struct image *img, int x, int y, int w, int h, int level)
{
	int x0 = x > 0 ? x : 0, x1 = x + w < img->w ? x + w : img->w;
	int y1 = y + h < img->h ? y + h : img->h;

	for (y = y > 0 ? y : 0; y < y1 && x0 < x1; y++)
		memset(img->px + (size_t)y * (size_t)img->w + (size_t)x0, level, (size_t)(x1 - x0));
}

#endif
