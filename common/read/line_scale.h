/*
 * line_scale.h - how large a line of writing is: its x-height, cap height and base line.
 *
 * What a page's cutter measures is wrong where a line has no small letters, or
 * only such, or drifts.  So a line is read at several scales, and the text that
 * is most likely, its scale's cost counted in, tells which is right.
 */
#ifndef HWR_LINE_SCALE_H
#define HWR_LINE_SCALE_H

#include "read/glyph_geometry.h"

struct scale {
	double xh, cap;		/* pixels; 0: not known */
	double shift;		/* the base line is lower than in the tags by this much, pixels */
	double cost;		/* nats of log-probability against it */
};

enum { SCALE_STARTS = 7, SCALE_STEPS = 6 };

/* scale_start - the i-th scale to try, where xh and cap pixels were measured; the first is that. */
struct scale scale_start(int i, double xh, double cap);

/* scale_step - s changed a little, in the k-th way. */
struct scale scale_step(const struct scale *s, int k);

/* scale_place - where a glyph with these tags stands; 0 when it is not known. */
int scale_place(const struct scale *s, const struct tags *t, struct place *p);

#endif
