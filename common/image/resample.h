/*
 * resample.h - a picture on another raster: enlarged, reduced, moved, blurred.
 *
 * What is outside a picture counts as 0, which is background in an ink image.
 * Sample k of a side covers k .. k + 1 and lies at k + 0.5.  Both page/normalize
 * and the trainer's imitation of it (train/augment_steps.h) go through here.
 * Nothing keeps state between calls: safe per thread.
 */
#ifndef HWR_RESAMPLE_H
#define HWR_RESAMPLE_H

struct plane {			/* (h,stride) samples, of which w a row are used; the rest of a row is any numbers */
	int w, h, stride;	/* stride is a multiple of QUAD */
	float *v;		/* the caller's */
};

enum resample_kernel {
	RESAMPLE_TENT,		/* 1 - |t|: between samples, or the mean of many; reach 1 */
	RESAMPLE_BUMP,		/* (1 - t^2)^4: nearly a Gaussian of deviation 1 / sqrt(11); reach 1 */
	RESAMPLE_CUBIC,		/* Keys' with a = -0.5, which overshoots at edges; reach 2 */
};

#define BUMP_REACH 3.3166	/* the bump's radius in deviations */

/*
 * Where the samples of one side of the output lie in the input: sample i of n
 * is the mean of the inputs about from + (i + 0.5) * step, weighed by the kernel.
 */
struct sampling {
	double from, step;	/* input samples */
	double radius;		/* input samples, to where the kernel is 0; its reach at least: less counts as that */
	enum resample_kernel kernel;
	int n;			/* 1 or more */
};

/*
 * resample - in to rows->n rows of out, which are quad_whole(columns->n)
 * samples apart; those past columns->n become 0.  out may be in's samples.
 * At most 64 inputs of an output are summed: the radius is below 32.
 *
 * Cubic: Keys, "Cubic convolution interpolation for digital image
 * processing", 1981.
 */
void resample(const struct plane *in, const struct sampling *rows, const struct sampling *columns, float *out);

/*
 * resample_turned - the same, turned about the diagonal, which is less work:
 * columns->n rows of out, quad_whole(rows->n) samples apart; not in place.
 * Two of them stand a picture upright again.
 */
void resample_turned(const struct plane *in, const struct sampling *rows, const struct sampling *columns, float *out);

/* resample_mix - out (n) is the sum of w[t] times in[t * stride ..]; n is a multiple of QUAD. */
void resample_mix(const float *in, int stride, const float *w, int taps, int n, float *out);

#endif
