/*
 * augment_steps.h - what augment.h and reject.h are made of.
 *
 * Pictures are planes of samples 0 .. 255, ink high.  The fine raster has 3x3
 * samples a pixel; on it a glyph is made black and white as a scan is, and
 * then fitted into the frame as page/normalize.h does: the ink's box, found
 * after a blur, becomes a centred square of 24 pixels in a frame of 28.  That
 * is why train includes page: a network must see what the normalizer makes,
 * and both take its numbers from page/tunables.h.
 */
#ifndef HWR_AUGMENT_STEPS_H
#define HWR_AUGMENT_STEPS_H

#include <stdint.h>

#include "base/rng.h"
#include "image/glyph.h"
#include "page/tunables.h"
#include "train/augment.h"

enum {
	FIT = GLYPH_SIDE - 2 * NORMALIZE_BORDER,	/* pixels of a glyph's ink */
	FINE = 3 * GLYPH_SIDE,	/* side of the fine raster */
	PEN = GLYPH_SIDE + 2,		/* side of a glyph with an empty pixel around it */
};

struct fit {		/* how fit_frame treats a picture */
	double level;	/* what is more becomes 255, the rest 0; 0: greys stay */
	double blur;	/* deviation of the edges, pixels of the frame */
	double dy, dx;	/* the frame is moved by this, pixels */
	double wide;	/* and its square is larger by this, pixels */
};

/* fit_random - as our normaliser may treat it, with its errors. */
struct fit fit_random(struct rng *r);

/*
 * fit_frame - v (FINE,FINE), which is changed, to out (28,28), the darkest as
 * 255; blank stays blank.
 */
void fit_frame(float *v, const struct fit *f, float *out);

/* scan - v (28,28) as it comes from a scan in black and white, normalised. */
void scan(struct rng *r, float *v);

/* largest - of the samples of v (28,28), or 0. */
float largest(const float *v);

/* full_range - v (28,28) so that the darkest is 255, as after the normaliser. */
void full_range(float *v);

/* grey_steps - texture, blur, resolution, contrast and noise of v (28,28). */
void grey_steps(const struct augment *a, struct rng *r, float *v);

/* sliver_beside - out (28,28): in, smaller where it must be, and 1 .. 4 columns of an edge of neighbour. */
void sliver_beside(struct rng *r, const uint8_t *in, const uint8_t *neighbour, uint8_t *out);

/* pen_at - between the samples of pen (PEN,PEN), whose pixel (0, 0) is at [1][1]; outside is 0. */
static inline float
pen_at(const float *pen, float y, float x)
{
	float fy, fx;
	int iy, ix;

	if (!(y > -1 && y < GLYPH_SIDE && x > -1 && x < GLYPH_SIDE))
		return 0;
	iy = (int)y;
	ix = (int)x;
	iy -= y < (float)iy;
	ix -= x < (float)ix;
	fy = y - (float)iy;
	fx = x - (float)ix;
	pen += (iy + 1) * PEN + ix + 1;
	return (1 - fy) * ((1 - fx) * pen[0] + fx * pen[1]) + fy * ((1 - fx) * pen[PEN] + fx * pen[PEN + 1]);
}

static inline double
within(struct rng *r, double most)
{
	return rng_range(r, -most, most);
}

#endif
