/*
 * line_step.h - what a batch of lines teaches a network: the gradient of ctc.h's
 * loss, shortened where its norm is above LINE_CLIP (tunables.h; R. Pascanu, T. Mikolov,
 * Y. Bengio, arXiv 1211.5063).
 */
#ifndef HWR_LINE_STEP_H
#define HWR_LINE_STEP_H

#include "net/train_step.h"
#include "train/line_sampler.h"

/*
 * line_step_run - one step of t, for the lines b, whose columns its room holds; seed is of its dropout.
 *
 * stats   move as train_step_run says
 * grads   (n_params) become the mean gradient, shortened
 * *right  becomes how many characters the best paths have right
 * Returns the sum of the losses.
 */
double line_step_run(struct train_step *t, const float *params, float *stats, const struct line_batch *b,
                     uint64_t seed, float *grads, int *right);

#endif
