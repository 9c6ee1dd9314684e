/*
 * order.h - numbers by size.
 */
#ifndef HWR_ORDER_H
#define HWR_ORDER_H

/* sort_reals - n finite numbers, the least first. */
void sort_reals(double *v, int n);

/* median - of n finite numbers, which are sorted: of two in the middle the upper one; usual when there are none. */
double median(double *v, int n, double usual);

#endif
