/*
 * glyph.h - the size of a normalized glyph: what normalization makes, networks
 * see, and data sets hold.
 *
 * (28,28) bytes, row-major, ink high (255) on 0, upright, as in MNIST (LeCun et
 * al. 1998) and EMNIST (Cohen et al., arXiv 1702.05373).
 */
#ifndef HWR_GLYPH_H
#define HWR_GLYPH_H

enum { GLYPH_SIDE = 28, GLYPH_SIZE = GLYPH_SIDE * GLYPH_SIDE };	/* pixels */

#endif
