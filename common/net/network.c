#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "net/layers.h"
#include "net/network.h"
#include "net/network_pass.h"

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

/* The bn whose work the convolution of layer at can do: the next layer, or NULL. */
static const struct layer *
bn_behind(const struct arch *a, int at)
{
	const struct layer *l = &a->layer[at];

	return layer_taps(l) && !l->relu && at + 1 < a->n && l[1].kind == LAYER_BN ? l + 1 : NULL;
}

/* rows of np numbers, each times its scale unless that is NULL. */
static void
scale_rows(const float *v, size_t rows, size_t np, const float *scale, float *out)
{
	for (size_t i = 0; i < rows * np; i++)
		out[i] = v[i] * (scale ? scale[i % np] : 1);
}

/* The weights and bias of the convolution of layer at, the bn behind it multiplied in. */
static void
fold(struct network *net, int at, const float *params, const float *stats)
{
	const struct layer *l = &net->arch.layer[at], *bn = bn_behind(&net->arch, at);
	const size_t np = (size_t)channels_padded(l->oc);
	float *bias = net->bias[at] = mem_floats(np), *ma = mem_floats(2 * np);

	if (bn)
		bn_factors(bn, params, stats, ma);
	for (size_t i = 0; i < np; i++) {
		bias[i] = l->bias ? params[l->b + i] : 0;
		if (bn)
			bias[i] = bias[i] * ma[i] + ma[np + i];
	}
	if (net->conv[at])
		conv_pack(net->conv[at], params + l->w, bn ? ma : NULL);
	else
		scale_rows(params + l->w, layer_taps(l), np, bn ? ma : NULL, net->depth[at]);
	free(ma);
}

struct conv_shape
layer_shape(const struct arch *a, const struct layer *l)
{
	return (struct conv_shape){l->rows, l->cols, l->c, l->oc, l->kh, l->kw, l->sh, l->sw, l->ph, l->pw, a->line != 0};
}

/* What each layer is done by. */
static void
plan(struct network *net)
{
	const struct arch *a = &net->arch;

	for (int i = 0; i < a->n; i++) {
		const struct layer *l = &a->layer[i], *bn = bn_behind(a, i);

		net->relu[i] = bn ? bn->relu : l->relu;
		net->skip[i] |= l->kind == LAYER_DROPOUT;
		if (bn)
			net->skip[i + 1] = 1;
		if (l->kind == LAYER_DEPTH)
			net->depth[i] = mem_floats(layer_taps(l) * (size_t)channels_padded(l->oc));
		if (l->kind == LAYER_CONV) {
			const struct conv_shape shape = layer_shape(a, l);

			net->conv[i] = conv_new(&shape, 0, net->kernel);
		}
		if (l->kind == LAYER_LSTM) {
			net->lstm[i] = mem_alloc(1, sizeof *net->lstm[i]);
			*net->lstm[i] = lstm_new(l->c, l->oc / 2, 0, net->kernel);
		}
	}
}

void
network_measure(struct network *net, int from, int to, size_t run)
{
	const struct arch *a = &net->arch;

	net->widest = from < to ? layer_in(&a->layer[from]) : 0;
	net->kept = net->scratch = 0;
	for (int i = from; i < to; i++) {
		const struct layer *l = &a->layer[i];
		size_t scratch = 0;

		net->widest = layer_out(l) > net->widest ? layer_out(l) : net->widest;
		if (l->kind == LAYER_OPEN) {
			net->kept_at[i] = net->kept;
			net->kept += run * layer_out(l);
		}
		if (net->conv[i])
			scratch = conv_scratch(net->conv[i]);
		if (net->lstm[i])
			scratch = lstm_kept(net->lstm[i], l->cols);
		net->scratch = scratch > net->scratch ? scratch : net->scratch;
	}
}

/* Room for the packed weights, side by side. */
static void
place_weights(struct network *net)
{
	size_t floats = 1;
	float *room;

	for (int i = 0; i < net->arch.n; i++) {
		floats += net->conv[i] ? conv_floats(net->conv[i]) : 0;
		floats += net->lstm[i] ? lstm_floats(net->lstm[i]) : 0;
	}
	net->packed = room = mem_room(floats);
	for (int i = 0; i < net->arch.n; i++) {
		if (net->conv[i])
			room = conv_place(net->conv[i], room);
		if (net->lstm[i])
			room = lstm_place(net->lstm[i], room);
	}
}

struct network *
network_new(const struct arch *a, const float *params, const float *stats)
{
	struct network *net = mem_zero(1, sizeof *net);

	net->arch = *a;
	net->kernel = kernel_best();
	net->idle = mem_zero(1, sizeof *net->idle);
	plan(net);
	network_measure(net, 0, a->n, NETWORK_RUN);
	place_weights(net);
	for (int i = 0; i < a->n; i++) {
		const struct layer *l = &a->layer[i];

		if (layer_taps(l)) {
			fold(net, i, params, stats);
		} else if (l->kind == LAYER_BN && !net->skip[i]) {
			net->bias[i] = mem_floats(2 * (size_t)channels_padded(l->oc));
			bn_factors(l, params, stats, net->bias[i]);
		} else if (net->lstm[i]) {
			lstm_pack(net->lstm[i], params + l->w);
			net->bias[i] = mem_floats(2 * (size_t)layer_width(l));
			memcpy(net->bias[i], params + l->b, 2 * (size_t)layer_width(l) * sizeof *params);
		}
	}
	return net;
}

struct work *
work_new(const struct network *net, size_t run)
{
	struct work *w = mem_zero(1, sizeof *w);

	w->x = mem_room(2 * run * net->widest + net->scratch + net->kept + 1);
	w->y = w->x + run * net->widest;
	w->kept = w->y + run * net->widest;
	w->scratch = w->kept + net->kept;
	return w;
}

void
work_free(struct work *w)
{
	if (!w)
		return;
	free(w->x);
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
	return w ? w : work_new(net, NETWORK_RUN);
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
		free(net->depth[i]);
		free(net->lstm[i]);
	}
	for (struct work *w = *net->idle, *next; w; w = next) {
		next = w->next;
		work_free(w);
	}
	free(net->idle);
	free(net->packed);
	free(net);
}

void
input_of(const uint8_t *px, size_t pixels, float *out)
{
	memset(out, 0, pixels * CHANNEL_BLOCK * sizeof *out);
	for (size_t i = 0; i < pixels; i++)
		out[i * CHANNEL_BLOCK] = (float)px[i] * (1 / 255.0f);
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

/* Layer at, which is none that is folded or kept: from x to y. */
static void
run_layer(const struct network *net, int at, int n, const struct work *w, const float *x, float *y)
{
	const struct layer *l = &net->arch.layer[at];
	const struct kernel *k = net->kernel;
	const size_t out = (size_t)n * layer_out(l);
	const float *kept = w->kept + net->kept_at[l->open];

	switch (l->kind) {
	case LAYER_CONV:    conv_forward(net->conv[at], n, x, net->bias[at], net->relu[at], y, w->scratch); break;
	case LAYER_DEPTH:   k->depth_forward(l, n, x, net->depth[at], net->bias[at], net->relu[at], y); break;
	case LAYER_MAXPOOL:
	case LAYER_AVGPOOL: k->pool_forward(l, n, x, y); break;
	case LAYER_SIGMOID: k->sigmoid_forward(l, n, x, y); break;
	case LAYER_SUM:     k->add(x, kept, out, y); break;
	case LAYER_PRODUCT: k->gate_forward(l, n, kept, x, y); break;
	case LAYER_LSTM:    lstm_forward(net->lstm[at], l->cols, x, net->bias[at], w->scratch, y); break;
	case LAYER_BN:
	case LAYER_RELU:
	case LAYER_DROPOUT:
	case LAYER_OPEN:    run_pointwise(net, at, out, x, y); break;
	}
}

const float *
network_pass(const struct network *net, int from, int to, int n, const struct work *w)
{
	float *x = w->x, *y = w->y;

	for (int i = from; i < to; i++) {
		const struct layer *l = &net->arch.layer[i];
		float *t;

		if (net->skip[i])
			continue;
		if (l->kind == LAYER_OPEN) {
			memcpy(w->kept + net->kept_at[i], x, (size_t)n * layer_in(l) * sizeof *x);
			continue;
		}
		run_layer(net, i, n, w, x, y);
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
		input_of(images + (size_t)done * GLYPH_SIZE, (size_t)some * GLYPH_SIZE, w->x);
		out = network_pass(net, 0, net->arch.n, some, w);
		for (int i = 0; i < some; i++)
			memcpy(logits + (size_t)(done + i) * (size_t)classes, out + (size_t)i * np,
			       (size_t)classes * sizeof *logits);
	}
	work_give(net, w);
}
