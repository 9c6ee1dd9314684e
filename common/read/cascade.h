/*
 * cascade.h - an ensemble asks no more members than a glyph needs: a cascade.
 *
 * Of a line's candidates most are no characters, and of the rest most are easy.
 * So the member that costs least looks at all of them, and the others only where
 * it is in doubt; after P. Viola, M. Jones, "Rapid object detection using a
 * boosted cascade of simple features", CVPR 2001.
 */
#ifndef HWR_CASCADE_H
#define HWR_CASCADE_H

#include <stdint.h>

#include "read/vote.h"

/*
 * cascade_first - the member that is asked first about candidates: of those that
 * read lines and know rejects the one with the fewest multiply-adds.  -1 when
 * no other does: then all are asked everything.
 */
int cascade_first(const struct models *set, const struct classes *c);

struct glyph_roles {		/* of n glyphs before they are read, 0 or 1 each */
	const uint8_t *alone;	/* (n) it has no line, or one to itself: members whose task that is are asked */
	const uint8_t *among;	/* (n) it is one of a line's candidates: the first member may be enough */
	const uint8_t *spared;	/* (n) nobody is asked about it */
};

/*
 * cascade_ask - what the members say of n glyphs.
 *
 * first   as cascade_first has it; where it is sure of a candidate, no other is asked
 * images  (n,28,28) bytes, normalized
 * probs   probs[m] has room for (n, classes of member m)
 * asked   (members, n): set to 1 where a member was asked, else 0; members are
 *         asked about what they read (models_serve)
 */
void cascade_ask(const struct models *set, int first, const uint8_t *images, const struct glyph_roles *roles, int n,
                 float *const *probs, uint8_t *asked);

#endif
