/*
 * reject.h - pictures that are no character, made of characters, so that a
 * network learns to reject what was cut at the wrong place.
 *
 * Negative training: L. Yaeger, B. Webb, R. Lyon, "Combining Neural Networks
 * and Context-Driven Search for On-Line, Printed Handwriting Recognition in
 * the Newton", AI Magazine 19(1), 1998.  A page is cut in many ways, most of
 * them wrong; a network that has only seen characters answers all of them
 * with confidence.
 *
 * Kinds, and how often each is made:
 *
 *    18 %  half of a glyph, cut down or obliquely at 30-70 % of its width
 *    32 %  two glyphs, apart, touching or overlapping a little
 *    30 %  a glyph and half of its neighbour
 *     3 %  a narrow strip of a glyph
 *     6 %  a rule across or beside a glyph (alone it is a dash)
 *     6 %  ragged specks
 *     5 %  a glyph without its top or bottom
 *
 * Some wrong cuts make characters: half an 'o' is a 'c', a stroke is an 'l', a
 * round speck is a dot.  A cut through two strokes keeps the right side only,
 * one through a single stroke is mostly drawn again, and what ends as one
 * straight stroke, or as one solid blob, always is.
 */
#ifndef HWR_REJECT_H
#define HWR_REJECT_H

#include <stdint.h>

#include "base/rng.h"

enum reject_kind {
	REJECT_HALF, REJECT_PAIR, REJECT_MORE, REJECT_STRIP, REJECT_RULE, REJECT_SPECKS, REJECT_LEVEL,
	REJECT_KINDS
};

/* reject_glyph - out (28,28), ink high, normalised, from two glyphs like it; out overlaps none. */
void reject_glyph(struct rng *r, const uint8_t *a, const uint8_t *b, uint8_t *out);

/* reject_kind - a kind drawn by its share. */
enum reject_kind reject_kind(struct rng *r);

/* reject_draw - a picture of that kind; a kind that neither glyph allows, as half of an 'l', gives two glyphs. */
void reject_draw(enum reject_kind kind, struct rng *r, const uint8_t *a, const uint8_t *b, uint8_t *out);

#endif
