#include <math.h>
#include <stdio.h>

#include "report/plot_axis.h"

/* The step of 1, 2 or 5 times a power of ten that is nearest to rough, by its factor. */
static double
round_step(double rough)
{
	const double power = pow(10, floor(log10(rough) + 1e-9)), factor = rough / power;

	return power * (factor < 1.5 ? 1 : factor < 3.5 ? 2 : factor < 7.5 ? 5 : 10);
}

struct plot_axis
plot_axis_around(double lo, double hi, double least)
{
	struct plot_axis a;

	if (hi - lo < 1e-3) {
		lo = lo >= 1 ? lo - 1 : 0;
		hi = lo + 1;
	}
	a.step = round_step(fmax((hi - lo) / 5, least));
	a.lo = floor(lo / a.step + 1e-6) * a.step;
	a.hi = ceil(hi / a.step - 1e-6) * a.step;
	return a;
}

int
plot_axis_steps(const struct plot_axis *a)
{
	return (int)lround((a->hi - a->lo) / a->step);
}

double
plot_axis_at(const struct plot_axis *a, int i)
{
	return a->lo + i * a->step;
}

void
plot_axis_text(char text[PLOT_AXIS_TEXT], const struct plot_axis *a, int i)
{
	const int places = a->step < 1 ? (int)ceil(-log10(a->step) - 1e-6) : 0;

	if (a->step < 1e4)
		snprintf(text, PLOT_AXIS_TEXT, "%.*f", places, plot_axis_at(a, i));
	else
		snprintf(text, PLOT_AXIS_TEXT, "%.3g", plot_axis_at(a, i));
}
