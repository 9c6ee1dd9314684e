/* What convolutions of one shape need: made once, read by all threads. */
#include <stdlib.h>

#include "base/mem.h"
#include "net/conv.h"
#include "net/tunables.h"

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
plan_fully_connected(struct conv *c, int backward)
{
	const struct conv_shape *s = &c->shape;
	const int taps = s->kh * s->kw;
	int i;

	gather_new(&c->fwd, CONV_ROWS, taps, s->c, c->np);
	for (i = 0; i < taps; i++)
		c->fwd.tap_off[i] = i * c->cp;
	for (i = 0; i < CONV_ROWS; i++) {
		c->fwd.in_off[i] = i * taps * c->cp;
		c->fwd.out_off[i] = i * c->np;
	}
	if (!backward)
		return;
	gather_new(&c->bwd[0], CONV_ROWS, 1, s->n, taps * c->cp);
	c->n_bwd = 1;
	c->bwd[0].tap_off[0] = 0;
	for (i = 0; i < CONV_ROWS; i++) {
		c->bwd[0].in_off[i] = i * c->np;
		c->bwd[0].out_off[i] = i * taps * c->cp;
	}
}

/*
 * Output pixel (y, x) starts at padded input pixel (y*s, x*s).  Where the
 * channels are unpadded, a row of the filter is one tap of k*C numbers.
 */
static void
plan_forward(struct conv *c)
{
	const struct conv_shape *s = &c->shape;
	const int wide = s->w + 2 * s->pw, run = c->unpadded ? s->kw : 1;
	const int taps = s->kh * s->kw / run, step = c->unpadded ? s->c : c->cp;
	struct gather *g = &c->fwd;
	int i, y, x;

	gather_new(g, c->oh * c->ow, taps, run * s->c, c->np);
	for (i = y = 0; y < c->oh; y++)
		for (x = 0; x < c->ow; x++, i++) {
			g->in_off[i] = (y * s->sh * wide + x * s->sw) * step;
			g->out_off[i] = i * c->np;
		}
	for (i = 0; i < taps; i++)
		g->tap_off[i] = (i * run / s->kw * wide + i * run % s->kw) * step;
}

/*
 * The input pixels (y, x) with (y+ph) % sh == ry and (x+pw) % sw == rx meet only
 * the taps ky = ry, ry+sh, ...: a convolution of stride 1 over the output
 * gradient, walked backwards.
 */
static void
plan_backward(struct conv *c, int ry, int rx)
{
	const struct conv_shape *s = &c->shape;
	int ty = (s->kh - ry + s->sh - 1) / s->sh, tx = (s->kw - rx + s->sw - 1) / s->sw;
	struct gather *g = &c->bwd[c->n_bwd];
	int y, x, i = 0, t = 0;

	gather_new(g, s->h * s->w, ty * tx > 0 ? ty * tx : 1, s->n, c->cp);
	g->n_taps = ty > 0 && tx > 0 ? ty * tx : 0;
	for (y = 0; y < s->h; y++)
		for (x = 0; x < s->w; x++)
			if ((y + s->ph) % s->sh == ry && (x + s->pw) % s->sw == rx) {
				g->in_off[i] = (((y + s->ph) / s->sh + c->margin_y) * c->dout_w
				                + (x + s->pw) / s->sw + c->margin_x) * c->np;
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
	int reach_y = (s->h - 1 + s->ph) / s->sh, reach_x = (s->w - 1 + s->pw) / s->sw, rows, i;

	c->margin_y = (s->kh - 1) / s->sh;
	c->margin_x = (s->kw - 1) / s->sw;
	rows = c->margin_y + (reach_y + 1 > c->oh ? reach_y + 1 : c->oh);
	c->dout_w = c->margin_x + (reach_x + 1 > c->ow ? reach_x + 1 : c->ow);
	c->dout_size = (size_t)rows * (size_t)c->dout_w * (size_t)c->np;
	for (i = 0; i < s->sh * s->sw; i++)
		plan_backward(c, i / s->sw, i % s->sw);
}

enum { ANY_WIDTH = 256 };	/* columns that are reckoned with where any may come */

static int
suits_winograd(const struct conv_shape *s)
{
	return s->kh == WINOGRAD_K && s->kw == WINOGRAD_K && s->sh == 1 && s->sw == 1 && s->ph == s->pw;
}

struct conv *
conv_new(const struct conv_shape *shape, int backward, const struct kernel *kernel)
{
	struct conv *c = mem_zero(1, sizeof *c);

	c->shape = *shape;
	c->kernel = kernel;
	c->oh = conv_out(shape->h, shape->kh, shape->sh, shape->ph);
	c->ow = conv_out(shape->w, shape->kw, shape->sw, shape->pw);
	c->cp = channels_padded(shape->c);
	c->np = channels_padded(shape->n);
	c->fully_connected = !shape->any_width && shape->kh == shape->h && shape->kw == shape->w && !shape->ph && !shape->pw;
	if (c->fully_connected) {
		plan_fully_connected(c, backward);
		return c;
	}
	c->unpadded = shape->c < CONV_UNPADDED && shape->kw > 1;
	if (shape->ph || shape->pw || c->unpadded)
		c->in_size = (size_t)(shape->h + 2 * shape->ph) * (size_t)(shape->w + 2 * shape->pw)
		             * (size_t)(c->unpadded ? shape->c : c->cp);
	if (suits_winograd(shape) && winograd_pays(c->oh, shape->any_width ? ANY_WIDTH : c->ow, shape->c))
		c->wino = winograd_new(shape->h, shape->w, shape->ph, shape->c, shape->n, kernel);
	else
		plan_forward(c);
	if (backward && c->wino)
		c->wino_back = winograd_new(c->oh, c->ow, WINOGRAD_K - 1 - shape->ph, shape->n, shape->c, kernel);
	else if (backward)
		plan_all_backward(c);
	return c;
}

/* c for inputs of w columns, without weights. */
static struct conv *
plan_at(const struct conv *c, int w)
{
	struct conv_shape shape = c->shape;

	shape.w = w;
	return conv_new(&shape, c->n_bwd > 0 || c->wino_back, c->kernel);
}

struct conv *
conv_at(const struct conv *c, int w)
{
	struct conv *at = plan_at(c, w);

	conv_place(at, c->wino ? c->wino->u : c->fwd.w);
	return at;
}

size_t
conv_scratch_at(const struct conv *c, int w)
{
	struct conv *at = plan_at(c, w);
	const size_t n = conv_scratch(at);

	conv_free(at);
	return n;
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
