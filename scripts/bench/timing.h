/* timing.h - the time, and what to say of several measurements. */
#ifndef HWR_TIMING_H
#define HWR_TIMING_H

/* seconds_now - of a clock that only goes forward. */
double seconds_now(void);

/* median - of n > 0 values, which end up sorted; the upper one of an even number. */
double median(double *v, int n);

#endif
