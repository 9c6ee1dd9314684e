#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "net/conv.h"

enum { DENSE = 4 };	/* fewer channels than this are not padded in the copied input */

int
conv_out(int side, int k, int s, int p)
{
	return side + 2 * p < k ? 0 : (side + 2 * p - k) / s + 1;
}

/*
 * The filter covers the map: image i is row i.  Backwards, one row of gradients
 * times all weights gives the whole input map, taps and channels side by side.
 */
static void
plan_flat(struct conv *c, int backward)
{
	const struct conv_shape *s = &c->shape;
	const int taps = s->k * s->k;
	int i;

	gather_new(&c->fwd, CONV_FLAT, taps, s->c, c->np);
	for (i = 0; i < taps; i++)
		c->fwd.tap_off[i] = i * c->cp;
	for (i = 0; i < CONV_FLAT; i++) {
		c->fwd.in_off[i] = i * taps * c->cp;
		c->fwd.out_off[i] = i * c->np;
	}
	if (!backward)
		return;
	gather_new(&c->bwd[0], CONV_FLAT, 1, s->n, taps * c->cp);
	c->n_bwd = 1;
	c->bwd[0].tap_off[0] = 0;
	for (i = 0; i < CONV_FLAT; i++) {
		c->bwd[0].in_off[i] = i * c->np;
		c->bwd[0].out_off[i] = i * taps * c->cp;
	}
}

/*
 * Output pixel (y, x) starts at padded input pixel (y*s, x*s).  Where the
 * channels are dense, a row of the filter is one tap of k*C numbers.
 */
static void
plan_forward(struct conv *c)
{
	const struct conv_shape *s = &c->shape;
	const int wide = s->w + 2 * s->p, run = c->dense ? s->k : 1;
	const int taps = s->k * s->k / run, step = c->dense ? s->c : c->cp;
	struct gather *g = &c->fwd;
	int i, y, x;

	gather_new(g, c->oh * c->ow, taps, run * s->c, c->np);
	for (i = y = 0; y < c->oh; y++)
		for (x = 0; x < c->ow; x++, i++) {
			g->in_off[i] = (y * s->s * wide + x * s->s) * step;
			g->out_off[i] = i * c->np;
		}
	for (i = 0; i < taps; i++)
		g->tap_off[i] = (i * run / s->k * wide + i * run % s->k) * step;
}

/*
 * The input pixels (y, x) with (y+p) % s == ry and (x+p) % s == rx meet only
 * the taps ky = ry, ry+s, ...: a convolution of stride 1 over the output
 * gradient, walked backwards.
 */
static void
plan_backward(struct conv *c, int ry, int rx)
{
	const struct conv_shape *s = &c->shape;
	int ty = (s->k - ry + s->s - 1) / s->s, tx = (s->k - rx + s->s - 1) / s->s;
	struct gather *g = &c->bwd[c->n_bwd];
	int y, x, i = 0, t = 0;

	gather_new(g, s->h * s->w, ty * tx > 0 ? ty * tx : 1, s->n, c->cp);
	g->n_taps = ty > 0 && tx > 0 ? ty * tx : 0;
	for (y = 0; y < s->h; y++)
		for (x = 0; x < s->w; x++)
			if ((y + s->p) % s->s == ry && (x + s->p) % s->s == rx) {
				g->in_off[i] = (((y + s->p) / s->s + c->margin) * c->dout_w
				                + (x + s->p) / s->s + c->margin) * c->np;
				g->out_off[i++] = (y * s->w + x) * c->cp;
			}
	g->n_pix = i;
	for (y = 0; y < ty; y++)
		for (x = 0; x < tx && g->n_taps; x++)
			g->tap_off[t++] = -(y * c->dout_w + x) * c->np;
	c->n_bwd++;
}

static void
plan_all_backward(struct conv *c)
{
	const struct conv_shape *s = &c->shape;
	int reach_y = (s->h - 1 + s->p) / s->s, reach_x = (s->w - 1 + s->p) / s->s, rows, i;

	c->margin = (s->k - 1) / s->s;
	rows = c->margin + (reach_y + 1 > c->oh ? reach_y + 1 : c->oh);
	c->dout_w = c->margin + (reach_x + 1 > c->ow ? reach_x + 1 : c->ow);
	c->dout_size = (size_t)rows * (size_t)c->dout_w * (size_t)c->np;
	for (i = 0; i < s->s * s->s; i++)
		plan_backward(c, i / s->s, i % s->s);
}

struct conv *
conv_new(const struct conv_shape *shape, int backward, const struct kernel *kernel)
{
	struct conv *c = mem_zero(1, sizeof *c);

	c->shape = *shape;
	c->kernel = kernel;
	c->oh = conv_out(shape->h, shape->k, shape->s, shape->p);
	c->ow = conv_out(shape->w, shape->k, shape->s, shape->p);
	c->cp = channels_padded(shape->c);
	c->np = channels_padded(shape->n);
	c->flat = shape->k == shape->h && shape->k == shape->w && shape->p == 0;
	if (c->flat) {
		plan_flat(c, backward);
		return c;
	}
	c->dense = shape->c < DENSE && shape->k > 1;
	if (shape->p || c->dense)
		c->in_size = (size_t)(shape->h + 2 * shape->p) * (size_t)(shape->w + 2 * shape->p)
		             * (size_t)(c->dense ? shape->c : c->cp);
	if (shape->k == WINOGRAD_K && shape->s == 1 && winograd_pays(c->oh, c->ow, shape->c))
		c->wino = winograd_new(shape->h, shape->w, shape->p, shape->c, shape->n, kernel);
	else
		plan_forward(c);
	if (backward && c->wino)
		c->wino_back = winograd_new(c->oh, c->ow, WINOGRAD_K - 1 - shape->p, shape->n, shape->c, kernel);
	else if (backward)
		plan_all_backward(c);
	return c;
}

void
conv_free(struct conv *c)
{
	int i;

	if (!c)
		return;
	winograd_free(c->wino);
	winograd_free(c->wino_back);
	gather_free(&c->fwd);
	for (i = 0; i < c->n_bwd; i++)
		gather_free(&c->bwd[i]);
	free(c);
}

size_t
conv_floats(const struct conv *c)
{
	size_t n = c->wino ? winograd_floats(c->wino) : gather_floats(&c->fwd);

	if (c->wino_back)
		n += winograd_floats(c->wino_back);
	for (int i = 0; i < c->n_bwd; i++)
		n += gather_floats(&c->bwd[i]);
	return n;
}

float *
conv_place(struct conv *c, float *room)
{
	if (c->wino) {
		c->wino->u = room;
		room += winograd_floats(c->wino);
	} else {
		c->fwd.w = room;
		room += gather_floats(&c->fwd);
	}
	if (c->wino_back) {
		c->wino_back->u = room;
		room += winograd_floats(c->wino_back);
	}
	for (int i = 0; i < c->n_bwd; i++) {
		c->bwd[i].w = room;
		room += gather_floats(&c->bwd[i]);
	}
	return room;
}

/* All of w for plan_flat's backward product: (N,T*Cp). */
static void
transpose_flat(const struct conv *c, const float *w, float *to)
{
	const struct conv_shape *s = &c->shape;
	const int taps = s->k * s->k;
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

	for (ky = ry; ky < s->k; ky += s->s)
		for (kx = rx; kx < s->k; kx += s->s) {
			const float *tap = w + (size_t)(ky * s->k + kx) * (size_t)(s->c * c->np);

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
	float *t = mem_floats((size_t)(s->k * s->k * s->n) * (size_t)c->cp), *to = t;

	for (int tap = s->k * s->k - 1; tap >= 0; tap--)
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

	if (c->flat)
		transpose_flat(c, w, t);
	else
		transpose_weights(c, w, i / c->shape.s, i % c->shape.s, t);
	gather_pack(g, c->kernel, t, NULL);
	free(t);
}

void
conv_pack(struct conv *c, const float *w, const float *scale)
{
	if (c->wino)
		winograd_pack(c->wino, w, scale);
	else
		gather_pack(&c->fwd, c->kernel, w, scale);
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

	return (size_t)((c->wino ? WINOGRAD_PLACES : s->k * s->k) * s->c) * (size_t)c->np;
}

/* The true channels alone of a map (h,w,cp), amid zeros that are there already. */
static void
copy_dense(const struct conv *c, const float *in, float *to)
{
	const struct conv_shape *s = &c->shape;
	const int wide = s->w + 2 * s->p;

	for (int y = 0; y < s->h; y++) {
		float *q = to + ((y + s->p) * wide + s->p) * s->c;

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

/* The input as the forward gather expects it: padded, dense or as it is. */
static const float *
prepare_input(const struct conv *c, const float *in, float *scratch)
{
	const struct conv_shape *s = &c->shape;

	if (c->in_size == 0)
		return in;
	memset(scratch, 0, c->in_size * sizeof *scratch);
	if (c->dense)
		copy_dense(c, in, scratch);
	else
		copy_inside(in, s->h, s->w, c->cp, s->w + 2 * s->p, s->p, s->p, scratch);
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
	return !c->flat ? 1 : n < CONV_FLAT ? n : CONV_FLAT;
}

/* g for rows images when they are its pixels. */
static struct gather
for_rows(const struct conv *c, const struct gather *g, int rows)
{
	struct gather some = *g;

	if (c->flat)
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
	copy_inside(dout, c->oh, c->ow, c->np, c->dout_w, c->margin, c->margin, scratch);
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
		if (c->flat) {
			struct gather g = for_rows(c, &c->bwd[0], rows);

			c->kernel->forward(&g, dout, NULL, 0, din);
		} else {
			data_of_image(c, dout, din, scratch);
		}
		dout += (size_t)rows * out_floats(c);
		din += (size_t)rows * in_floats(c);
	}
}
