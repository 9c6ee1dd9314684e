#include <stdlib.h>

#include "base/mem.h"
#include "net/gather.h"

int
channels_padded(int n)
{
	return (n + CHANNEL_BLOCK - 1) / CHANNEL_BLOCK * CHANNEL_BLOCK;
}

void
gather_new(struct gather *g, int pixels, int taps, int kc, int np)
{
	g->n_pix = pixels;
	g->n_taps = taps;
	g->kc = kc;
	g->np = np;
	g->in_off = mem_alloc((size_t)pixels, sizeof *g->in_off);
	g->out_off = mem_alloc((size_t)pixels, sizeof *g->out_off);
	g->tap_off = mem_alloc((size_t)taps, sizeof *g->tap_off);
}

size_t
gather_floats(const struct gather *g)
{
	return (size_t)g->n_taps * (size_t)g->kc * (size_t)g->np;
}

void
gather_free(struct gather *g)
{
	free(g->in_off);
	free(g->out_off);
	free(g->tap_off);
}

int
panel_width(int left, int most)
{
	int width = most;

	while (width > left)
		width /= 2;
	return width;
}

void
gather_pack(struct gather *g, int nr, const float *w, const float *scale)
{
	const int depth = g->n_taps * g->kc;
	float *to = g->w;

	for (int n = 0, width; n < g->np; n += width) {
		width = panel_width(g->np - n, nr);
		for (int i = 0; i < depth; i++, to += width) {
			const float *from = w + (size_t)i * (size_t)g->np + n;

			for (int j = 0; j < width; j++)
				to[j] = scale ? from[j] * scale[n + j] : from[j];
		}
	}
}
