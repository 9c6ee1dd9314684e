/*
 * line_augment.h - a line as another hand, pen and paper might have made it.
 *
 * One map from the line as networks see it to the line that is kept: scale of
 * each axis, slant, a base line that is off and bends, and an elastic field on
 * a coarse grid (Simard et al., see augment.h); then a pen thicker or thinner, blur,
 * other greys, noise in the ink, remains of rules and loops of neighbours.
 */
#ifndef HWR_LINE_AUGMENT_H
#define HWR_LINE_AUGMENT_H

#include <stdint.h>

#include "base/rng.h"
#include "train/line_set.h"

struct line_augment {		/* each is the largest change, drawn evenly; 0: none */
	double slant;		/* columns per row */
	double wide, tall;	/* of the logarithm of the scale of columns, of rows */
	double shift;		/* rows that the line is off */
	double wave;		/* rows that its base line bends by */
	double elastic;		/* pixels, standard deviation at the grid's points */
	double stroke;		/* 0..1: how far towards dilation or erosion by a pixel of what is kept */
	double blur;		/* 0..1: chance of a binomial blur */
	double contrast;	/* 0..1: how far the curve of greys may bend */
	double noise;		/* 0..1: standard deviation in the ink */
	double rules;		/* 0..1: chance of remains of a ruled line */
	double loops;		/* 0..1: chance of loops of a neighbour */
	double plain;		/* 0..1: chance that the line stays as it is */
};

#define LINE_AUGMENT_DEFAULTS {.slant = 0.35, .wide = 0.22, .tall = 0.15, .shift = 2, .wave = 1.5, .elastic = 0.7, \
	.stroke = 0.7, .blur = 0.3, .contrast = 0.4, .noise = 0.12, .rules = 0.08, .loops = 0.1, .plain = 0.1}

/*
 * line_augment - the line px (LINE_KEPT_HEIGHT, w) as a network sees it.
 *
 * a      NULL: as it is
 * loops  another line of the same kind whose loops may reach in, or NULL; w_loops its columns
 * most   columns of the result at most, a multiple of LINE_MULTIPLE: what is wider is drawn narrower
 * w_out  columns of the result, a multiple of LINE_MULTIPLE
 * Returns (LINE_HEIGHT, *w_out), new, freed by the caller.
 */
uint8_t *line_augment(const struct line_augment *a, struct rng *r, const uint8_t *px, int w,
                      const uint8_t *loops, int w_loops, int most, int *w_out);

#endif
