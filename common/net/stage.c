#include <string.h>

#include "net/network.h"
#include "net/stage.h"

static size_t
out_floats(const struct layer *l)
{
	return map_floats(l->oside, l->oc);
}

int
stages_of(const struct arch *a, struct stage *stages)
{
	int n = 0;

	for (int i = 0; i < a->n; i++) {
		const struct layer *l = &a->layer[i];
		struct stage *st = &stages[n];

		if (l->kind == LAYER_BN && (n == 0 || i > st->first)) {
			st->end = i;
			st = &stages[++n];
			st->first = i;
		}
		if (i == st->first) {
			st->in = map_floats(l->side, l->c);
			st->bn = l->kind == LAYER_BN ? l : NULL;
		}
		st->out = out_floats(l);
		st->end = i + 1;
		if (l->kind == LAYER_CONV && i + 1 < a->n)
			stages[++n].first = i + 1;
	}
	return n + 1;
}

size_t
stage_values(const struct arch *a, const struct stage *st)
{
	size_t n = map_floats(ARCH_SIDE, 1);

	for (int i = st->first; i < st->end; i++)
		if (a->layer[i].kind != LAYER_CONV)
			n += out_floats(&a->layer[i]);
	return n;
}

/* Its mask depends on the layer's and the image's number alone. */
static void
drop_images(const struct arch *a, const struct kernel *k, int at, const struct images *im,
            const float *x, float *y)
{
	const size_t n = out_floats(&a->layer[at]);

	for (int i = 0; i < im->n; i++)
		k->dropout(x + (size_t)i * n, n, a->layer[at].rate,
		           im->seed ^ (uint64_t)(at + 1) << 40 ^ (uint64_t)(im->lo + i) << 20,
		           y + (size_t)i * n);
}

/* The layers before the convolution; value[i - first] is what layer i takes. */
static void
replay(const struct arch *a, const struct kernel *k, const struct stage *st, const struct images *im,
       const float *x, const struct bn *bn, float *room, const float **value)
{
	if (!x) {
		input_of(im->bytes + (size_t)im->lo * ARCH_SIDE * ARCH_SIDE, im->n, room);
		x = room;
		room += (size_t)im->n * map_floats(ARCH_SIDE, 1);
	}
	*value++ = x;
	for (int i = st->first; i < st->end; i++) {
		const struct layer *l = &a->layer[i];
		const size_t n = (size_t)im->n * out_floats(l);

		switch (l->kind) {
		case LAYER_BN:      k->bn_forward(bn, x, n / (size_t)bn->np, room); break;
		case LAYER_RELU:    k->relu_forward(x, n, room); break;
		case LAYER_DROPOUT: drop_images(a, k, i, im, x, room); break;
		case LAYER_MAXPOOL:
		case LAYER_AVGPOOL: k->pool_forward(l, im->n, x, room); break;
		case LAYER_CONV:    return;
		}
		*value++ = x = room;
		room += n;
	}
}

void
stage_forward(const struct arch *a, const struct kernel *k, const struct stage *st,
              const struct images *im, const float *x, const struct bn *bn, const float *bias,
              struct desk *desk, float *y)
{
	const float *value[ARCH_MAX_LAYERS + 1];
	const int layers = st->end - st->first;

	replay(a, k, st, im, x, bn, desk->values, value);
	if (st->conv)
		conv_forward(st->conv, im->n, value[layers - 1], bias, a->layer[st->end - 1].relu, y,
		             desk->scratch);
	else
		memcpy(y, value[layers], (size_t)im->n * st->out * sizeof *y);
}

/* The desk's room for a gradient that dy does not take. */
static float *
other(const struct desk *desk, const float *dy)
{
	return desk->grad[dy == desk->grad[0]];
}

/* Back through the stage's last layer, when that is a convolution. */
static const float *
conv_backward(const struct stage *st, int relu, const struct images *im, const struct kernel *k,
              const float *in, const float *y, const float *dy, struct desk *desk, float *db, int wanted)
{
	float *dx;

	if (relu) {
		float *masked = other(desk, dy);

		k->relu_backward(y, (size_t)im->n * st->out, dy, masked);
		dy = masked;
	}
	conv_weights(st->conv, im->n, in, dy, desk->sums, db, desk->scratch);
	if (!wanted)
		return NULL;
	dx = other(desk, dy);
	conv_data(st->conv, im->n, dy, dx, desk->scratch);
	return dx;
}

void
stage_backward(const struct arch *a, const struct kernel *k, const struct stage *st,
               const struct images *im, const float *x, const struct bn *bn, const float *y,
               const float *dy, struct desk *desk, float *db, float *dx, double *bn_sums)
{
	const float *value[ARCH_MAX_LAYERS + 1];
	int i = st->end - 1;

	replay(a, k, st, im, x, bn, desk->values, value);
	if (st->conv) {
		dy = conv_backward(st, a->layer[i].relu, im, k, value[i - st->first], y, dy, desk, db, dx != NULL);
		i--;
	}
	for (; dx && i >= st->first; i--) {
		const struct layer *l = &a->layer[i];
		const float **v = value + (i - st->first);
		const size_t n = (size_t)im->n * out_floats(l);
		float *to = other(desk, dy);

		switch (l->kind) {
		case LAYER_BN:      k->bn_backward_sums(bn, v[0], v[1], n / (size_t)bn->np, dy, dx, bn_sums); return;
		case LAYER_RELU:    k->relu_backward(v[1], n, dy, to); break;
		case LAYER_DROPOUT: drop_images(a, k, i, im, dy, to); break;
		case LAYER_MAXPOOL:
		case LAYER_AVGPOOL: k->pool_backward(l, im->n, v[0], v[1], dy, to); break;
		case LAYER_CONV:    break;	/* done above: it is the last */
		}
		dy = to;
	}
	if (dx)
		memcpy(dx, dy, (size_t)im->n * st->in * sizeof *dx);
}
