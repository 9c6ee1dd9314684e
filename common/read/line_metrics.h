/*
 * line_metrics.h - how large a line of writing is: its x-height, cap height and base line.
 *
 * What a page's cutter measures is wrong where a line has no small letters, or
 * only such, or drifts.  So it is only the first of several hypotheses.  The line is read
 * under each, and the one whose text is most likely, its cost counted in, is taken
 * for right: first those of line_metrics_start, then small steps from the best of them.
 */
#ifndef HWR_LINE_METRICS_H
#define HWR_LINE_METRICS_H

#include "read/glyph_geometry.h"
#include "read/lattice.h"

struct line_metrics {		/* a hypothesis */
	double xh, cap;		/* pixels; 0: not known */
	double shift;		/* the base line is lower than in the tags by this much, pixels */
	double cost;		/* nats of log-probability against it */
};

enum { LINE_METRICS_STARTS = 7, LINE_METRICS_STEPS = 6 };

/*
 * line_metrics_measure - the tags' x-height and cap height, corrected by glyphs whose
 * character is known without them (networks are sure of it, and its cases do not look alike).
 * Returns 0 when the tags say nothing; *m is then not known.
 */
int line_metrics_measure(const struct lattice *l, struct line_metrics *m);

/* line_metrics_start - the i-th hypothesis to try, 0 .. LINE_METRICS_STARTS - 1; number 0 is what was measured. */
struct line_metrics line_metrics_start(int i, const struct line_metrics *measured);

/* line_metrics_step - m changed a little in the k-th way, 0 .. LINE_METRICS_STEPS - 1, at a cost. */
struct line_metrics line_metrics_step(const struct line_metrics *m, int k);

/* line_metrics_place - where a glyph with these tags stands; 0 when it is not known (glyph_geometry.h). */
int line_metrics_place(const struct line_metrics *m, const struct tags *t, struct glyph_place *p);

#endif
