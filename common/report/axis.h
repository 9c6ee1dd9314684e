/*
 * axis.h - the numbers beside a picture of curves.
 */
#ifndef HWR_AXIS_H
#define HWR_AXIS_H

struct axis {
	double lo, hi;		/* multiples of step */
	double step;		/* 1, 2 or 5 times a power of ten */
};

enum { AXIS_TEXT = 32 };	/* bytes of a number as text */

/*
 * axis_around - about five steps that hold lo .. hi, where lo is 0 or more,
 * and no step below least.  What is hardly a range gets one of about 1.
 */
struct axis axis_around(double lo, double hi, double least);

/* axis_steps - how many steps it has: ticks are 0 .. that; axis_at - where tick i is. */
int axis_steps(const struct axis *a);
double axis_at(const struct axis *a, int i);

/* axis_text - the number at tick i, with as many places as the steps need. */
void axis_text(char text[AXIS_TEXT], const struct axis *a, int i);

#endif
