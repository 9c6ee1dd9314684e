#include <math.h>
#include <string.h>

#include "net/kernel.h"
#include "net/weights.h"

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

float
half_to(uint16_t h)
{
	const int e = h >> 10 & 31, m = h & 0x3ff;
	const float a = e == 0 ? ldexpf((float)m, -24) : ldexpf((float)(m + 1024), e - 25);

	return e == 31 ? NAN : h & 0x8000 ? -a : a;
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

		if (l->kind == LAYER_CONV)
			n += (size_t)l->oc * ((size_t)(l->k * l->k * l->c) * (w == PRECISION_F16 ? 2 : 4)
			                      + (l->bias ? 4 : 0));
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

		if (l->kind == LAYER_CONV) {
			put_rows(params + l->w, (size_t)(l->k * l->k * l->c), l->oc, w, out);
			if (l->bias)
				put_rows(params + l->b, 1, l->oc, PRECISION_F32, out);
		} else if (l->kind == LAYER_BN) {
			put_rows(params + l->w, 2, l->oc, PRECISION_F32, out);
			put_rows(stats + l->stats, 2, l->oc, PRECISION_F32, out);
		}
	}
}

/* Returns where the bytes go on, or NULL when a number is not finite. */
static const char *
get_rows(const char *p, size_t rows, int n, enum precision w, float *v)
{
	const int np = channels_padded(n);

	for (; rows > 0; rows--, v += np)
		for (int i = 0; i < n; i++) {
			if (w == PRECISION_F16) {
				v[i] = half_to((uint16_t)((unsigned char)p[0] | (unsigned char)p[1] << 8));
				p += 2;
			} else {
				v[i] = float_get(p);
				p += 4;
			}
			if (!isfinite(v[i]))
				return NULL;
		}
	return p;
}

int
weights_read(const struct arch *a, enum precision w, const char *p, float *params, float *stats)
{
	memset(params, 0, a->n_params * sizeof *params);
	memset(stats, 0, a->n_stats * sizeof *stats);
	for (int i = 0; i < a->n && p; i++) {
		const struct layer *l = &a->layer[i];

		if (l->kind == LAYER_CONV) {
			p = get_rows(p, (size_t)(l->k * l->k * l->c), l->oc, w, params + l->w);
			if (p && l->bias)
				p = get_rows(p, 1, l->oc, PRECISION_F32, params + l->b);
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
