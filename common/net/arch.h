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
 *
 * A network for lines begins with line48: its input is an image of 48 rows and
 * any number of columns, and every layer keeps the columns or divides them
 * evenly.  Filters, strides and zeros of two numbers are of rows, then of columns:
 * 128c3x1, s2x1, p0x1, p2x1.  Further words, for maps of one row:
 *   lstm96    a sequence read from both ends by 96 cells each (lstm.h): 192 channels
 *   d47       is of every column by itself, over all its rows
 */
#ifndef HWR_ARCH_H
#define HWR_ARCH_H

#include <stddef.h>

#include "image/glyph.h"

enum {
	ARCH_MAX_LAYERS = 64,
	ARCH_MAX_TEXT = 1000,	/* bytes */
	ARCH_MAX_CHANNELS = 2048,
	ARCH_MAX_ROWS = 256,		/* of a line */
	ARCH_LINE_COLS = 256,		/* columns of the line that a parsed architecture is of */
};

enum layer_kind {
	LAYER_CONV,		/* dense layers too: k is the whole side */
	LAYER_BN, LAYER_RELU, LAYER_MAXPOOL, LAYER_AVGPOOL, LAYER_DROPOUT,
	LAYER_DEPTH,		/* depthwise convolution */
	LAYER_SIGMOID,
	LAYER_OPEN, LAYER_SUM, LAYER_PRODUCT,	/* brackets */
	LAYER_LSTM,
};

struct layer {
	enum layer_kind kind;
	int rows, cols, c;	/* of the input; channels */
	int orows, ocols, oc;	/* of the output */
	int kh, kw;		/* rows and columns of a filter, of a pool; 0 of other layers */
	int sh, sw, ph, pw;	/* stride and zeros around, likewise */
	int open;		/* sum, product: the layer that is their bracket's other end */
	int bias;		/* convolution has one */
	int relu;		/* convolutions, bn: the relu that follows is done here */
	float rate;		/* dropout */
	size_t w, b;		/* where its parameters begin: conv w (kh,kw,C,Np), depthwise (kh,kw,Np), bias (Np); bn gamma, beta (Np); lstm as lstm.h has them */
	size_t stats;		/* bn: where its running mean and variance (Np each) begin */
};

struct arch {
	struct layer layer[ARCH_MAX_LAYERS];
	int n;			/* layers */
	int classes;
	int line;		/* 1: of lines; the layers' columns are those of ARCH_LINE_COLS at the input */
	int step;		/* of lines: columns of the input for one of the output */
	size_t n_params;	/* floats of the parameter block, padding counted */
	size_t n_stats;		/* floats of the running statistics */
	size_t count;		/* trainable parameters, padding not counted */
	double macs;		/* multiply-adds for one image, of lines for one column */
};

/*
 * arch_parse - read text, for n classes.
 * Returns 0, or -1 with the reason in why (room bytes); out is then undefined.
 */
int arch_parse(const char *text, int classes, struct arch *out, char *why, size_t room);

/* arch_at - out becomes a, of lines, for one that has cols columns, a multiple of a->step. */
void arch_at(const struct arch *a, int cols, struct arch *out);

/* layer_taps - products in one output of a convolution of either kind; 0 of other layers. */
size_t layer_taps(const struct layer *l);

/*
 * A layer with weights has a block of layer_rows rows of layer_width numbers, padded,
 * and layer_biases rows of biases; 0 rows of other layers.
 */
size_t layer_rows(const struct layer *l);
int layer_width(const struct layer *l);
size_t layer_biases(const struct layer *l);

/* layer_pixels - of a layer's output. */
size_t layer_pixels(const struct layer *l);

/* layer_in, layer_out - floats of the map before and behind a layer, channels padded. */
size_t layer_in(const struct layer *l);
size_t layer_out(const struct layer *l);

/* arch_named - the text of a named architecture, or NULL. */
const char *arch_named(const char *name);

/* arch_name - the name and text of the i-th named one; NULL after the last. */
const char *arch_name(int i, const char **text);

#endif
