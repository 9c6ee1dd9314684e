/*
 * specks.h - what of an ink image is writing.
 */
#ifndef HWR_SPECKS_H
#define HWR_SPECKS_H

#include "image/components.h"

/*
 * specks_find - which components are dirt: keep[i] is set to 0 or 1.
 *
 * c      the components of img at INK_WEAK (tunables.h)
 * speck  components of fewer core pixels are dirt; -1 takes it from the
 *        stroke width, so that the dot of an i and a full stop stay
 * Dirt is also what has no core, small marks much fainter than the writing,
 * and slivers along the border that lie away from the rest.
 * Returns how many are kept.
 */
int specks_find(const struct components *c, const struct image *img, int speck, uint8_t *keep);

#endif
