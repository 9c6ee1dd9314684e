/*
 * winograd.h - 3x3 convolution of stride 1 with a quarter of the multiplications.
 *
 * F(4x4, 3x3) of Lavin and Gray, "Fast Algorithms for Convolutional Neural
 * Networks" (arXiv 1509.09308): the map is cut into tiles of 4x4 outputs, each
 * made from a window of 6x6 inputs d and the filter g by
 *
 *   Y = A' [ (G g G') * (B' d B) ] A        ' = transposed, * = by element
 *
 * Over channels the products by element are 36 matrix products, one for each
 * place of the window: M[i] (tiles,N) = V[i] (tiles,C) U[i] (C,N).
 * The weight gradient is the adjoint: dU[i] = V[i]' dM[i], dM = A dY A',
 * dg = G' dU G.  The gradient of the input is a convolution of the output
 * gradient with the filters turned by half, so it is a struct winograd, too.
 *
 * Rounding: the largest error of an output, relative to the largest output, is
 * within 1e-5 (test_conv); direct sums stay within 1e-6.
 * Letters as in kernel.h.
 */
#ifndef HWR_WINOGRAD_H
#define HWR_WINOGRAD_H

#include "net/kernel.h"

enum {
	WINOGRAD_K = 3,		/* side of the filter */
	WINOGRAD_OUT = 4,	/* side of a tile of outputs */
	WINOGRAD_IN = 6,	/* side of the window that makes it */
	WINOGRAD_PLACES = WINOGRAD_IN * WINOGRAD_IN,
};

struct winograd {
	int h, w, pad;		/* input rows and columns, zeros on each side */
	int oh, ow;		/* output rows, columns */
	int c, cp, np;		/* channels in: true, padded; out: padded */
	int rows, cols, tiles;	/* of one image; tiles = rows * cols */
	int wide, high;		/* of the padded input that covers all windows */
	int dout_wide;		/* of the output gradient that covers all tiles */
	int group;		/* images that go through together */
	int strip;		/* rows of tiles that do, of a large image: its V and M stay in the cache; else all of them */
	size_t v_step, m_step;	/* floats from V[i] to V[i+1], from M[i] to M[i+1] */
	const struct kernel *kernel;
	struct gather g;	/* the product at one place: tiles are the pixels */
	float *u;		/* borrowed: (36, C, Np) packed as kernel.h's gather wants it */
};

/* winograd_pays - 1 where it is faster than direct sums: oh x ow outputs from c channels. */
int winograd_pays(int oh, int ow, int c);

/* winograd_new - for inputs h x w x c with pad zeros around them, n channels out. */
struct winograd *winograd_new(int h, int w, int pad, int c, int n, const struct kernel *kernel);
void winograd_free(struct winograd *g);

/* winograd_floats - how many g->u has. */
size_t winograd_floats(const struct winograd *g);

/* winograd_pack - take over the weights w (3,3,C,Np) times scale (Np; NULL: 1): g->u has room. */
void winograd_pack(struct winograd *g, const float *w, const float *scale);

/* Floats of scratch that the calls below need, one per thread. */
size_t winograd_scratch(const struct winograd *g);

/* winograd_forward - out (n,OH,OW,Np) of in (n,H,W,Cp); bias (Np) or NULL. */
void winograd_forward(const struct winograd *g, int n, const float *in, const float *bias, int relu,
                      float *out, float *scratch);

/* winograd_weights - du (36,C,Np) += the gradient; winograd_weights_end: dw (3,3,C,Np) = G' du G. */
void winograd_weights(const struct winograd *g, int n, const float *in, const float *dout,
                      float *du, float *scratch);
void winograd_weights_end(const struct winograd *g, const float *du, float *dw);

#endif
