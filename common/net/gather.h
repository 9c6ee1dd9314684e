/*
 * gather.h - convolution as a product whose left rows are found by offsets.
 *
 * Convolution is a matrix product whose left rows are found by offsets
 * instead of being copied out (Dukhan, "The Indirect Convolution Algorithm",
 * arXiv 1907.02129):
 *
 *   out[p, n] = sum over t, c of in[off[p] + tap[t] + c] * w[t, c, n]
 *
 * The letters are those of kernel.h, whose forward and weights run a gather.
 */
#ifndef HWR_GATHER_H
#define HWR_GATHER_H

#include <stddef.h>
#include <stdint.h>

enum { CHANNEL_BLOCK = 16 };	/* channels are padded to a multiple of this */

/* channels_padded - n rounded up to a multiple of CHANNEL_BLOCK. */
int channels_padded(int n);

/* Which inputs make which outputs.  All offsets count floats. */
struct gather {
	int n_pix;		/* P */
	int n_taps;		/* T */
	int kc;			/* channels summed per tap: C */
	int np;			/* Np, of the output */
	int32_t *in_off;	/* (P): first channel of pixel p's first tap */
	int32_t *out_off;	/* (P): where pixel p is written */
	int32_t *tap_off;	/* (T) */
	float *w;		/* borrowed: packed weights, panels of (T,kc,panel_width) */
};

/* gather_new - room for its offsets; freed with gather_free. */
void gather_new(struct gather *g, int pixels, int taps, int kc, int np);
void gather_free(struct gather *g);

/* gather_floats - how many its packed weights are. */
size_t gather_floats(const struct gather *g);

/*
 * panel_width - output channels of the panel that comes next when left of them
 * are left: the widest of 64, 32, 16 that is neither more than that nor than most.
 */
int panel_width(int left, int most);

/*
 * gather_pack - fill g->w from w (T,kc,Np), in panels of at most nr output
 * channels, as a kernel reads them; scale (Np): a factor for each output
 * channel, or NULL.
 */
void gather_pack(struct gather *g, int nr, const float *w, const float *scale);

#endif
