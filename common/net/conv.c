#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "net/conv.h"

int
conv_out(int side, int k, int s, int p)
{
	return side + 2 * p < k ? 0 : (side + 2 * p - k) / s + 1;
}

static void
gather_new(struct gather *g, int pixels, int taps, int kc, int np)
{
	g->n_pix = pixels;
	g->n_taps = taps;
	g->kc = kc;
	g->np = np;
	g->in_off = mem_alloc((size_t)pixels, sizeof *g->in_off);
	g->out_off = mem_alloc((size_t)pixels, sizeof *g->out_off);
	g->tap_off = mem_alloc((size_t)taps, sizeof *g->tap_off);
	g->w = mem_floats((size_t)taps * (size_t)kc * (size_t)np);
}

static void
gather_free(struct gather *g)
{
	free(g->in_off);
	free(g->out_off);
	free(g->tap_off);
	free(g->w);
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

/* Output pixel (y, x) starts at padded input pixel (y*s, x*s). */
static void
plan_forward(struct conv *c)
{
	const struct conv_shape *s = &c->shape;
	const int wide = s->w + 2 * s->p, taps = s->k * s->k;
	struct gather *g = &c->fwd;
	int i, y, x;

	if (c->im2col)
		gather_new(g, c->oh * c->ow, 1, taps * s->c, c->np);
	else
		gather_new(g, c->oh * c->ow, taps, s->c, c->np);
	for (i = y = 0; y < c->oh; y++)
		for (x = 0; x < c->ow; x++, i++) {
			g->in_off[i] = c->im2col ? i * taps * s->c
			                         : (y * s->s * wide + x * s->s) * c->cp;
			g->out_off[i] = i * c->np;
		}
	g->tap_off[0] = 0;
	for (i = 0; !c->im2col && i < taps; i++)
		g->tap_off[i] = (i / s->k * wide + i % s->k) * c->cp;
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
	c->im2col = shape->c < 4 && shape->k > 1;
	if (c->im2col)
		c->in_size = (size_t)c->oh * (size_t)c->ow * (size_t)(shape->k * shape->k * shape->c);
	else if (shape->p)
		c->in_size = (size_t)(shape->h + 2 * shape->p) * (size_t)(shape->w + 2 * shape->p) * (size_t)c->cp;
	plan_forward(c);
	if (backward)
		plan_all_backward(c);
	return c;
}

void
conv_free(struct conv *c)
{
	int i;

	if (!c)
		return;
	gather_free(&c->fwd);
	for (i = 0; i < c->n_bwd; i++)
		gather_free(&c->bwd[i]);
	free(c);
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

void
conv_pack(struct conv *c, const float *w)
{
	int i;

	gather_pack(&c->fwd, c->kernel, w);
	for (i = 0; i < c->n_bwd; i++) {
		struct gather *g = &c->bwd[i];
		float *t = mem_floats((size_t)(g->n_taps + 1) * (size_t)(g->kc * g->np));

		if (c->flat)
			transpose_flat(c, w, t);
		else
			transpose_weights(c, w, i / c->shape.s, i % c->shape.s, t);
		gather_pack(g, c->kernel, t);
		free(t);
	}
}

size_t
conv_scratch(const struct conv *c)
{
	return c->in_size > c->dout_size ? c->in_size : c->dout_size;
}

/* Every window's samples side by side: (P, k*k*C). */
static void
copy_windows(const struct conv *c, const float *in, float *to)
{
	const struct conv_shape *s = &c->shape;
	int y, x, ky, kx, ch;

	for (y = 0; y < c->oh; y++)
		for (x = 0; x < c->ow; x++)
			for (ky = 0; ky < s->k; ky++)
				for (kx = 0; kx < s->k; kx++) {
					int iy = y * s->s + ky - s->p, ix = x * s->s + kx - s->p;
					int inside = iy >= 0 && iy < s->h && ix >= 0 && ix < s->w;

					for (ch = 0; ch < s->c; ch++)
						*to++ = inside ? in[(iy * s->w + ix) * c->cp + ch] : 0;
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

/* The input as the forward gather expects it: padded, copied out or as it is. */
static const float *
prepare_input(const struct conv *c, const float *in, float *scratch)
{
	const struct conv_shape *s = &c->shape;

	if (c->im2col) {
		copy_windows(c, in, scratch);
		return scratch;
	}
	if (s->p == 0)
		return in;
	memset(scratch, 0, c->in_size * sizeof *scratch);
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
	for (int i = 0, rows; i < n; i += rows) {
		struct gather g = for_rows(c, &c->fwd, rows = chunk(c, n - i));

		c->kernel->forward(&g, prepare_input(c, in, scratch), bias, relu, out);
		in += (size_t)rows * in_floats(c);
		out += (size_t)rows * out_floats(c);
	}
}

static void
bias_gradient(const float *dout, size_t pixels, int np, float *restrict db)
{
	for (; pixels > 0; pixels--, dout += np)
		for (int i = 0; i < np; i++)
			db[i] += dout[i];
}

void
conv_weights(const struct conv *c, int n, const float *in, const float *dout,
             float *dw, float *db, float *scratch)
{
	for (int i = 0, rows; i < n; i += rows) {
		struct gather g = for_rows(c, &c->fwd, rows = chunk(c, n - i));

		c->kernel->weights(&g, prepare_input(c, in, scratch), dout, dw);
		if (db)
			bias_gradient(dout, (size_t)rows * (size_t)(c->oh * c->ow), c->np, db);
		in += (size_t)rows * in_floats(c);
		dout += (size_t)rows * out_floats(c);
	}
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
