/*
 * regrid.h - a picture on another raster, blurred on the way: two passes, each
 * of which turns it about its diagonal, so that only whole rows are summed.
 */
#ifndef HWR_REGRID_H
#define HWR_REGRID_H

struct plane {		/* (h,stride) samples, of which w a row are used */
	int h, w, stride;	/* stride is a multiple of 4 */
	float *v;
};

enum kernel_shape {
	KERNEL_TENT,	/* 1 - |t|: between samples, or the mean of many */
	KERNEL_BUMP,	/* (1 - t^2)^4: nearly a Gaussian of deviation 1 / sqrt(11) */
};

#define BUMP_REACH 3.3166	/* the bump's radius in deviations */

struct axis {		/* output i of n is the weighted mean about from + (i + 0.5) * step */
	double from, step;	/* inputs; sample k of the input covers k .. k+1 */
	double radius;		/* inputs; the kernel's, at least 1; smaller ones count as 1 */
	enum kernel_shape shape;
	int n;
};

/* regrid - in (h,w) to out (w,n), what is outside being 0; out->v has room for w rows of n made a multiple of 4. */
void regrid(const struct plane *in, const struct axis *a, struct plane *out);

/* regrid_square - both passes with one axis each, rows first; room for in's w rows of n, and for n of n. */
void regrid_square(const struct plane *in, const struct axis *rows, const struct axis *columns, float *out);

#endif
