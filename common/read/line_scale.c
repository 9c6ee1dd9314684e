#include <math.h>

#include "read/line_scale.h"

/* Tunables: nats against a scale that was not measured, and for every step. */
static const double SCALE_COST = 2, STEP_COST = 0.6;
static const double STEP = 0.12;		/* of a height, and of x-heights up or down */

struct scale
scale_start(int i, double xh, double cap)
{
	/* What is taken for x-height may be cap height or between, or all is a little smaller or larger. */
	const struct scale all[SCALE_STARTS] = {
		{xh, cap, 0, 0},
		{0.6 * xh, xh, 0, SCALE_COST}, {0.65 * xh, 1.2 * xh, 0, SCALE_COST}, {0.8 * xh, xh, 0, SCALE_COST},
		{0.8 * xh, cap, 0, SCALE_COST}, {1.2 * xh, cap, 0, SCALE_COST}, {1.2 * xh, 1.2 * cap, 0, SCALE_COST},
	};

	return all[i];
}

struct scale
scale_step(const struct scale *s, int k)
{
	struct scale to = *s;
	const double up = k % 2 ? 1 + STEP : 1 / (1 + STEP);

	if (k < 2)
		to.xh *= up;
	else if (k < 4)
		to.cap *= up;
	else
		to.shift += (k % 2 ? STEP : -STEP) * s->xh;
	to.cost += STEP_COST;
	return to;
}

int
scale_place(const struct scale *s, const struct tags *t, struct place *p)
{
	struct tags moved = *t;

	moved.base += (int)lround(s->shift);
	return place_of(&moved, s->xh, s->cap, p);
}
