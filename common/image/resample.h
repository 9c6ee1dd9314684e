/*
 * resample.h - resampling: planes of floats that are blurred, resized, turned.
 *
 * A plane is h rows of w floats, row-major, no padding: v[y * w + x]; values
 * are whatever the caller means, usually ink 0 .. 255.  What lies outside a
 * plane counts as 0, which is background in an ink image; the resizes alone
 * leave it out of their means.  Pixel centres lie at (x + 0.5, y + 0.5).
 * Every function gives a new plane, freed with plane_free; none changes its input.
 */
#ifndef HWR_RESAMPLE_H
#define HWR_RESAMPLE_H

#include "image/image.h"

struct plane {
	int w, h;		/* pixels, each at least 1 */
	float *v;		/* h * w values, owned */
};

struct plane plane_new(int w, int h);			/* zeros */
struct plane plane_copy(const struct plane *p);
void plane_free(struct plane *p);			/* twice is harmless */

/* plane_from_image - the samples as they are, 0 .. 255. */
struct plane plane_from_image(const struct image *img);

/* plane_to_image - rounded to nearest and clamped to 0 .. 255; no tag. */
struct image plane_to_image(const struct plane *p);

/* plane_crop - box b, any part of which may lie outside p: there it is 0. */
struct plane plane_crop(const struct plane *p, struct box b);

/*
 * plane_blur - Gaussian of standard deviation sigma (pixels, > 0), cut at
 * 4 sigma and made to sum to 1; sigma <= 0 gives a copy.  Same size as p, so
 * ink at the border loses what flows out: pad with plane_crop first.
 */
struct plane plane_blur(const struct plane *p, double sigma);

/* plane_resize_area - w x h, every sample the mean of the area it covers. */
struct plane plane_resize_area(const struct plane *p, int w, int h);

/*
 * plane_resize_cubic - w x h by Keys' cubic convolution with a = -0.5 (Keys,
 * "Cubic convolution interpolation for digital image processing", 1981).
 * When shrinking, the kernel is widened by the scale with antialias 1 (what
 * PIL does), and keeps its four taps, which skip pixels, with antialias 0.
 * Values may overshoot the range of the input.
 */
struct plane plane_resize_cubic(const struct plane *p, int w, int h, int antialias);

/* plane_resize_linear - w x h, four-neighbour interpolation, no antialias. */
struct plane plane_resize_linear(const struct plane *p, int w, int h);

/*
 * plane_map - w x h, sampled from p by bilinear interpolation: the centre of
 * output pixel (x, y) is taken from (a x + b y + c, d x + e y + f), both in
 * coordinates with pixel centres at + 0.5; m is {a, b, c, d, e, f}.
 */
struct plane plane_map(const struct plane *p, const double m[6], int w, int h);

/*
 * plane_shear - p with every row moved right by slope * (h / 2 - y) pixels:
 * positive slopes lean it right.  Widened so that nothing is lost.
 */
struct plane plane_shear(const struct plane *p, double slope);

/*
 * plane_rotate - p turned clockwise by degrees about its centre, in a plane
 * large enough for all of it.
 */
struct plane plane_rotate(const struct plane *p, double degrees);

#endif
