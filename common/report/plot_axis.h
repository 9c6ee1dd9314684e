/*
 * plot_axis.h - the numbers beside a picture of curves.
 */
#ifndef HWR_PLOT_AXIS_H
#define HWR_PLOT_AXIS_H

struct plot_axis {
	double lo, hi;		/* multiples of step */
	double step;		/* 1, 2 or 5 times a power of ten */
};

enum { PLOT_AXIS_TEXT = 32 };	/* bytes of a number as text */

/*
 * plot_axis_around - about five steps that hold lo .. hi, where lo is 0 or more,
 * and no step below least.  What is hardly a range gets one of about 1.
 */
struct plot_axis plot_axis_around(double lo, double hi, double least);

/* plot_axis_steps - how many steps it has: ticks are 0 .. that; plot_axis_at - where tick i is. */
int plot_axis_steps(const struct plot_axis *a);
double plot_axis_at(const struct plot_axis *a, int i);

/* plot_axis_text - the number at tick i, with as many places as the steps need. */
void plot_axis_text(char text[PLOT_AXIS_TEXT], const struct plot_axis *a, int i);

#endif
