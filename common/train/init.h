/*
 * init.h - parameters before the first step.
 */
#ifndef HWR_INIT_H
#define HWR_INIT_H

#include <stdint.h>

#include "net/arch.h"

/*
 * init_params - fill params (n_params) and stats (n_stats) for training.
 * Convolutions: normal with variance 2 / (k*k*C), depthwise 2 / (k*k) (He et al. 2015, arXiv
 * 1502.01852), the last layer 1 / (k*k*C); biases 0; bn gamma 1, beta 0, mean
 * 0, variance 1.  Padding stays 0.
 */
void init_params(const struct arch *a, uint64_t seed, float *params, float *stats);

#endif
