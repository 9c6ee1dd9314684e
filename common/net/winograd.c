#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "net/tunables.h"
#include "net/winograd.h"

static int
tiles_of(int side)
{
	return (side + WINOGRAD_OUT - 1) / WINOGRAD_OUT;
}

int
winograd_pays(int oh, int ow, int c)
{
	const int direct = oh * ow * WINOGRAD_K * WINOGRAD_K;

	return c >= CHANNEL_BLOCK && direct >= WINOGRAD_GAIN * tiles_of(oh) * tiles_of(ow) * WINOGRAD_PLACES;
}

struct winograd *
winograd_new(int h, int w, int pad, int c, int n, const struct kernel *kernel)
{
	struct winograd *g = mem_zero(1, sizeof *g);
	int pixels;

	g->h = h;
	g->w = w;
	g->pad = pad;
	g->oh = h + 2 * pad - (WINOGRAD_K - 1);
	g->ow = w + 2 * pad - (WINOGRAD_K - 1);
	g->c = c;
	g->cp = channels_padded(c);
	g->np = channels_padded(n);
	g->rows = tiles_of(g->oh);
	g->cols = tiles_of(g->ow);
	g->tiles = g->rows * g->cols;
	g->high = g->rows * WINOGRAD_OUT + WINOGRAD_K - 1;
	g->wide = g->cols * WINOGRAD_OUT + WINOGRAD_K - 1;
	g->dout_wide = g->cols * WINOGRAD_OUT;
	g->kernel = kernel;
	g->group = (WINOGRAD_GROUP_TILES + g->tiles - 1) / g->tiles;
	g->strip = g->rows;
	if (g->tiles > WINOGRAD_WHOLE_TILES)
		g->strip = (WINOGRAD_GROUP_TILES + g->cols - 1) / g->cols;
	pixels = g->strip < g->rows ? g->strip * g->cols : g->group * g->tiles;
	g->v_step = (size_t)pixels * (size_t)g->cp + WINOGRAD_SKEW;
	g->m_step = (size_t)pixels * (size_t)g->np + WINOGRAD_SKEW;
	gather_new(&g->g, pixels, 1, c, g->np);
	g->g.tap_off[0] = 0;
	for (int i = 0; i < pixels; i++) {
		g->g.in_off[i] = i * g->cp;
		g->g.out_off[i] = i * g->np;
	}
	return g;
}

void
winograd_free(struct winograd *g)
{
	if (!g)
		return;
	gather_free(&g->g);
	free(g);
}

/* Floats of the filters at one place. */
static size_t
filter_floats(const struct winograd *g)
{
	return (size_t)g->c * (size_t)g->np;
}

size_t
winograd_floats(const struct winograd *g)
{
	return WINOGRAD_PLACES * filter_floats(g);
}

void
winograd_pack(struct winograd *g, const float *w, const float *scale)
{
	g->kernel->wino_filter(g, w, scale);
}

static size_t
in_padded(const struct winograd *g)
{
	return (size_t)(g->high * g->wide * g->cp);
}

static size_t
dout_padded(const struct winograd *g)
{
	return (size_t)(g->rows * WINOGRAD_OUT * g->dout_wide * g->np);
}

size_t
winograd_scratch(const struct winograd *g)
{
	const size_t a = in_padded(g), b = dout_padded(g);

	return (g->strip < g->rows ? a + b : a > b ? a : b) + WINOGRAD_PLACES * (g->v_step + g->m_step);
}

/* A map (h,w,cp) amid zeros: pad of them before, as many as fit after. */
static const float *
amid_zeros(const float *in, int h, int w, int cp, int pad, int high, int wide, float *to)
{
	const size_t line = (size_t)(w * cp), before = (size_t)(pad * cp);
	const size_t after = (size_t)(wide * cp) - before - line;
	float *at = to;

	if (h == high && w == wide)
		return in;
	memset(at, 0, (size_t)(pad * wide * cp) * sizeof *at);
	at += (size_t)(pad * wide * cp);
	for (int y = 0; y < h; y++, in += line) {
		memset(at, 0, before * sizeof *at);
		memcpy(at + before, in, line * sizeof *at);
		memset(at + before + line, 0, after * sizeof *at);
		at += (size_t)(wide * cp);
	}
	memset(at, 0, (size_t)((high - pad - h) * wide * cp) * sizeof *at);
	return to;
}

/* V of n images. */
static void
transform_input(const struct winograd *g, int n, const float *in, float *padded, float *v)
{
	for (int i = 0; i < n; i++, in += (size_t)(g->h * g->w * g->cp))
		g->kernel->wino_input(g, amid_zeros(in, g->h, g->w, g->cp, g->pad, g->high, g->wide, padded),
		                      v + (size_t)(i * g->tiles * g->cp));
}

/* The product at place i, for n images. */
static struct gather
product_at(const struct winograd *g, size_t i, int n)
{
	struct gather p = g->g;

	p.n_pix = n * g->tiles;
	p.w = g->u + i * filter_floats(g);
	return p;
}

static void
forward_group(const struct winograd *g, int n, const float *in, const float *bias, int relu,
              float *out, float *scratch)
{
	float *v = scratch, *m = v + WINOGRAD_PLACES * g->v_step, *padded = m + WINOGRAD_PLACES * g->m_step;

	transform_input(g, n, in, padded, v);
	for (size_t i = 0; i < WINOGRAD_PLACES; i++) {
		const struct gather p = product_at(g, i, n);

		g->kernel->forward(&p, v + i * g->v_step, NULL, 0, m + i * g->m_step);
	}
	for (int i = 0; i < n; i++)
		g->kernel->wino_output(g, m + (size_t)(i * g->tiles * g->np), bias, relu,
		                       out + (size_t)(i * g->oh * g->ow * g->np));
}

/* The strip of g, of a large image, that begins at row first of its tiles. */
static struct winograd
strip_at(const struct winograd *g, int first)
{
	struct winograd part = *g;
	const int left = g->oh - first * WINOGRAD_OUT;

	part.rows = g->rows - first < g->strip ? g->rows - first : g->strip;
	part.tiles = part.rows * g->cols;
	part.oh = left < part.rows * WINOGRAD_OUT ? left : part.rows * WINOGRAD_OUT;
	return part;
}

/* One large image, strip by strip. */
static void
forward_strips(const struct winograd *g, const float *in, const float *bias, int relu, float *out, float *scratch)
{
	float *v = scratch, *m = v + WINOGRAD_PLACES * g->v_step, *padded = m + WINOGRAD_PLACES * g->m_step;
	const float *all = amid_zeros(in, g->h, g->w, g->cp, g->pad, g->high, g->wide, padded);

	for (int row = 0; row < g->rows; row += g->strip) {
		const struct winograd part = strip_at(g, row);
		const size_t at = (size_t)(row * WINOGRAD_OUT);

		g->kernel->wino_input(&part, all + at * (size_t)(g->wide * g->cp), v);
		for (size_t i = 0; i < WINOGRAD_PLACES; i++) {
			const struct gather p = product_at(&part, i, 1);

			g->kernel->forward(&p, v + i * g->v_step, NULL, 0, m + i * g->m_step);
		}
		g->kernel->wino_output(&part, m, bias, relu, out + at * (size_t)(g->ow * g->np));
	}
}

static void
weights_strips(const struct winograd *g, const float *in, const float *dout, float *du, float *scratch)
{
	float *v = scratch, *m = v + WINOGRAD_PLACES * g->v_step, *padded = m + WINOGRAD_PLACES * g->m_step;
	float *padded_dout = padded + in_padded(g);
	const float *all = amid_zeros(in, g->h, g->w, g->cp, g->pad, g->high, g->wide, padded);
	const float *all_dout = amid_zeros(dout, g->oh, g->ow, g->np, 0, g->rows * WINOGRAD_OUT, g->dout_wide, padded_dout);

	for (int row = 0; row < g->rows; row += g->strip) {
		const struct winograd part = strip_at(g, row);
		const size_t at = (size_t)(row * WINOGRAD_OUT);

		g->kernel->wino_input(&part, all + at * (size_t)(g->wide * g->cp), v);
		g->kernel->wino_dout(&part, all_dout + at * (size_t)(g->dout_wide * g->np), m);
		for (size_t i = 0; i < WINOGRAD_PLACES; i++) {
			const struct gather p = product_at(&part, i, 1);

			g->kernel->weights(&p, v + i * g->v_step, m + i * g->m_step, du + i * filter_floats(g));
		}
	}
}

void
winograd_forward(const struct winograd *g, int n, const float *in, const float *bias, int relu,
                 float *out, float *scratch)
{
	if (g->strip < g->rows) {
		for (int i = 0; i < n; i++)
			forward_strips(g, in + (size_t)i * (size_t)(g->h * g->w * g->cp), bias, relu,
			               out + (size_t)i * (size_t)(g->oh * g->ow * g->np), scratch);
		return;
	}
	for (int i = 0; i < n; i += g->group)
		forward_group(g, n - i < g->group ? n - i : g->group, in + (size_t)i * (size_t)(g->h * g->w * g->cp),
		              bias, relu, out + (size_t)i * (size_t)(g->oh * g->ow * g->np), scratch);
}

static void
weights_group(const struct winograd *g, int n, const float *in, const float *dout, float *du, float *scratch)
{
	float *v = scratch, *m = v + WINOGRAD_PLACES * g->v_step, *padded = m + WINOGRAD_PLACES * g->m_step;

	transform_input(g, n, in, padded, v);
	for (int i = 0; i < n; i++, dout += (size_t)(g->oh * g->ow * g->np))
		g->kernel->wino_dout(g, amid_zeros(dout, g->oh, g->ow, g->np, 0, g->rows * WINOGRAD_OUT,
		                                   g->dout_wide, padded),
		                     m + (size_t)(i * g->tiles * g->np));
	for (size_t i = 0; i < WINOGRAD_PLACES; i++) {
		const struct gather p = product_at(g, i, n);

		g->kernel->weights(&p, v + i * g->v_step, m + i * g->m_step, du + i * filter_floats(g));
	}
}

void
winograd_weights(const struct winograd *g, int n, const float *in, const float *dout,
                 float *du, float *scratch)
{
	if (g->strip < g->rows) {
		for (int i = 0; i < n; i++)
			weights_strips(g, in + (size_t)i * (size_t)(g->h * g->w * g->cp),
			               dout + (size_t)i * (size_t)(g->oh * g->ow * g->np), du, scratch);
		return;
	}
	for (int i = 0; i < n; i += g->group)
		weights_group(g, n - i < g->group ? n - i : g->group, in + (size_t)i * (size_t)(g->h * g->w * g->cp),
		              dout + (size_t)i * (size_t)(g->oh * g->ow * g->np), du, scratch);
}

void
winograd_weights_end(const struct winograd *g, const float *du, float *dw)
{
	g->kernel->wino_dfilter(g, du, dw);
}
