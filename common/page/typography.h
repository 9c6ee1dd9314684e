/*
 * typography.h - what is usual of the heights of letters, whatever the hand.
 *
 * Of the room page, and for rooms after it: what is known of letters before
 * any is read or measured.
 */
#ifndef HWR_TYPOGRAPHY_H
#define HWR_TYPOGRAPHY_H

/*
 * The x-height of the cap height.  In print it is 0.65 to 0.75, in handwriting
 * less: chosen on composed pages and UNIPEN's printed lines, as the prior of a
 * fit that every line with a few letters overrules (heights.c).  Higher: lines
 * of capitals are taken for small letters, lower: the other way round.
 */
#define XH_RATIO 0.62
#define XH_RATIO_DEV 0.09	/* standard deviation from hand to hand */

#endif
