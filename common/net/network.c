#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "net/layers.h"
#include "net/network.h"

size_t
map_floats(int side, int c)
{
	return (size_t)side * (size_t)side * (size_t)channels_padded(c);
}

/* bn as y = mul * x + add, in ma: (2,Np). */
static void
bn_factors(const struct layer *l, const float *params, const float *stats, float *ma)
{
	const int np = channels_padded(l->oc);
	const float *mean = stats + l->stats, *var = mean + np;

	for (int i = 0; i < np; i++) {
		ma[i] = params[l->w + (size_t)i] / sqrtf(var[i] + BN_EPSILON);
		ma[np + i] = params[l->b + (size_t)i] - mean[i] * ma[i];
	}
}

/* The convolution l, with the bn that follows it (NULL: none) multiplied in. */
static void
fold(struct network *net, int at, const struct layer *bn, const float *params, const float *stats)
{
	const struct layer *l = &net->arch.layer[at];
	const struct conv_shape shape = {l->side, l->side, l->c, l->oc, l->k, l->s, l->p};
	const size_t np = (size_t)channels_padded(l->oc), n = (size_t)(l->k * l->k * l->c) * np;
	float *w = mem_floats(n), *bias = mem_floats(np), *ma = mem_floats(2 * np);

	memcpy(w, params + l->w, n * sizeof *w);
	if (l->bias)
		memcpy(bias, params + l->b, np * sizeof *bias);
	if (bn) {
		bn_factors(bn, params, stats, ma);
		for (size_t i = 0; i < n; i++)
			w[i] *= ma[i % np];
		for (size_t i = 0; i < np; i++)
			bias[i] = bias[i] * ma[i] + ma[np + i];
	}
	net->conv[at] = conv_new(&shape, 0, net->kernel);
	conv_pack(net->conv[at], w);
	net->bias[at] = bias;
	free(w);
	free(ma);
}

struct network *
network_new(const struct arch *a, const float *params, const float *stats)
{
	struct network *net = mem_zero(1, sizeof *net);

	net->arch = *a;
	net->kernel = kernel_best();
	net->idle = mem_zero(1, sizeof *net->idle);
	net->widest = map_floats(ARCH_SIDE, 1);
	for (int i = 0; i < a->n; i++) {
		const struct layer *l = &a->layer[i], *next = i + 1 < a->n ? l + 1 : NULL;
		size_t out = map_floats(l->oside, l->oc);

		net->relu[i] = l->relu;
		net->widest = out > net->widest ? out : net->widest;
		if (l->kind == LAYER_CONV) {
			int with_bn = next && next->kind == LAYER_BN && !l->relu;

			fold(net, i, with_bn ? next : NULL, params, stats);
			if (with_bn) {
				net->relu[i] = next->relu;
				net->skip[i + 1] = 1;
			}
			if (conv_scratch(net->conv[i]) > net->scratch)
				net->scratch = conv_scratch(net->conv[i]);
		} else if (l->kind == LAYER_BN && !net->skip[i]) {
			net->bias[i] = mem_floats(2 * (size_t)channels_padded(l->oc));
			bn_factors(l, params, stats, net->bias[i]);
		} else if (l->kind == LAYER_DROPOUT) {
			net->skip[i] = 1;
		}
	}
	return net;
}

/* What one call works in. */
struct work {
	struct work *next;
	float *x, *y;		/* maps of NETWORK_RUN images, before and behind a layer */
	float *scratch;
};

static void
work_free(struct work *w)
{
	free(w->x);
	free(w->y);
	free(w->scratch);
	free(w);
}

/* One that is idle, or a new one: asking the system for it each time is slow. */
static struct work *
work_take(const struct network *net)
{
	struct work *w;

#pragma omp critical(network_work)
	{
		w = *net->idle;
		if (w)
			*net->idle = w->next;
	}
	if (w)
		return w;
	w = mem_zero(1, sizeof *w);
	w->x = mem_floats(NETWORK_RUN * net->widest);
	w->y = mem_floats(NETWORK_RUN * net->widest);
	w->scratch = mem_floats(net->scratch + 1);
	return w;
}

static void
work_give(const struct network *net, struct work *w)
{
#pragma omp critical(network_work)
	{
		w->next = *net->idle;
		*net->idle = w;
	}
}

void
network_free(struct network *net)
{
	if (!net)
		return;
	for (int i = 0; i < net->arch.n; i++) {
		conv_free(net->conv[i]);
		free(net->bias[i]);
	}
	for (struct work *w = *net->idle, *next; w; w = next) {
		next = w->next;
		work_free(w);
	}
	free(net->idle);
	free(net);
}

void
input_of(const uint8_t *images, int n, float *out)
{
	memset(out, 0, (size_t)n * map_floats(ARCH_SIDE, 1) * sizeof *out);
	for (int i = 0; i < n * ARCH_SIDE * ARCH_SIDE; i++)
		out[(size_t)i * CHANNEL_BLOCK] = (float)images[i] * (1 / 255.0f);
}

/* A bn or relu that stands alone. */
static void
run_pointwise(const struct network *net, int at, size_t n, const float *x, float *y)
{
	const float *ma = net->bias[at];
	const size_t np = (size_t)channels_padded(net->arch.layer[at].oc);
	const int relu = net->relu[at] || net->arch.layer[at].kind == LAYER_RELU;

	for (size_t i = 0; i < n; i++) {
		float v = ma ? x[i] * ma[i % np] + ma[np + i % np] : x[i];

		y[i] = relu && v < 0 ? 0 : v;
	}
}

/* The n images in w->x, at most NETWORK_RUN, through all layers; maps go from x to y and back. */
static const float *
run_layers(const struct network *net, int n, const struct work *w)
{
	float *x = w->x, *y = w->y;

	for (int i = 0; i < net->arch.n; i++) {
		const struct layer *l = &net->arch.layer[i];
		float *t;

		if (net->skip[i])
			continue;
		if (l->kind == LAYER_CONV)
			conv_forward(net->conv[i], n, x, net->bias[i], net->relu[i], y, w->scratch);
		else if (l->kind == LAYER_MAXPOOL || l->kind == LAYER_AVGPOOL)
			net->kernel->pool_forward(l, n, x, y);
		else
			run_pointwise(net, i, (size_t)n * map_floats(l->oside, l->oc), x, y);
		t = x;
		x = y;
		y = t;
	}
	return x;
}

void
network_run(const struct network *net, const uint8_t *images, int n, float *logits)
{
	const int classes = net->arch.classes;
	const size_t np = (size_t)channels_padded(classes);
	struct work *w = work_take(net);

	for (int done = 0, some; done < n; done += some) {
		const float *out;

		some = n - done < NETWORK_RUN ? n - done : NETWORK_RUN;
		input_of(images + (size_t)done * ARCH_SIDE * ARCH_SIDE, some, w->x);
		out = run_layers(net, some, w);
		for (int i = 0; i < some; i++)
			memcpy(logits + (size_t)(done + i) * (size_t)classes, out + (size_t)i * np,
			       (size_t)classes * sizeof *logits);
	}
	work_give(net, w);
}
