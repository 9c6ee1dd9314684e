/*
 * branch_body.h - depthwise convolution, sums, sigmoids and gates, see layers.h;
 * a part of kernel_body.h.
 *
 * Channels are innermost, so that the compiler makes vectors of them.
 */

/* Of a filter of k taps that begins at first, those that lie on a map of side rows or columns: from <= t < to. */
static inline void
taps_inside(int first, int side, int k, int *from, int *to)
{
	*from = first < 0 ? -first : 0;
	*to = side - first < k ? side - first : k;
}

/* Calls what for every tap of every output pixel: floats at input in, weight t, output out. */
#define EACH_TAP(l, cp, what) \
	for (int oy = 0; oy < (l)->orows; oy++) { \
		const int iy = oy * (l)->sh - (l)->ph; \
		int y0, y1; \
		taps_inside(iy, (l)->rows, (l)->kh, &y0, &y1); \
		for (int ox = 0; ox < (l)->ocols; ox++) { \
			const size_t out = (size_t)((oy * (l)->ocols + ox) * (cp)); \
			const int ix = ox * (l)->sw - (l)->pw; \
			int x0, x1; \
			taps_inside(ix, (l)->cols, (l)->kw, &x0, &x1); \
			for (int ky = y0; ky < y1; ky++) \
				for (int kx = x0; kx < x1; kx++) { \
					const size_t in = (size_t)(((iy + ky) * (l)->cols + ix + kx) * (cp)); \
					const size_t t = (size_t)((ky * (l)->kw + kx) * (cp)); \
					what; \
				} \
		} \
	}

/* to += a * b, of n numbers. */
static inline void
add_product(const float *restrict a, const float *restrict b, int n, float *restrict to)
{
	for (int i = 0; i < n; i++)
		to[i] += a[i] * b[i];
}

static void
depth_forward(const struct layer *l, int n, const float *x, const float *w, const float *bias, int relu, float *y)
{
	const int cp = channels_padded(l->c);
	const size_t in_size = layer_in(l), out_size = layer_out(l);

	for (; n > 0; n--, x += in_size, y += out_size) {
		for (size_t i = 0; i < out_size; i++)
			y[i] = bias ? bias[i % (size_t)cp] : 0;
		EACH_TAP(l, cp, add_product(x + in, w + t, cp, y + out))
		for (size_t i = 0; i < out_size && relu; i++)
			y[i] = y[i] > 0 ? y[i] : 0;
	}
}

static void
depth_data(const struct layer *l, int n, const float *dy, const float *w, float *dx)
{
	const int cp = channels_padded(l->c);
	const size_t in_size = layer_in(l), out_size = layer_out(l);

	memset(dx, 0, (size_t)n * in_size * sizeof *dx);
	for (; n > 0; n--, dx += in_size, dy += out_size)
		EACH_TAP(l, cp, add_product(dy + out, w + t, cp, dx + in))
}

static void
depth_weights(const struct layer *l, int n, const float *x, const float *dy, float *dw)
{
	const int cp = channels_padded(l->c);
	const size_t in_size = layer_in(l), out_size = layer_out(l);

	for (; n > 0; n--, x += in_size, dy += out_size)
		EACH_TAP(l, cp, add_product(x + in, dy + out, cp, dw + t))
}

static void
add(const float *restrict a, const float *restrict b, size_t n, float *restrict y)
{
	for (size_t i = 0; i < n; i++)
		y[i] = a[i] + b[i];
}

static void
sigmoid_forward(const struct layer *l, int n, const float *restrict x, float *restrict y)
{
	const int cp = channels_padded(l->c), pixels = n * l->rows * l->cols;

	memset(y, 0, (size_t)(pixels * cp) * sizeof *y);	/* padding stays 0 */
	for (int p = 0; p < pixels; p++, x += cp, y += cp)
		for (int i = 0; i < l->c; i++)
			y[i] = 1 / (1 + expf(-x[i]));
}

static void
sigmoid_backward(const float *restrict y, size_t n, const float *restrict dy, float *restrict dx)
{
	for (size_t i = 0; i < n; i++)
		dx[i] = dy[i] * y[i] * (1 - y[i]);
}

static void
gate_forward(const struct layer *l, int n, const float *kept, const float *gate, float *y)
{
	const int cp = channels_padded(l->c);

	for (; n > 0; n--, gate += cp)
		for (int p = 0; p < l->orows * l->ocols; p++, kept += cp, y += cp) {
			memset(y, 0, (size_t)cp * sizeof *y);
			add_product(kept, gate, cp, y);
		}
}

static void
gate_backward(const struct layer *l, int n, const float *kept, const float *gate, const float *dy,
              float *dkept, float *dgate)
{
	const int cp = channels_padded(l->c);

	gate_forward(l, n, dy, gate, dkept);
	memset(dgate, 0, (size_t)(n * cp) * sizeof *dgate);
	for (; n > 0; n--, dgate += cp)
		for (int p = 0; p < l->orows * l->ocols; p++, kept += cp, dy += cp)
			add_product(kept, dy, cp, dgate);
}
