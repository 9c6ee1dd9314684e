/*
 * conv.h - two-dimensional convolution of images, forward and backward.
 *
 *   out[y,x,n] = bias[n] + sum over ky,kx,c of in[y*sh+ky-ph, x*sw+kx-pw, c] * w[ky,kx,c,n]
 *
 * with zeros outside the input (LeCun et al. 1998 without the kernel flip).
 * A dense layer is the convolution whose filter covers the whole map.
 * Shapes: in (B,H,W,Cp), out (B,OH,OW,Np), w (kh,kw,C,Np), bias (Np); letters as
 * in kernel.h.  Images go through one by one, except where the filter covers
 * the whole map: there up to CONV_ROWS images are the rows of one product.
 * A struct conv is read-only after conv_pack and shared by threads.
 */
#ifndef HWR_CONV_H
#define HWR_CONV_H

#include "net/kernel.h"
#include "net/winograd.h"

enum { CONV_MAX_STRIDE = 4 };

struct conv_shape {
	int h, w, c;		/* input rows, columns, channels */
	int n;			/* output channels */
	int kh, kw;		/* rows and columns of the filter */
	int sh, sw, ph, pw;	/* stride 1..4, zeros on each side; likewise */
	int any_width;		/* 1: how it is done, and so how its weights are packed, does not depend on w */
};

struct conv {
	struct conv_shape shape;
	int oh, ow, cp, np;
	int fully_connected;	/* 1: the filter covers the map, images are the pixels */
	int unpadded;		/* 1: few channels, copied without their padding */
	size_t in_size;		/* floats of the copied input; 0: it is taken as it is */
	size_t dout_size;	/* floats of the padded output gradient */
	int margin_y, margin_x, dout_w;	/* zeros around the output gradient; its padded width */
	const struct kernel *kernel;
	struct gather fwd;
	struct gather bwd[CONV_MAX_STRIDE * CONV_MAX_STRIDE];	/* by (y+p)%s, (x+p)%s */
	int n_bwd;
	struct winograd *wino;	/* instead of fwd where it pays, or NULL */
	struct winograd *wino_back;	/* instead of bwd */
};

/* conv_out - the output side for an input side, or 0 when the filter does not fit. */
int conv_out(int side, int k, int s, int p);

/* conv_new - all but the room for packed weights; freed with conv_free. */
struct conv *conv_new(const struct conv_shape *shape, int backward, const struct kernel *kernel);

/* conv_at - c, made with any_width, for inputs of w columns: new, with the packed weights of c. */
struct conv *conv_at(const struct conv *c, int w);

/* conv_scratch_at - what conv_scratch would say of that. */
size_t conv_scratch_at(const struct conv *c, int w);
void conv_free(struct conv *c);

/*
 * conv_place - packed weights, conv_floats of them, are kept at room, which
 * stays the caller's.  Returns the end of what was taken.
 */
size_t conv_floats(const struct conv *c);
float *conv_place(struct conv *c, float *room);

/*
 * conv_pack - take over the weights w (kh,kw,C,Np), for both directions.
 * scale (Np) multiplies what goes forward, or is NULL.
 */
void conv_pack(struct conv *c, const float *w, const float *scale);

/* Floats of scratch that each call below needs; one per thread. */
size_t conv_scratch(const struct conv *c);

/* The three passes over n images; n = B of the shapes. */
void conv_forward(const struct conv *c, int n, const float *in, const float *bias, int relu,
                  float *out, float *scratch);

/*
 * conv_weights - sums (conv_sums floats, zero at first) += the weight gradient
 * in the engine's own form; db (Np) += the bias gradient, or NULL.
 */
void conv_weights(const struct conv *c, int n, const float *in, const float *dout,
                  float *sums, float *db, float *scratch);
size_t conv_sums(const struct conv *c);

/* conv_weights_end - dw (kh,kw,C,Np) = the gradient that sums hold. */
void conv_weights_end(const struct conv *c, const float *sums, float *dw);

/* conv_data - din (B,H,W,Cp) = the gradient of the input. */
void conv_data(const struct conv *c, int n, const float *dout, float *din, float *scratch);

/* The same by the definition, in plain loops, for one image: what tests hold them against. */
void conv_reference_forward(const struct conv_shape *s, const float *in, const float *w,
                            const float *bias, float *out);
void conv_reference_backward(const struct conv_shape *s, const float *in, const float *w,
                             const float *dout, float *din, float *dw, float *db);

#endif
