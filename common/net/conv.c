#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "net/conv.h"
#include "net/tunables.h"

/* All of w for the backward product where the filter covers the map: (N,T*Cp). */
static void
transpose_fully_connected(const struct conv *c, const float *w, float *to)
{
	const struct conv_shape *s = &c->shape;
	const int taps = s->kh * s->kw;
	int i, t, j;

	for (t = 0; t < taps; t++)
		for (j = 0; j < s->c; j++, w += c->np)
			for (i = 0; i < s->n; i++)
				to[(size_t)(i * taps + t) * (size_t)c->cp + (size_t)j] = w[i];
}

/* w of one stride class, transposed: (T,N,Cp). */
static void
transpose_weights(const struct conv *c, const float *w, int ry, int rx, float *to)
{
	const struct conv_shape *s = &c->shape;
	int ky, kx, i, j;

	for (ky = ry; ky < s->kh; ky += s->sh)
		for (kx = rx; kx < s->kw; kx += s->sw) {
			const float *tap = w + (size_t)(ky * s->kw + kx) * (size_t)(s->c * c->np);

			for (i = 0; i < s->n; i++, to += c->cp)
				for (j = 0; j < s->c; j++)
					to[j] = tap[j * c->np + i];
		}
}

/* w with its filters turned by half and its channels exchanged: (3,3,N,Cp). */
static void
pack_wino_back(const struct conv *c, const float *w)
{
	const struct conv_shape *s = &c->shape;
	float *t = mem_floats((size_t)(s->kh * s->kw * s->n) * (size_t)c->cp), *to = t;

	for (int tap = s->kh * s->kw - 1; tap >= 0; tap--)
		for (int i = 0; i < s->n; i++, to += c->cp)
			for (int j = 0; j < s->c; j++)
				to[j] = w[(size_t)(tap * s->c + j) * (size_t)c->np + (size_t)i];
	winograd_pack(c->wino_back, t, NULL);
	free(t);
}

static void
pack_back(struct conv *c, struct gather *g, int i, const float *w)
{
	float *t = mem_floats((size_t)(g->n_taps + 1) * (size_t)(g->kc * g->np));

	if (c->fully_connected)
		transpose_fully_connected(c, w, t);
	else
		transpose_weights(c, w, i / c->shape.sw, i % c->shape.sw, t);
	gather_pack(g, c->kernel->nr, t, NULL);
	free(t);
}

void
conv_pack(struct conv *c, const float *w, const float *scale)
{
	if (c->wino)
		winograd_pack(c->wino, w, scale);
	else
		gather_pack(&c->fwd, c->kernel->nr, w, scale);
	if (c->wino_back)
		pack_wino_back(c, w);
	for (int i = 0; i < c->n_bwd; i++)
		pack_back(c, &c->bwd[i], i, w);
}

size_t
conv_scratch(const struct conv *c)
{
	size_t n = c->in_size > c->dout_size ? c->in_size : c->dout_size;

	if (c->wino && winograd_scratch(c->wino) > n)
		n = winograd_scratch(c->wino);
	if (c->wino_back && winograd_scratch(c->wino_back) > n)
		n = winograd_scratch(c->wino_back);
	return n;
}

size_t
conv_sums(const struct conv *c)
{
	const struct conv_shape *s = &c->shape;

	return (size_t)((c->wino ? WINOGRAD_PLACES : s->kh * s->kw) * s->c) * (size_t)c->np;
}

/* The true channels alone of a map (h,w,cp), amid zeros that are there already. */
static void
copy_unpadded(const struct conv *c, const float *in, float *to)
{
	const struct conv_shape *s = &c->shape;
	const int wide = s->w + 2 * s->pw;

	for (int y = 0; y < s->h; y++) {
		float *q = to + ((y + s->ph) * wide + s->pw) * s->c;

		for (int x = 0; x < s->w; x++, in += c->cp)
			for (int i = 0; i < s->c; i++)
				*q++ = in[i];
	}
}

/* A map (h,w,cp) into one of width wide, top rows and left columns further in. */
static void
copy_inside(const float *in, int h, int w, int cp, int wide, int top, int left, float *to)
{
	int y;

	for (y = 0; y < h; y++)
		memcpy(to + (size_t)((y + top) * wide + left) * (size_t)cp,
		       in + (size_t)(y * w) * (size_t)cp, (size_t)(w * cp) * sizeof *to);
}

/* The input as the forward gather expects it: with zeros around it, without channel padding, or as it is. */
static const float *
prepare_input(const struct conv *c, const float *in, float *scratch)
{
	const struct conv_shape *s = &c->shape;

	if (c->in_size == 0)
		return in;
	memset(scratch, 0, c->in_size * sizeof *scratch);
	if (c->unpadded)
		copy_unpadded(c, in, scratch);
	else
		copy_inside(in, s->h, s->w, c->cp, s->w + 2 * s->pw, s->ph, s->pw, scratch);
	return scratch;
}

/* Floats of one image's input and output. */
static size_t
in_floats(const struct conv *c)
{
	return (size_t)c->shape.h * (size_t)c->shape.w * (size_t)c->cp;
}

static size_t
out_floats(const struct conv *c)
{
	return (size_t)c->oh * (size_t)c->ow * (size_t)c->np;
}

/* How many of the n images left go through one call: all there is room for, or one. */
static int
chunk(const struct conv *c, int n)
{
	return !c->fully_connected ? 1 : n < CONV_ROWS ? n : CONV_ROWS;
}

/* g for rows images when they are its pixels. */
static struct gather
for_rows(const struct conv *c, const struct gather *g, int rows)
{
	struct gather some = *g;

	if (c->fully_connected)
		some.n_pix = rows;
	return some;
}

void
conv_forward(const struct conv *c, int n, const float *in, const float *bias, int relu,
             float *out, float *scratch)
{
	if (c->wino) {
		winograd_forward(c->wino, n, in, bias, relu, out, scratch);
		return;
	}
	for (int i = 0, rows; i < n; i += rows) {
		struct gather g = for_rows(c, &c->fwd, rows = chunk(c, n - i));

		c->kernel->forward(&g, prepare_input(c, in, scratch), bias, relu, out);
		in += (size_t)rows * in_floats(c);
		out += (size_t)rows * out_floats(c);
	}
}

void
conv_weights(const struct conv *c, int n, const float *in, const float *dout,
             float *sums, float *db, float *scratch)
{
	if (db)
		c->kernel->bias_backward(dout, (size_t)n * (size_t)(c->oh * c->ow), c->np, db);
	if (c->wino) {
		winograd_weights(c->wino, n, in, dout, sums, scratch);
		return;
	}
	for (int i = 0, rows; i < n; i += rows) {
		struct gather g = for_rows(c, &c->fwd, rows = chunk(c, n - i));

		c->kernel->weights(&g, prepare_input(c, in, scratch), dout, sums);
		in += (size_t)rows * in_floats(c);
		dout += (size_t)rows * out_floats(c);
	}
}

void
conv_weights_end(const struct conv *c, const float *sums, float *dw)
{
	if (c->wino)
		winograd_weights_end(c->wino, sums, dw);
	else
		memcpy(dw, sums, conv_sums(c) * sizeof *dw);
}

static void
data_of_image(const struct conv *c, const float *dout, float *din, float *scratch)
{
	memset(scratch, 0, c->dout_size * sizeof *scratch);
	copy_inside(dout, c->oh, c->ow, c->np, c->dout_w, c->margin_y, c->margin_x, scratch);
	for (int i = 0; i < c->n_bwd; i++)
		c->kernel->forward(&c->bwd[i], scratch, NULL, 0, din);
}

void
conv_data(const struct conv *c, int n, const float *dout, float *din, float *scratch)
{
	if (c->wino_back) {
		winograd_forward(c->wino_back, n, dout, NULL, 0, din, scratch);
		return;
	}
	for (int i = 0, rows; i < n; i += rows) {
		rows = chunk(c, n - i);
		if (c->fully_connected) {
			struct gather g = for_rows(c, &c->bwd[0], rows);

			c->kernel->forward(&g, dout, NULL, 0, din);
		} else {
			data_of_image(c, dout, din, scratch);
		}
		dout += (size_t)rows * out_floats(c);
		din += (size_t)rows * in_floats(c);
	}
}
