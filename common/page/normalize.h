/*
 * normalize.h - a glyph as the networks were trained to see it.
 */
#ifndef HWR_NORMALIZE_H
#define HWR_NORMALIZE_H

#include "image/glyph.h"
#include "image/image.h"
#include "page/style.h"

/*
 * normalize_glyph - bring a glyph to 28x28, ink high on 0, upright.
 *
 * STYLE_EMNIST follows Cohen et al., "EMNIST: an extension of MNIST to
 * handwritten letters", arXiv 1702.05373, section II-A: blur, bounding box,
 * centred square, border, bicubic to 28x28, full range.
 * STYLE_MNIST follows LeCun et al. 1998: 20x20 fit, centre of mass in 28x28.
 * STYLE_LINE is none of glyphs.  A blank glyph gives 28x28 zeros.
 */
void normalize_glyph(const struct image *glyph, enum style style, uint8_t out[GLYPH_SIZE]);

#endif
