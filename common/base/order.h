/*
 * order.h - numbers by size.
 */
#ifndef HWR_ORDER_H
#define HWR_ORDER_H

/* sort_reals - n finite numbers, the least first. */
void sort_reals(double *v, int n);

/*
 * median - the middle one of n finite numbers; where n is even, the larger of the two in the
 * middle, so that it is always one of them.  Without numbers (n is 0) it is usual.  It sorts v.
 */
double median(double *v, int n, double usual);

#endif
