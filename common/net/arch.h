/*
 * arch.h - the text that describes a network, and the layers it stands for.
 *
 * Words apart by blanks, from the 28x28x1 image on:
 *   32c3      convolution, 32 filters of 3x3, stride 1, no padding; then any of
 *             s2 (stride), p1 (zeros around), n (no bias): "64c5s2p2n"
 *   bn        batch normalisation (Ioffe, Szegedy 2015)
 *   relu      max(0, x)
 *   p2, p3s2  max pooling, side and stride (the same when not given)
 *   a2        average pooling
 *   gap       mean over the whole map
 *   drop0.4   dropout (Srivastava et al. 2014) with that probability
 *   dw3       depthwise convolution, a filter of 3x3 for each channel; s2, p1, n as above
 *   (         keep the map that stands here, until its bracket is closed
 *   )+        the kept map is added: a residual block
 *   )*        its channels are multiplied by what is here, a map of 1x1
 *   sigmoid   1 / (1 + exp(-x))
 *   d47       dense layer of 47 outputs over the whole map; the last word is
 *             the dense layer of the classes, "d" alone for as many as there are
 */
#ifndef HWR_ARCH_H
#define HWR_ARCH_H

#include <stddef.h>

#include "image/glyph.h"

enum {
	ARCH_MAX_LAYERS = 64,
	ARCH_MAX_TEXT = 1000,	/* bytes */
	ARCH_MAX_CHANNELS = 2048,
};

enum layer_kind {
	LAYER_CONV,		/* dense layers too: k is the whole side */
	LAYER_BN, LAYER_RELU, LAYER_MAXPOOL, LAYER_AVGPOOL, LAYER_DROPOUT,
	LAYER_DEPTH,		/* depthwise convolution */
	LAYER_SIGMOID,
	LAYER_OPEN, LAYER_SUM, LAYER_PRODUCT,	/* brackets */
};

struct layer {
	enum layer_kind kind;
	int side, c;		/* input rows = columns, channels */
	int oside, oc;		/* output rows = columns, channels */
	int k, s, p;		/* of convolution and pooling */
	int open;		/* sum, product: the layer that is their bracket's other end */
	int bias;		/* convolution has one */
	int relu;		/* convolutions, bn: the relu that follows is done here */
	float rate;		/* dropout */
	size_t w, b;		/* where its parameters begin: conv w (k,k,C,Np), depthwise (k,k,Np), bias (Np); bn gamma, beta (Np) */
	size_t stats;		/* bn: where its running mean and variance (Np each) begin */
};

struct arch {
	struct layer layer[ARCH_MAX_LAYERS];
	int n;			/* layers */
	int classes;
	size_t n_params;	/* floats of the parameter block, padding counted */
	size_t n_stats;		/* floats of the running statistics */
	size_t count;		/* trainable parameters, padding not counted */
	double macs;		/* multiply-adds for one image */
};

/*
 * arch_parse - read text, for n classes.
 * Returns 0, or -1 with the reason in why (room bytes); out is then undefined.
 */
int arch_parse(const char *text, int classes, struct arch *out, char *why, size_t room);

/* layer_taps - products in one output of a convolution of either kind, the rows of its weights; 0 of other layers. */
size_t layer_taps(const struct layer *l);

/* arch_named - the text of a named architecture, or NULL. */
const char *arch_named(const char *name);

/* arch_name - the name and text of the i-th named one; NULL after the last. */
const char *arch_name(int i, const char **text);

#endif
