/*
 * lstm_body.h - the gates of lstm.h, step by step; a part of kernel_body.h.
 *
 * Every vector here is VLEN cells; a layer has a multiple of CHANNEL_BLOCK of them.
 */

typedef int32_t ivec __attribute__((vector_size(4 * VLEN), aligned(4), may_alias));

/* a where m is set, else b. */
INLINE vec
choose(ivec m, vec a, vec b)
{
	return (vec)((m & (ivec)a) | (~m & (ivec)b));
}

/*
 * exp(x): 2^n by the exponent's bits times 2^r by a polynomial, r within half of 0
 * (coefficients: Cephes' expf); relative error below 2e-7; x is held within +-87.
 */
INLINE vec
exp_of(vec x)
{
	const float shift = 12582912.0f;	/* 1.5 * 2^23: adding it rounds to a whole number, in the low bits */
	vec n, r, p;

	x = choose(x < 87.0f, x, (vec){0} + 87.0f);
	x = choose(x > -87.0f, x, (vec){0} - 87.0f);
	n = x * 1.44269504f + shift;
	r = x - (n - shift) * 0.693359375f;
	r = r + (n - shift) * 2.12194440e-4f;
	p = r * 1.9875691500e-4f + 1.3981999507e-3f;
	p = p * r + 8.3334519073e-3f;
	p = p * r + 4.1665795894e-2f;
	p = p * r + 1.6666665459e-1f;
	p = p * r + 5.0000001201e-1f;
	p = p * r * r + r + 1;
	return (vec)((ivec)p + ((ivec)n << 23));
}

INLINE vec
sigmoid_of(vec x)
{
	return 1 / (1 + exp_of(-x));
}

INLINE vec
tanh_of(vec x)
{
	return 1 - 2 / (1 + exp_of(x + x));
}

/* gates (4,H), sums at first, become i, f, g, o; before, cell, y: (H), before is NULL at the first step. */
static void
lstm_step(int h, float *gates, const float *before, float *cell, float *y)
{
	for (int k = 0; k < h; k += VLEN) {
		float *g = gates + k;
		const vec in = sigmoid_of(load(g)), forget = sigmoid_of(load(g + h));
		const vec new = tanh_of(load(g + 2 * h)), out = sigmoid_of(load(g + 3 * h));
		vec c = in * new;

		if (before)
			c += forget * load(before + k);
		store(g, in);
		store(g + h, forget);
		store(g + 2 * h, new);
		store(g + 3 * h, out);
		store(cell + k, c);
		store(y + k, out * tanh_of(c));
	}
}

/*
 * Back over one step: dh (H) is the gradient of its y, dcell (H) that of its
 * cell from the step after, which becomes that for the step before; gates
 * become the gradient of their sums.
 */
static void
lstm_step_back(int h, float *gates, const float *before, const float *cell, const float *dh, float *dcell)
{
	for (int k = 0; k < h; k += VLEN) {
		float *g = gates + k;
		const vec in = load(g), forget = load(g + h), new = load(g + 2 * h), out = load(g + 3 * h);
		const vec was = before ? load(before + k) : (vec){0};
		const vec t = tanh_of(load(cell + k)), d = load(dh + k);
		const vec dc = load(dcell + k) + d * out * (1 - t * t);

		store(g, dc * new * in * (1 - in));
		store(g + h, dc * was * forget * (1 - forget));
		store(g + 2 * h, dc * in * (1 - new * new));
		store(g + 3 * h, d * t * out * (1 - out));
		store(dcell + k, dc * forget);
	}
}
