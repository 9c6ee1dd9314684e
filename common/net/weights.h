/*
 * weights.h - parameter blocks: before the first step, as bytes, and back.
 *
 * In a file weights have no padding: layer by layer, a convolution's w
 * (k,k,C,N; of a depthwise one (k,k,N)) in binary16 or binary32 and its bias (N) in binary32; a bn's
 * gamma, beta, mean, variance (N each) in binary32; all little-endian.
 */
#ifndef HWR_WEIGHTS_H
#define HWR_WEIGHTS_H

#include <stdint.h>

#include "base/buf.h"
#include "net/arch.h"

/*
 * weights_init - fill params (n_params) and stats (n_stats) for training.
 * Convolutions: normal with variance 2 / (k*k*C), depthwise 2 / (k*k) (He et al. 2015, arXiv
 * 1502.01852), the last layer 1 / (k*k*C); biases 0; bn gamma 1, beta 0, mean
 * 0, variance 1.  Padding stays 0.
 */
void weights_init(const struct arch *a, uint64_t seed, float *params, float *stats);

enum precision { PRECISION_F32, PRECISION_F16 };

/* weights_size - the bytes that weights_write makes. */
size_t weights_size(const struct arch *a, enum precision w);
void weights_write(const struct arch *a, enum precision w, const float *params,
                   const float *stats, struct buf *out);

/*
 * weights_read - from exactly weights_size bytes; padding becomes 0.
 * Returns 0, or -1 when a number is not finite or a variance is negative.
 */
int weights_read(const struct arch *a, enum precision w, const char *bytes,
                 float *params, float *stats);

/* IEEE 754 binary16, rounded to nearest even; what is too large becomes the largest. */
uint16_t half_from(float v);
float half_to(uint16_t h);

/* float_put, float_get - binary32 little-endian on any machine. */
void float_put(struct buf *b, float v);
float float_get(const char *bytes);

#endif
