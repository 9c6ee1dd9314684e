/*
 * calibrate.h - probabilities that mean what they say.
 *
 * A network's scores are divided by a temperature T, one number, that makes the
 * cross-entropy of held-out images least (Guo, Pleiss, Sun, Weinberger, "On
 * Calibration of Modern Neural Networks", arXiv 1706.04599).  The answers stay.
 */
#ifndef HWR_CALIBRATE_H
#define HWR_CALIBRATE_H

#include "net/arch.h"
#include "train/dataset.h"

/*
 * calibrate_temperature - the T, CALIBRATE_LEAST to CALIBRATE_MOST (tunables.h), that fits
 * the network of these parameters on held; 1 where fewer than CALIBRATE_WRONG
 * images are read wrongly, because they cannot tell.  shares: of logit_adjust.h, by
 * which probabilities are then multiplied, or NULL.
 * The same for any number of threads.
 */
double calibrate_temperature(const struct arch *a, const float *params, const float *stats,
                             const struct dataset *held, const float *shares);

/* calibrate_scale - divide the scores by t, in the parameters: the last layer is dense and linear. */
void calibrate_scale(const struct arch *a, float *params, double t);

#endif
