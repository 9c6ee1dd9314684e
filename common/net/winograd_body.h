/*
 * winograd_body.h - the transforms of winograd.h; a part of kernel_body.h.
 *
 * Each is a small matrix applied to the columns and then to the rows of a
 * tile, VLEN channels at a time.
 */
#include "net/winograd.h"

enum { TILE = WINOGRAD_IN };		/* samples on the side of the larger tile */

/* B' d: a window of the input. */
INLINE void
input_1d(const vec *d, vec *t)
{
	const vec a = d[4] - 4 * d[2], b = d[3] - 4 * d[1], c = d[4] - d[2], e = 2 * (d[3] - d[1]);

	t[0] = 4 * d[0] - 5 * d[2] + d[4];
	t[1] = a + b;
	t[2] = a - b;
	t[3] = c + e;
	t[4] = c - e;
	t[5] = 4 * d[1] - 5 * d[3] + d[5];
}

/* A' m: products to outputs. */
INLINE void
output_1d(const vec *m, vec *y)
{
	const vec a = m[1] + m[2], b = m[1] - m[2], c = m[3] + m[4], d = m[3] - m[4];

	y[0] = m[0] + a + c;
	y[1] = b + 2 * d;
	y[2] = a + 4 * c;
	y[3] = b + 8 * d + m[5];
}

/* A y: output gradients to gradients of products. */
INLINE void
dout_1d(const vec *y, vec *m)
{
	const vec a = y[0] + y[2], b = y[1] + y[3], c = y[0] + 4 * y[2], d = 2 * y[1] + 8 * y[3];

	m[0] = y[0];
	m[1] = a + b;
	m[2] = a - b;
	m[3] = c + d;
	m[4] = c - d;
	m[5] = y[3];
}

/* G g: the filter. */
INLINE void
filter_1d(const vec *g, vec *u)
{
	const vec a = (g[0] + g[2]) * (-1 / 6.0f), b = g[1] * (1 / 6.0f);
	const vec c = g[0] * (1 / 24.0f) + g[2] * (1 / 6.0f), d = g[1] * (1 / 12.0f);

	u[0] = g[0] * 0.25f;
	u[1] = a - b;
	u[2] = a + b;
	u[3] = c + d;
	u[4] = c - d;
	u[5] = g[2];
}

/* G' u: gradients of the transformed filter to those of the filter. */
INLINE void
dfilter_1d(const vec *u, vec *g)
{
	const vec a = (u[1] + u[2]) * (-1 / 6.0f), b = (u[2] - u[1]) * (1 / 6.0f);
	const vec c = u[3] + u[4], d = (u[3] - u[4]) * (1 / 12.0f);

	g[0] = u[0] * 0.25f + a + c * (1 / 24.0f);
	g[1] = b + d;
	g[2] = a + c * (1 / 6.0f) + u[5];
}

/* f on the columns, then on the rows, of the from x from vectors at x; to x to come out. */
INLINE void
both_ways(void (*const f)(const vec *, vec *), const int from, const int to,
          const float *x, size_t row, size_t col, vec *out)
{
	vec half[TILE][TILE];

	UNROLL
	for (int i = 0; i < from; i++) {
		vec d[TILE], t[TILE];

		UNROLL
		for (int j = 0; j < from; j++)
			d[j] = load(x + (size_t)j * row + (size_t)i * col);
		f(d, t);
		UNROLL
		for (int j = 0; j < to; j++)
			half[j][i] = t[j];
	}
	UNROLL
	for (int j = 0; j < to; j++)
		f(half[j], out + j * to);
}

/*
 * The from x from samples at every tile's corner of a map, wide pixels of so many
 * channels, transformed by f into all places; places are step floats apart.
 */
INLINE void
spread_tiles(const struct winograd *g, void (*const f)(const vec *, vec *), const int from,
             const float *map, int wide, int channels, size_t step, float *places)
{
	const size_t col = (size_t)channels, row = (size_t)wide * col;

	for (int t = 0; t < g->tiles; t++, places += col) {
		const float *x = map + (size_t)(t / g->cols * WINOGRAD_OUT) * row
		                 + (size_t)(t % g->cols * WINOGRAD_OUT) * col;

		for (int c = 0; c < channels; c += VLEN) {
			vec out[TILE * TILE];

			both_ways(f, from, TILE, x + c, row, col, out);
			UNROLL
			for (int i = 0; i < TILE * TILE; i++)
				store(places + (size_t)i * step + c, out[i]);
		}
	}
}

static void
wino_input(const struct winograd *g, const float *in, float *v)
{
	spread_tiles(g, input_1d, TILE, in, g->wide, g->cp, g->v_step, v);
}

static void
wino_dout(const struct winograd *g, const float *dout, float *m)
{
	spread_tiles(g, dout_1d, WINOGRAD_OUT, dout, g->dout_wide, g->np, g->m_step, m);
}

/* The rows x cols of a tile that lie inside the map. */
INLINE void
store_inside(const vec *y, int rows, int cols, const vec bias, int relu, float *out, size_t row, size_t col)
{
	for (int i = 0; i < rows; i++)
		for (int j = 0; j < cols; j++) {
			vec v = y[i * WINOGRAD_OUT + j] + bias;

			if (relu)
				v = (vec)((v > 0) & (__typeof__(v > 0))v);
			store(out + (size_t)i * row + (size_t)j * col, v);
		}
}

static int
inside(int side, int tile)
{
	const int left = side - tile * WINOGRAD_OUT;

	return left < WINOGRAD_OUT ? left : WINOGRAD_OUT;
}

static void
wino_output(const struct winograd *g, const float *m, const float *bias, int relu, float *out)
{
	const size_t col = (size_t)g->np, row = (size_t)g->ow * col;

	for (int t = 0; t < g->tiles; t++, m += col) {
		const int ty = t / g->cols, tx = t % g->cols;
		const int rows = inside(g->oh, ty), cols = inside(g->ow, tx);
		float *to = out + (size_t)(ty * WINOGRAD_OUT) * row + (size_t)(tx * WINOGRAD_OUT) * col;

		for (int n = 0; n < g->np; n += VLEN) {
			const vec b = bias ? load(bias + n) : (vec){0};
			vec y[WINOGRAD_OUT * WINOGRAD_OUT];

			both_ways(output_1d, TILE, WINOGRAD_OUT, m + n, TILE * g->m_step, g->m_step, y);
			if (rows == WINOGRAD_OUT && cols == WINOGRAD_OUT)
				store_inside(y, WINOGRAD_OUT, WINOGRAD_OUT, b, relu, to + n, row, col);
			else
				store_inside(y, rows, cols, b, relu, to + n, row, col);
		}
	}
}

/* The panel of width output channels from n0 on, of every place, in the order of struct gather. */
INLINE void
filter_panel(const struct winograd *g, const float *w, const float *scale, int n0, int width)
{
	const size_t n = (size_t)g->c * (size_t)g->np;
	float *u = g->u + (size_t)n0 * (size_t)g->c;

	for (int c = 0; c < g->c; c++)
		for (int v = 0; v < width; v += VLEN, u += VLEN) {
			vec by = (vec){0} + 1, out[TILE * TILE];

			if (scale)
				by = load(scale + n0 + v);
			both_ways(filter_1d, WINOGRAD_K, TILE, w + (size_t)c * (size_t)g->np + (size_t)(n0 + v),
			          WINOGRAD_K * n, n, out);
			UNROLL
			for (int j = 0; j < TILE * TILE; j++)
				store(u + (size_t)j * n, out[j] * by);
		}
}

static void
wino_filter(const struct winograd *g, const float *w, const float *scale)
{
	for (int n0 = 0, width; n0 < g->np; n0 += width)
		filter_panel(g, w, scale, n0, width = panel_width(g->np - n0, NV * VLEN));
}

static void
wino_dfilter(const struct winograd *g, const float *du, float *dw)
{
	const size_t n = (size_t)g->c * (size_t)g->np;

	for (size_t i = 0; i < n; i += VLEN) {
		vec out[WINOGRAD_K * WINOGRAD_K];

		both_ways(dfilter_1d, TILE, WINOGRAD_K, du + i, TILE * n, n, out);
		for (int j = 0; j < WINOGRAD_K * WINOGRAD_K; j++)
			store(dw + (size_t)j * n + i, out[j]);
	}
}
