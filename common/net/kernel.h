/*
 * kernel.h - the inner loops in which the networks spend their time.
 *
 * Glossary of shapes, here and in all of net/:
 *   B images of a batch     H,W rows and columns     C channels in, N channels out
 *   P output pixels of one image     T taps of a filter (k*k)
 *   Cp, Np: C, N rounded up to a multiple of 16; the padding holds zeros
 * Activations are (B,H,W,Cp): the channels of a pixel lie side by side.
 *
 * One source, kernel_body.h, is compiled for AVX-512, AVX2 and the plain
 * machine; kernel_best picks at run time.  All sums run in a fixed order.
 */
#ifndef HWR_KERNEL_H
#define HWR_KERNEL_H

#include <stddef.h>
#include <stdint.h>

#include "net/gather.h"

struct bn;			/* net/layers.h */
struct layer;			/* net/arch.h */
struct winograd;		/* net/winograd.h */

struct kernel {
	const char *name;	/* "avx512", "avx2", "plain" */
	int nr;			/* widest panel of output channels */

	/*
	 * forward - run g for one image: out[out_off[p] + n] for all p, n < np.
	 * bias: (np) or NULL; relu: clamp below at 0.
	 */
	void (*forward)(const struct gather *g, const float *in, const float *bias,
	                int relu, float *out);

	/*
	 * weights - the gradient of one image added to dw:
	 * dw[t, c, n] += sum over p of in[in_off[p] + tap_off[t] + c] * dout[p, n]
	 * dout: (P,Np); dw: (T,kc,Np)
	 */
	void (*weights)(const struct gather *g, const float *in, const float *dout, float *dw);

	/*
	 * The transforms of winograd.h.  Those of an image: v, m point at its first tile
	 * in V[0], M[0].  Those of filters: w (3,3,C,Np), output
	 * channel n times scale[n] unless that is NULL, to g->u; du (36,C,Np) to dw.
	 */
	void (*wino_input)(const struct winograd *g, const float *in, float *v);
	void (*wino_output)(const struct winograd *g, const float *m, const float *bias, int relu,
	                    float *out);
	void (*wino_dout)(const struct winograd *g, const float *dout, float *m);
	void (*wino_filter)(const struct winograd *g, const float *w, const float *scale);
	void (*wino_dfilter)(const struct winograd *g, const float *du, float *dw);

	/* What layers.h says under the same names. */
	void (*bn_sums)(const float *x, size_t pixels, int np, double *sums);
	void (*bn_forward)(const struct bn *b, const float *x, size_t pixels, float *y);
	void (*bn_backward_sums)(const struct bn *b, const float *x, const float *y, size_t pixels,
	                         const float *dy, float *masked, double *sums);
	void (*bn_backward)(const struct bn *b, const float *x, size_t pixels, const double *sums,
	                    double all_pixels, const float *dy, float *dx);
	void (*pool_forward)(const struct layer *l, int n, const float *x, float *y);
	void (*pool_backward)(const struct layer *l, int n, const float *x, const float *y,
	                      const float *dy, float *dx);
	void (*relu_forward)(const float *x, size_t n, float *y);
	void (*relu_backward)(const float *y, size_t n, const float *dy, float *dx);
	void (*dropout)(const float *x, size_t n, float rate, uint64_t seed, float *y);
	void (*bias_backward)(const float *dy, size_t pixels, int np, float *db);
	void (*depth_forward)(const struct layer *l, int n, const float *x, const float *w, const float *bias,
	                      int relu, float *y);
	void (*depth_data)(const struct layer *l, int n, const float *dy, const float *w, float *dx);
	void (*depth_weights)(const struct layer *l, int n, const float *x, const float *dy, float *dw);
	void (*add)(const float *a, const float *b, size_t n, float *y);
	void (*sigmoid_forward)(const struct layer *l, int n, const float *x, float *y);
	void (*sigmoid_backward)(const float *y, size_t n, const float *dy, float *dx);
	void (*gate_forward)(const struct layer *l, int n, const float *kept, const float *gate, float *y);
	void (*gate_backward)(const struct layer *l, int n, const float *kept, const float *gate, const float *dy,
	                      float *dkept, float *dgate);

	/* The gates of lstm.h at one step, forward and back; see lstm_body.h. */
	void (*lstm_step)(int h, float *gates, const float *before, float *cell, float *y);
	void (*lstm_step_back)(int h, float *gates, const float *before, const float *cell, const float *dh,
	                       float *dcell);
};

extern const struct kernel kernel_plain;
#if defined(__x86_64__)
extern const struct kernel kernel_avx2, kernel_avx512;
#endif

/* What processors have that kernels are compiled for. */
enum { CPU_FMA = 1, CPU_AVX2 = 2, CPU_AVX512F = 4, CPU_AVX512VL = 8 };

/* cpu_has - what this one has. */
unsigned cpu_has(void);

/*
 * kernel_of - the fastest of a processor that has these, no faster than the one called
 * ask (NULL, "": any); NULL when none is called so.
 */
const struct kernel *kernel_of(const char *ask, unsigned has);

/*
 * kernel_best - the fastest this machine runs; $HWR_CPU=plain|avx2|avx512 asks for a slower one.
 * Another word there is said and exits 2.
 */
const struct kernel *kernel_best(void);

#endif
