/* Convolution as it is written down, one multiplication after the other. */
#include <string.h>

#include "net/conv.h"

struct walk {			/* one input sample that meets one output pixel */
	size_t in, out, w;	/* first channel of the sample, of the pixel, first weight of the tap */
};

/* Calls fn for every (output pixel, tap) whose sample lies inside the input. */
static void
each_tap(const struct conv_shape *s, void (*fn)(const struct walk *, void *), void *ctx)
{
	int oh = conv_out(s->h, s->kh, s->sh, s->ph), ow = conv_out(s->w, s->kw, s->sw, s->pw);
	int cp = channels_padded(s->c), np = channels_padded(s->n), y, x, ky, kx;

	for (y = 0; y < oh; y++)
		for (x = 0; x < ow; x++)
			for (ky = 0; ky < s->kh; ky++)
				for (kx = 0; kx < s->kw; kx++) {
					int iy = y * s->sh + ky - s->ph, ix = x * s->sw + kx - s->pw;
					struct walk at;

					if (iy < 0 || iy >= s->h || ix < 0 || ix >= s->w)
						continue;
					at.in = (size_t)((iy * s->w + ix) * cp);
					at.out = (size_t)((y * ow + x) * np);
					at.w = (size_t)((ky * s->kw + kx) * s->c * np);
					fn(&at, ctx);
				}
}

struct operands {
	const struct conv_shape *s;
	const float *in, *w, *dout;
	float *out, *din, *dw;
};

static void
forward_at(const struct walk *at, void *ctx)
{
	struct operands *p = ctx;
	int np = channels_padded(p->s->n), c, n;

	for (c = 0; c < p->s->c; c++)
		for (n = 0; n < np; n++)
			p->out[at->out + (size_t)n] += p->in[at->in + (size_t)c] * p->w[at->w + (size_t)(c * np + n)];
}

static void
backward_at(const struct walk *at, void *ctx)
{
	struct operands *p = ctx;
	int np = channels_padded(p->s->n), c, n;

	for (c = 0; c < p->s->c; c++)
		for (n = 0; n < np; n++) {
			size_t i = at->in + (size_t)c, o = at->out + (size_t)n, w = at->w + (size_t)(c * np + n);

			p->din[i] += p->dout[o] * p->w[w];
			p->dw[w] += p->dout[o] * p->in[i];
		}
}

void
conv_reference_forward(const struct conv_shape *s, const float *in, const float *w,
                       const float *bias, float *out)
{
	struct operands p = {s, in, w, NULL, out, NULL, NULL};
	int np = channels_padded(s->n), i;
	int pixels = conv_out(s->h, s->kh, s->sh, s->ph) * conv_out(s->w, s->kw, s->sw, s->pw);

	for (i = 0; i < pixels * np; i++)
		out[i] = bias ? bias[i % np] : 0;
	each_tap(s, forward_at, &p);
}

void
conv_reference_backward(const struct conv_shape *s, const float *in, const float *w,
                        const float *dout, float *din, float *dw, float *db)
{
	struct operands p = {s, in, w, dout, NULL, din, dw};
	int np = channels_padded(s->n), i;
	int pixels = conv_out(s->h, s->kh, s->sh, s->ph) * conv_out(s->w, s->kw, s->sw, s->pw);

	memset(din, 0, (size_t)(s->h * s->w * channels_padded(s->c)) * sizeof *din);
	for (i = 0; i < pixels * np; i++)
		db[i % np] += dout[i];
	each_tap(s, backward_at, &p);
}
