/*
 * log_add.h - sums of probabilities of which the logarithms are known.
 */
#ifndef HWR_LOG_ADD_H
#define HWR_LOG_ADD_H

/* log_add - log(exp(a) + exp(b)), what is far smaller left out; -INFINITY is the log of nothing. */
double log_add(double a, double b);

#endif
