/*
 * network.h - a network that answers: layers with weights, folded for speed.
 *
 * Batch normalisation is folded into the convolution before it, relu into the
 * convolution's last step.  Read-only after network_new, but for the work
 * spaces that wait for the next call: threads share it.
 */
#ifndef HWR_NETWORK_H
#define HWR_NETWORK_H

#include "net/arch.h"
#include "net/conv.h"
#include "net/lstm.h"
#include "net/tunables.h"

struct network {
	struct arch arch;
	const struct kernel *kernel;
	struct conv *conv[ARCH_MAX_LAYERS];	/* of the convolutions; else NULL */
	struct lstm *lstm[ARCH_MAX_LAYERS];	/* likewise */
	float *depth[ARCH_MAX_LAYERS];	/* (k,k,Np) weights of depthwise ones; else NULL */
	size_t kept_at[ARCH_MAX_LAYERS];	/* where a bracket's maps are kept, floats */
	size_t kept;		/* floats of all of them, for NETWORK_RUN images */
	float *bias[ARCH_MAX_LAYERS];	/* (Np), bn folded in; of other layers bn's factor and offset (2,Np), or NULL */
	char skip[ARCH_MAX_LAYERS];	/* 1: folded into the layer before, or dropout */
	int relu[ARCH_MAX_LAYERS];
	float *packed;		/* the convolutions' weights */
	size_t widest;		/* floats of the largest map of one image */
	size_t scratch;		/* floats of the largest convolution scratch */
	struct work **idle;	/* a list, in a place of its own */
};

/*
 * network_new - from parameters and running statistics (arch.n_params,
 * arch.n_stats floats, copied).  Freed with network_free.
 */
struct network *network_new(const struct arch *a, const float *params, const float *stats);
void network_free(struct network *net);

/*
 * network_run - scores of n images.
 * images (n,28,28) bytes; logits (n,classes).
 */
void network_run(const struct network *net, const uint8_t *images, int n, float *logits);

/*
 * network_run_line - scores along one line, for a network of lines.
 * px (rows of the architecture, cols) bytes, cols a multiple of arch.step;
 * logits (cols / arch.step, classes).
 */
void network_run_line(const struct network *net, const uint8_t *px, int cols, float *logits);

/* network_run_line_in - the same bytes, by blocks of about so many columns, a step at least: memory grows with them. */
void network_run_line_in(const struct network *net, const uint8_t *px, int cols, int block, float *logits);

/* layer_shape - of the convolution that layer l of a is. */
struct conv_shape layer_shape(const struct arch *a, const struct layer *l);

/* input_of - so many pixels of images as the networks take them: bytes / 255 in the first of a pixel's channels. */
void input_of(const uint8_t *px, size_t pixels, float *out);

#endif
