/*
 * softmax.h - from scores to probabilities.
 */
#ifndef HWR_SOFTMAX_H
#define HWR_SOFTMAX_H

/* softmax - p[k] = exp(x[k]) / sum of exp(x), of n >= 1 scores; p may be x. */
void softmax(const float *x, int n, float *p);

/* log_softmax - their logarithms, in nats: p[k] = x[k] - log(sum of exp(x)); p may be x. */
void log_softmax(const float *x, int n, float *p);

#endif
