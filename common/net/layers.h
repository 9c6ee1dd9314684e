/*
 * layers.h - what is not convolution: batch norm, pooling, dropout, loss.
 *
 * Letters as in kernel.h.  Every function works on n images (n, side, side,
 * Cp) that lie one after the other, and is safe per thread.
 */
#ifndef HWR_LAYERS_H
#define HWR_LAYERS_H

#include <stddef.h>
#include <stdint.h>

#include "net/arch.h"

/*
 * Batch normalisation (Ioffe, Szegedy: arXiv 1502.03167):
 *   y = gamma * (x - mean) * inv + beta, inv = 1 / sqrt(variance + BN_EPSILON)
 * over all pixels of the batch.  A batch is walked in parts; sums are (2,Np)
 * doubles: sum and sum of squares forward; sum of dy and of dy * xhat backward.
 */
#define BN_EPSILON 1e-5f

struct bn {			/* one layer in one step; (Np) each */
	float *mean, *inv;
	const float *gamma, *beta;
	int np, relu;
};

void bn_sums(const float *x, size_t pixels, int np, double *sums);
void bn_forward(const struct bn *b, const float *x, size_t pixels, float *y);

/* dy (pixels,Np) is masked in place by the relu that followed. */
void bn_backward_sums(const struct bn *b, const float *x, const float *y, size_t pixels,
                      float *dy, double *sums);
/* dx from dy, in place; sums are those of the whole batch of all pixels. */
void bn_backward(const struct bn *b, const float *x, size_t pixels, const double *sums,
                 double all_pixels, float *dy);

/* Pooling; the gradient of a maximum goes to the first sample that has it. */
void pool_forward(const struct layer *l, int n, const float *x, float *y);
void pool_backward(const struct layer *l, int n, const float *x, const float *y,
                   const float *dy, float *dx);

/* relu_mask - dy = 0 where y, the output of the relu, is 0. */
void relu_mask(const float *y, size_t n, float *dy);

/*
 * dropout - zero each value with probability rate, scale the others by
 * 1 / (1 - rate); the choice depends on seed alone, so that the same call
 * masks the gradient.
 */
void dropout(float *v, size_t n, float rate, uint64_t seed);

/*
 * softmax_loss - cross-entropy of one image with label smoothing.
 *
 * logits   (classes); replaced by the gradient, scaled by scale, when wanted
 * smooth   the truth is 1 - smooth, plus smooth / classes everywhere
 * Returns the loss; *right becomes 1 when the label has the highest score.
 */
double softmax_loss(float *logits, int classes, int label, float smooth, float scale, int *right);

/* softmax - p = exp(x) / sum; x and p may be the same. */
void softmax(const float *x, int n, float *p);

#endif
