/*
 * skew.h - how far lines climb, and letters lean.
 *
 * Both by trying: the right angle is the one at which the ink's profile is
 * sharpest (Postl, "Detection of linear oblique structures and skew scan in
 * digitized documents", ICPR 1986).  Both are tangents, 0 when nothing can be said.
 */
#ifndef HWR_SKEW_H
#define HWR_SKEW_H

#include "page/parts.h"

double skew_find(const struct parts *p);	/* v = y - skew * x is level */
double slant_find(const struct parts *p);	/* u = x + slant * y is upright */

#endif
