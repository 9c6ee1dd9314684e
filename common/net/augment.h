/*
 * augment.h - a glyph as the same or another hand might have written it.
 *
 * One random affine map and one random elastic field (Simard, Steinkraus,
 * Platt: "Best practices for convolutional neural networks", ICDAR 2003, with
 * a coarse grid in place of their blurred noise), and a pen made thicker or
 * thinner by blending with the grey dilation or erosion (Bengio et al., arXiv
 * 1009.3589, vary thickness too).
 */
#ifndef HWR_AUGMENT_H
#define HWR_AUGMENT_H

#include <stdint.h>

#include "base/rng.h"

struct augment {		/* each is the largest change; 0 is none */
	double rotate;		/* degrees */
	double shear;		/* columns per row */
	double scale;		/* factor 1 - scale .. 1 + scale, each axis on its own */
	double shift;		/* pixels */
	double elastic;		/* pixels, standard deviation at the grid's points */
	double stroke;		/* 0 .. 1: how far towards dilation or erosion by one pixel */
};

#define AUGMENT_DEFAULTS {10, 0.2, 0.1, 1.5, 0.8, 0.6}

/* augment_glyph - out (28,28) from in (28,28), ink high; the two do not overlap. */
void augment_glyph(const struct augment *a, struct rng *r, const uint8_t *in, uint8_t *out);

#endif
