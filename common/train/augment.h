/*
 * augment.h - a glyph as the same or another hand might have written it, and
 * as another pen, scanner and cut might have brought it here.
 *
 * One random affine map and one random elastic field (Simard, Steinkraus,
 * Platt: "Best practices for convolutional neural networks", ICDAR 2003, with
 * a coarse grid in place of their blurred noise), and a pen made thicker or
 * thinner by blending with the grey dilation or erosion.  Thickness, blur,
 * contrast and noise are varied by Bengio et al., arXiv 1009.3589, too.
 *
 * ink puts a glyph through what page/normalize.h does to one of a page, so
 * that a network sees the errors of that step: see augment_steps.h.
 */
#ifndef HWR_AUGMENT_H
#define HWR_AUGMENT_H

#include <stdint.h>

#include "base/rng.h"
#include "train/tunables.h"	/* AUGMENT_DEFAULTS */

struct augment {		/* each is the largest change; 0 is none, and draws no random numbers */
	double rotate;		/* degrees */
	double shear;		/* columns per row */
	double scale;		/* factor 1 - scale .. 1 + scale, each axis on its own */
	double shift;		/* pixels */
	double elastic;		/* pixels, standard deviation at the grid's points */
	double stroke;		/* 0 .. 1: how far towards dilation or erosion by one pixel */
	double ink;		/* 0 .. 1: chance of being made black and white and normalised anew */
	double blur;		/* pixels, standard deviation of a Gaussian */
	double resolution;	/* 0 .. 0.8: share of rows and columns lost on the way */
	double contrast;	/* 0 .. 1: how far from the line the curve of greys may bend */
	double noise;		/* 0 .. 1: standard deviation of the paper's, 1 being full ink */
	double texture;		/* 0 .. 1: ink lost where the pen skips */
	double sliver;		/* 0 .. 1: chance that an edge of the neighbour stands beside the glyph */
	double plain;		/* 0 .. 1: chance that the glyph stays as it is */
};

/*
 * augment_glyph - out (28,28) from in (28,28), ink high; out overlaps no input.
 * neighbour (28,28) is any other glyph, or NULL: then there is no sliver.
 */
void augment_glyph(const struct augment *a, struct rng *r, const uint8_t *in,
                   const uint8_t *neighbour, uint8_t *out);

#endif
