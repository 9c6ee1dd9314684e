/*
 * kernel_body.h - the kernels of kernel.h for one vector width.
 *
 * The including file defines VLEN (floats in a vector), NV (vectors of a full
 * panel), NV_MR (output pixels of a tile beside it), NV_WMR (input channels of
 * a weight tile beside it), MR and WMR (the same beside narrower panels), and
 * KERNEL (the struct's name).  A tile keeps pixels x vectors of sums in
 * registers over all taps and channels; every step loads the vectors of weights
 * and spreads the inputs of the pixels over them.
 */
#include "net/kernel.h"

typedef float vec __attribute__((vector_size(4 * VLEN), aligned(4), may_alias));

enum { MR_MOST = MR > NV_MR ? MR : NV_MR };

#define INLINE static inline __attribute__((always_inline))
#if defined(__clang__)
#define UNROLL _Pragma("clang loop unroll(full)")
#else
#define UNROLL _Pragma("GCC unroll 16")
#endif

INLINE vec
load(const float *p)
{
	return *(const vec *)p;
}

INLINE void
store(float *p, vec v)
{
	*(vec *)p = v;
}

/* mr pixels from offsets off by nv vectors of outputs; w is one packed panel. */
INLINE void
forward_tile(const struct gather *g, const float *in, const int32_t *off, const float *w,
             const float *bias, int relu, float *const *out, const int mr, const int nv)
{
	vec acc[MR_MOST][NV];
	const int taps = g->n_taps, kc = g->kc;

	UNROLL
	for (int i = 0; i < mr; i++)
		UNROLL
		for (int v = 0; v < nv; v++)
			acc[i][v] = bias ? load(bias + v * VLEN) : (vec){0};
	for (int t = 0; t < taps; t++) {
		const float *x = in + g->tap_off[t];
		const float *a[MR_MOST];

		UNROLL
		for (int i = 0; i < mr; i++)
			a[i] = x + off[i];
		for (int c = 0; c < kc; c++, w += nv * VLEN) {
			vec b[NV];

			UNROLL
			for (int v = 0; v < nv; v++)
				b[v] = load(w + v * VLEN);
			UNROLL
			for (int i = 0; i < mr; i++) {
				const float s = a[i][c];

				UNROLL
				for (int v = 0; v < nv; v++)
					acc[i][v] += s * b[v];
			}
		}
	}
	UNROLL
	for (int i = 0; i < mr; i++)
		UNROLL
		for (int v = 0; v < nv; v++) {
			vec y = acc[i][v];

			if (relu)
				y = (vec)((y > 0) & (__typeof__(y > 0))y);
			store(out[i] + v * VLEN, y);
		}
}

/* The rows of a tile: one row, as a step along a sequence has it, is not repeated. */
#define FORWARD_PANEL(mr, nv) \
	do { \
		if (g->n_pix == 1) \
			forward_panel(g, in, w, b, relu, out + n, 1, nv); \
		else \
			forward_panel(g, in, w, b, relu, out + n, mr, nv); \
	} while (0)

/* All pixels of one panel of nv vectors; bias and out start at its first output channel. */
INLINE void
forward_panel(const struct gather *g, const float *in, const float *w, const float *bias,
              int relu, float *out, const int mr, const int nv)
{
	for (int p = 0; p < g->n_pix; p += mr) {
		int32_t off[MR_MOST];
		float *dst[MR_MOST];

		/* The last tile repeats the last pixel instead of running past it. */
		for (int i = 0; i < mr; i++) {
			int q = p + i < g->n_pix ? p + i : g->n_pix - 1;

			off[i] = g->in_off[q];
			dst[i] = out + g->out_off[q];
		}
		forward_tile(g, in, off, w, bias, relu, dst, mr, nv);
	}
}

static void
forward(const struct gather *g, const float *in, const float *bias, int relu, float *out)
{
	const float *w = g->w;
	const size_t depth = (size_t)g->n_taps * (size_t)g->kc;

	for (int n = 0, width; n < g->np; n += width, w += depth * (size_t)width) {
		const float *b = bias ? bias + n : NULL;

		width = panel_width(g->np - n, NV * VLEN);
		if (width == NV * VLEN)
			FORWARD_PANEL(NV_MR, NV);
#if NV > 2
		else if (width == 2 * VLEN)
			FORWARD_PANEL(MR, 2);
#endif
		else
			FORWARD_PANEL(MR, 1);
	}
}

/* rows input channels by nv vectors of the weight gradient, over all pixels. */
INLINE void
weight_tile(const struct gather *g, const float *in, const float *dout, float *dw,
            const int rows, const int nv)
{
	vec acc[WMR > NV_WMR ? WMR : NV_WMR][NV];

	UNROLL
	for (int i = 0; i < rows; i++)
		UNROLL
		for (int v = 0; v < nv; v++)
			acc[i][v] = (vec){0};
	for (int p = 0; p < g->n_pix; p++, dout += g->np) {
		const float *x = in + g->in_off[p];
		vec d[NV];

		UNROLL
		for (int v = 0; v < nv; v++)
			d[v] = load(dout + v * VLEN);
		UNROLL
		for (int i = 0; i < rows; i++) {
			const float s = x[i];

			UNROLL
			for (int v = 0; v < nv; v++)
				acc[i][v] += s * d[v];
		}
	}
	UNROLL
	for (int i = 0; i < rows; i++)
		UNROLL
		for (int v = 0; v < nv; v++) {
			float *q = dw + (size_t)i * (size_t)g->np + v * VLEN;

			store(q, load(q) + acc[i][v]);
		}
}

INLINE void
weight_panel(const struct gather *g, const float *in, const float *dout, float *dw,
             const int rows, const int nv)
{
	for (int t = 0; t < g->n_taps; t++) {
		const float *x = in + g->tap_off[t];
		int c = 0;

		for (; c + rows <= g->kc; c += rows, dw += (size_t)rows * (size_t)g->np)
			weight_tile(g, x + c, dout, dw, rows, nv);
		for (; c < g->kc; c++, dw += g->np)
			weight_tile(g, x + c, dout, dw, 1, nv);
	}
}

static void
weights(const struct gather *g, const float *in, const float *dout, float *dw)
{
	for (int n = 0, width; n < g->np; n += width) {
		width = panel_width(g->np - n, NV * VLEN);
		if (width == NV * VLEN)
			weight_panel(g, in, dout + n, dw + n, NV_WMR, NV);
#if NV > 2
		else if (width == 2 * VLEN)
			weight_panel(g, in, dout + n, dw + n, WMR, 2);
#endif
		else
			weight_panel(g, in, dout + n, dw + n, WMR, 1);
	}
}

#include "net/bn_body.h"
#include "net/branch_body.h"
#include "net/lstm_body.h"
#include "net/pool_body.h"
#include "net/winograd_body.h"

const struct kernel KERNEL = {
	KERNEL_NAME, NV * VLEN, forward, weights,
	wino_input, wino_output, wino_dout, wino_filter, wino_dfilter,
	bn_sums, bn_forward, bn_backward_sums, bn_backward,
	pool_forward, pool_backward, relu_forward, relu_backward, dropout, bias_backward,
	depth_forward, depth_data, depth_weights,
	add, sigmoid_forward, sigmoid_backward, gate_forward, gate_backward,
	lstm_step, lstm_step_back,
};
