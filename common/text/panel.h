/*
 * panel.h - an ensemble asks no more members than a glyph needs: a cascade.
 *
 * Of a line's candidates most are no characters, and of the rest most are easy.
 * So the member that costs least looks at all of them, and the others only where
 * it is in doubt; after P. Viola, M. Jones, "Rapid object detection using a
 * boosted cascade of simple features", CVPR 2001.
 */
#ifndef HWR_PANEL_H
#define HWR_PANEL_H

#include <stdint.h>

#include "text/vote.h"

/*
 * panel_first - the member that is asked first about candidates: of those that
 * know bad cuts the one with the fewest multiply-adds.  -1 when no other knows
 * them: then all are asked everything.
 */
int panel_first(const struct models *set, const struct classes *c);

/*
 * panel_ask - what the members say of n glyphs.
 *
 * first   as panel_first has it
 * images  (n,28,28) bytes, normalized
 * cheap   cheap[i] is 1 for a glyph that only first may be asked about; n of them
 * probs   probs[m] has room for (n, classes of member m)
 * asked   set to 0 for glyphs of which only first was asked; n of them
 */
void panel_ask(const struct models *set, int first, const uint8_t *images, const uint8_t *cheap, int n,
               float *const *probs, uint8_t *asked);

#endif
