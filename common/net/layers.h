/*
 * layers.h - what is not convolution: batch norm, pooling, relu, dropout.
 *
 * Letters as in kernel.h.  Those that walk over maps are a kernel's, because
 * they are compiled for each processor: kernel->bn_sums and so on.  They work
 * on images or pixels that lie one after the other, are safe per thread, and
 * write only where their last pointer says.
 *
 * Batch normalisation (Ioffe, Szegedy: arXiv 1502.03167):
 *   y = gamma * (x - mean) * inv + beta, inv = 1 / sqrt(variance + BN_EPSILON)
 * over all pixels of the batch.  A batch is walked in parts; sums are (2,Np)
 * doubles, added to: sum and sum of squares forward (bn_sums); sum of dy and of
 * dy * xhat backward (bn_backward_sums, which also gives dy masked by the relu
 * that followed: y > 0).  bn_backward makes dx from the masked dy and the sums
 * of the whole batch of all_pixels.
 *
 * Pooling (pool_forward, pool_backward): the gradient of a maximum goes to the
 * first sample that has it.
 *
 * Dropout (Srivastava et al. 2014): zero each value with probability rate,
 * scale the others by 1 / (1 - rate).  The choice depends on seed alone, so
 * that the same call masks the gradient.
 *
 * bias_backward: db (Np) += the sum of dy over its pixels.
 *
 * Depthwise convolution (Howard et al., "MobileNets", arXiv 1704.04861): each
 * channel has one filter of its own; w (k,k,Np), n images.  depth_data makes dx;
 * depth_weights adds to dw (k,k,Np).
 *
 * Brackets (arch.h): add, the sum of a residual block (He et al., arXiv
 * 1512.03385); gate_forward, each channel of the kept map times one number, gate
 * (n,Np), of squeeze and excitation (Hu et al., arXiv 1709.01507); l has the
 * kept map's shape behind it.  gate_backward makes both gradients.
 */
#ifndef HWR_LAYERS_H
#define HWR_LAYERS_H

#include "net/arch.h"
#include "net/tunables.h"

struct bn {			/* one layer in one step; (Np) each */
	float *mean, *inv;
	const float *gamma, *beta;
	int np, relu;
};

#endif
