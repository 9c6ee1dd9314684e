#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "net/kernel.h"
#include "net/weights.h"

static void
init_conv(const struct layer *l, double gain, struct rng *r, float *w)
{
	const int np = channels_padded(l->oc), taps = (int)layer_taps(l);
	const double dev = sqrt(gain / taps);

	for (int i = 0; i < taps; i++)
		for (int n = 0; n < l->oc; n++)
			w[(size_t)i * (size_t)np + (size_t)n] = (float)(dev * rng_normal(r));
}

/* Evenly within 1 / sqrt(cells), as is usual; forget gates begin open, by a bias of 1. */
static void
init_lstm(const struct layer *l, struct rng *r, float *w, float *bias)
{
	const size_t cells = (size_t)l->oc / 2, n = layer_rows(l) * (size_t)layer_width(l);
	const double most = 1 / sqrt((double)cells);

	for (size_t i = 0; i < n; i++)
		w[i] = (float)rng_range(r, -most, most);
	for (size_t d = 0; d < 2; d++)
		for (size_t i = 0; i < cells; i++)
			bias[(4 * d + 1) * cells + i] = 1;
}

void
weights_init(const struct arch *a, uint64_t seed, float *params, float *stats)
{
	memset(params, 0, a->n_params * sizeof *params);
	memset(stats, 0, a->n_stats * sizeof *stats);
	for (int i = 0; i < a->n; i++) {
		const struct layer *l = &a->layer[i];
		struct rng r = rng_seed(seed, (uint64_t)i);

		if (layer_taps(l))
			init_conv(l, i == a->n - 1 ? 1 : 2, &r, params + l->w);
		if (l->kind == LAYER_LSTM)
			init_lstm(l, &r, params + l->w, params + l->b);
		for (int n = 0; l->kind == LAYER_BN && n < l->oc; n++) {
			params[l->w + (size_t)n] = 1;
			stats[l->stats + (size_t)(channels_padded(l->oc) + n)] = 1;
		}
	}
}

uint16_t
half_from(float v)
{
	const float a = fabsf(v);
	const uint16_t sign = signbit(v) ? 0x8000 : 0;
	int e;
	long m;

	if (a >= 65504.0f)
		return sign | 0x7bff;
	if (a < 0x1p-14f)		/* subnormal: steps of 2^-24 */
		return sign | (uint16_t)lrintf(a * 0x1p24f);
	frexpf(a, &e);			/* a = f * 2^e, f in [0.5, 1) */
	m = lrintf(ldexpf(a, 11 - e));	/* 1024 .. 2048 */
	return sign | (uint16_t)(((e + 13) << 10) + (m & 0x7fff));
}

/*
 * The bits of h as a float: the exponent moves from bias 15 to 127.  Without a
 * branch, for the compiler to make vectors of it: a subnormal m * 2^-24 is
 * converted as the integer m, whose exponent then comes down by 24.
 */
static inline uint32_t
half_bits(uint32_t h)
{
	const uint32_t m = h & 0x7fff, sign = (h & 0x8000) << 16;
	const float whole = (float)(int32_t)(h & 0x3ff);
	const uint32_t is_small = -(uint32_t)(m < 0x400), is_zero = -(uint32_t)(m == 0);
	uint32_t small;

	memcpy(&small, &whole, sizeof small);
	small -= UINT32_C(24) << 23;
	return sign | (~is_zero & ((is_small & small) | (~is_small & ((m << 13) + (UINT32_C(112) << 23)))));
}

static inline uint16_t
half_at(const char *p)
{
	uint16_t h;

	memcpy(&h, p, sizeof h);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	h = (uint16_t)(h << 8 | h >> 8);
#endif
	return h;
}

float
half_to(uint16_t h)
{
	const uint32_t bits = half_bits(h);
	float v;

	memcpy(&v, &bits, sizeof v);
	return (h & 0x7c00) == 0x7c00 ? NAN : v;
}

void
float_put(struct buf *b, float v)
{
	uint32_t u;
	char c[4];

	memcpy(&u, &v, 4);
	for (int i = 0; i < 4; i++)
		c[i] = (char)(u >> (8 * i) & 0xff);
	buf_add(b, c, 4);
}

float
float_get(const char *p)
{
	uint32_t u = 0;
	float v;

	for (int i = 0; i < 4; i++)
		u |= (uint32_t)(unsigned char)p[i] << (8 * i);
	memcpy(&v, &u, 4);
	return v;
}

size_t
weights_size(const struct arch *a, enum precision w)
{
	size_t n = 0;

	for (int i = 0; i < a->n; i++) {
		const struct layer *l = &a->layer[i];

		if (layer_rows(l))
			n += (size_t)layer_width(l) * (layer_rows(l) * (w == PRECISION_F16 ? 2 : 4) + layer_biases(l) * 4);
		else if (l->kind == LAYER_BN)
			n += 16 * (size_t)l->oc;
	}
	return n;
}

/* rows of n numbers that lie np apart. */
static void
put_rows(const float *v, size_t rows, int n, enum precision w, struct buf *out)
{
	const int np = channels_padded(n);

	for (; rows > 0; rows--, v += np)
		for (int i = 0; i < n; i++) {
			if (w == PRECISION_F16) {
				uint16_t h = half_from(v[i]);

				buf_char(out, (char)(h & 0xff));
				buf_char(out, (char)(h >> 8));
			} else {
				float_put(out, v[i]);
			}
		}
}

void
weights_write(const struct arch *a, enum precision w, const float *params,
              const float *stats, struct buf *out)
{
	for (int i = 0; i < a->n; i++) {
		const struct layer *l = &a->layer[i];

		if (layer_rows(l)) {
			put_rows(params + l->w, layer_rows(l), layer_width(l), w, out);
			put_rows(params + l->b, layer_biases(l), layer_width(l), PRECISION_F32, out);
		} else if (l->kind == LAYER_BN) {
			put_rows(params + l->w, 2, l->oc, PRECISION_F32, out);
			put_rows(stats + l->stats, 2, l->oc, PRECISION_F32, out);
		}
	}
}

/* n numbers from p to v.  Returns 0, or 1 when one is not finite. */
static int
get_halves(const char *p, size_t n, float *restrict v)
{
	uint32_t bad = 0;

	for (size_t i = 0; i < n; i++) {
		const uint32_t h = half_at(p + 2 * i), bits = half_bits(h);

		memcpy(v + i, &bits, sizeof bits);
		bad |= (h & 0x7c00) == 0x7c00;
	}
	return bad != 0;
}

static int
get_floats(const char *p, size_t n, float *v)
{
	int bad = 0;

	for (size_t i = 0; i < n; i++) {
		v[i] = float_get(p + 4 * i);
		bad |= !isfinite(v[i]);
	}
	return bad;
}

/* Returns where the bytes go on, or NULL when a number is not finite. */
static const char *
get_rows(const char *p, size_t rows, int columns, enum precision w, float *v)
{
	const size_t np = (size_t)channels_padded(columns);
	size_t n = (size_t)columns;

	if (n == np) {			/* without padding between them they are one row */
		n *= rows;
		rows = 1;
	}
	for (; rows > 0; rows--, v += np, p += (w == PRECISION_F16 ? 2 : 4) * n) {
		if (w == PRECISION_F16 ? get_halves(p, n, v) : get_floats(p, n, v))
			return NULL;
		for (size_t i = n; i < np; i++)
			v[i] = 0;
	}
	return p;
}

int
weights_read(const struct arch *a, enum precision w, const char *p, float *params, float *stats)
{
	memset(stats, 0, a->n_stats * sizeof *stats);
	for (int i = 0; i < a->n && p; i++) {
		const struct layer *l = &a->layer[i];

		if (layer_rows(l)) {
			p = get_rows(p, layer_rows(l), layer_width(l), w, params + l->w);
			if (p && layer_biases(l))
				p = get_rows(p, layer_biases(l), layer_width(l), PRECISION_F32, params + l->b);
		} else if (l->kind == LAYER_BN) {
			p = get_rows(p, 2, l->oc, PRECISION_F32, params + l->w);
			if (p)
				p = get_rows(p, 2, l->oc, PRECISION_F32, stats + l->stats);
			for (int n = 0; p && n < l->oc; n++)
				if (stats[l->stats + (size_t)(channels_padded(l->oc) + n)] < 0)
					p = NULL;
		}
	}
	return p ? 0 : -1;
}
