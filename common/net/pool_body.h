/*
 * pool_body.h - pooling, relu and dropout, see layers.h; a part of kernel_body.h.
 *
 * Channels are innermost, so that the compiler makes vectors of them.
 */

/* The largest, or the mean, of each channel over the kh x kw samples at x. */
static void
pool_window(const struct layer *l, const float *restrict x, int cp, float *restrict y)
{
	const int max = l->kind == LAYER_MAXPOOL;
	const float part = 1.0f / (float)(l->kh * l->kw);

	for (int i = 0; i < cp; i++)
		y[i] = max ? x[i] : 0;
	for (int ky = 0; ky < l->kh; ky++)
		for (int kx = 0; kx < l->kw; kx++) {
			const float *restrict v = x + (size_t)((ky * l->cols + kx) * cp);

			if (max)
				for (int i = 0; i < cp; i++)
					y[i] = v[i] > y[i] ? v[i] : y[i];
			else
				for (int i = 0; i < cp; i++)
					y[i] += v[i] * part;
		}
}

static void
pool_forward(const struct layer *l, int n, const float *x, float *y)
{
	const int cp = channels_padded(l->c);

	for (; n > 0; n--, x += layer_in(l))
		for (int oy = 0; oy < l->orows; oy++)
			for (int ox = 0; ox < l->ocols; ox++, y += cp)
				pool_window(l, x + (size_t)((oy * l->sh * l->cols + ox * l->sw) * cp), cp, y);
}

static void
unpool_mean(const struct layer *l, const float *restrict dy, int cp, float *restrict dx)
{
	const float part = 1.0f / (float)(l->kh * l->kw);

	for (int ky = 0; ky < l->kh; ky++)
		for (int kx = 0; kx < l->kw; kx++) {
			float *restrict d = dx + (size_t)((ky * l->cols + kx) * cp);

			for (int i = 0; i < cp; i++)
				d[i] += dy[i] * part;
		}
}

static void
unpool_max(const struct layer *l, const float *restrict x, const float *restrict y,
           const float *restrict dy, int cp, float *restrict dx)
{
	float left[MAX_PADDED];		/* of dy, until the first maximum is met */

	memcpy(left, dy, (size_t)cp * sizeof *left);
	for (int ky = 0; ky < l->kh; ky++)
		for (int kx = 0; kx < l->kw; kx++) {
			const size_t at = (size_t)((ky * l->cols + kx) * cp);
			const float *restrict v = x + at;
			float *restrict d = dx + at;

			for (int i = 0; i < cp; i++) {
				const float here = v[i] == y[i] ? left[i] : 0;

				d[i] += here;
				left[i] -= here;
			}
		}
}

static void
pool_backward(const struct layer *l, int n, const float *x, const float *y, const float *dy, float *dx)
{
	const int cp = channels_padded(l->c);
	const size_t in = layer_in(l);

	memset(dx, 0, (size_t)n * in * sizeof *dx);
	for (; n > 0; n--, x += in, dx += in)
		for (int oy = 0; oy < l->orows; oy++)
			for (int ox = 0; ox < l->ocols; ox++, y += cp, dy += cp) {
				size_t at = (size_t)((oy * l->sh * l->cols + ox * l->sw) * cp);

				if (l->kind == LAYER_MAXPOOL)
					unpool_max(l, x + at, y, dy, cp, dx + at);
				else
					unpool_mean(l, dy, cp, dx + at);
			}
}

static void
relu_forward(const float *restrict x, size_t n, float *restrict y)
{
	for (size_t i = 0; i < n; i++)
		y[i] = x[i] > 0 ? x[i] : 0;
}

static void
relu_backward(const float *restrict y, size_t n, const float *restrict dy, float *restrict dx)
{
	for (size_t i = 0; i < n; i++)
		dx[i] = y[i] > 0 ? dy[i] : 0;
}

/* A number from 0 to 2^32 - 1 for each of two: the mixer "lowbias32" of Ellis and Wellons. */
static inline uint32_t
mix32(uint32_t x)
{
	x = (x ^ x >> 16) * UINT32_C(0x7feb352d);
	x = (x ^ x >> 15) * UINT32_C(0x846ca68b);
	return x ^ x >> 16;
}

static void
dropout(const float *restrict x, size_t n, float rate, uint64_t seed, float *restrict y)
{
	const uint32_t base = mix32((uint32_t)seed) ^ mix32((uint32_t)(seed >> 32) + 1);
	const int32_t limit = (int32_t)(rate * 8388608.0f);	/* of 2^23 */
	const float scale = 1 / (1 - (float)limit / 8388608.0f);

	for (size_t i = 0; i < n; i++)
		y[i] = (int32_t)(mix32(base + (uint32_t)i * UINT32_C(0x9e3779b9)) >> 9) < limit ? 0 : x[i] * scale;
}

static void
bias_backward(const float *restrict dy, size_t pixels, int np, float *restrict db)
{
	for (; pixels > 0; pixels--, dy += np)
		for (int i = 0; i < np; i++)
			db[i] += dy[i];
}
