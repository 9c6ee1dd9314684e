#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "net/network.h"
#include "net/stage.h"
#include "net/tunables.h"

/* 1 when a stage ends with a layer of this kind. */
static int
ends_stage(const struct layer *l)
{
	return layer_rows(l) || l->kind == LAYER_OPEN;
}

/* Cuts a into stages, but for their convolutions and runs.  Returns how many. */
static int
cut(const struct arch *a, struct stage *stages)
{
	int n = 0;

	stages[0].open = -1;
	for (int i = 0; i < a->n; i++) {
		const struct layer *l = &a->layer[i];
		struct stage *st = &stages[n];

		if (l->kind == LAYER_BN && (n == 0 || i > st->first)) {
			st->end = i;
			st = &stages[++n];
			st->first = i;
		}
		if (i == st->first) {
			st->in = layer_in(l);
			st->bn = l->kind == LAYER_BN ? l : NULL;
		}
		st->out = layer_out(l);
		st->end = i + 1;
		st->depth = l->kind == LAYER_DEPTH ? l : NULL;
		st->open = l->kind == LAYER_OPEN ? i : -1;
		if (ends_stage(l) && i + 1 < a->n)
			stages[++n].first = i + 1;
	}
	return n + 1;
}

/* How many images go through st together: rows of one product, or what fits the cache. */
static int
run_of(const struct stage *st)
{
	const size_t n = STEP_RUN_FLOATS / (st->in > st->out ? st->in : st->out);

	if (st->conv && st->conv->fully_connected)
		return CONV_ROWS;
	return n < 1 ? 1 : n > CONV_ROWS ? CONV_ROWS : (int)n;
}

int
stages_new(const struct arch *a, const struct kernel *k, struct stage *stages)
{
	const int n = cut(a, stages);

	for (int i = 0; i < n; i++) {
		struct stage *st = &stages[i];
		const struct layer *l = st->end > st->first ? &a->layer[st->end - 1] : NULL;

		if (l && l->kind == LAYER_CONV) {
			const struct conv_shape shape = layer_shape(a, l);

			st->conv = conv_new(&shape, i > 0, k);
		}
		if (l && l->kind == LAYER_LSTM) {
			st->lstm = mem_alloc(1, sizeof *st->lstm);
			*st->lstm = lstm_new(l->c, l->oc / 2, 1, k);
		}
		st->run = a->line ? 1 : run_of(st);
	}
	return n;
}

void
stages_free(struct stage *stages, int n)
{
	for (int i = 0; i < n; i++) {
		conv_free(stages[i].conv);
		free(stages[i].lstm);
		free(stages[i].memory);
	}
}

size_t
stage_values(const struct arch *a, const struct stage *st)
{
	size_t n = layer_in(&a->layer[0]);

	for (int i = st->first; i < st->end; i++)
		if (!ends_stage(&a->layer[i]))
			n += layer_out(&a->layer[i]);
	return n;
}

/* Its mask depends on the layer's and the image's number alone. */
static void
drop_images(const struct arch *a, const struct kernel *k, int at, const struct images *im,
            const float *x, float *y)
{
	const size_t n = layer_out(&a->layer[at]);

	for (int i = 0; i < im->n; i++)
		k->dropout(x + (size_t)i * n, n, a->layer[at].rate,
		           im->seed ^ (uint64_t)(at + 1) << 40 ^ (uint64_t)(im->lo + i) << 20,
		           y + (size_t)i * n);
}

struct stage
stage_at(const struct arch *a, const struct stage *st)
{
	struct stage here = *st;
	const struct layer *last = &a->layer[st->end - 1];

	here.in = layer_in(&a->layer[st->first]);
	here.out = layer_out(last);
	if (st->conv)
		here.conv = conv_at(st->conv, last->cols);
	if (st->bn)
		here.bn = &a->layer[st->first];
	if (st->depth)
		here.depth = last;
	return here;
}

/* What the bracket that layer l ends has kept, or its gradient: of the images im. */
static float *
kept_of(const struct layer *l, float *const *kept, const struct images *im)
{
	return kept[l->open] + images_at(im, layer_out(l));
}

/* The layers before the convolution; value[i - first] is what layer i takes. */
static void
replay(const struct arch *a, const struct kernel *k, const struct stage *st, const struct images *im,
       const float *x, const struct bn *bn, float *room, const float **value)
{
	if (!x) {
		const size_t floats = (size_t)im->n * layer_in(&a->layer[0]);

		input_of(im->bytes, floats / CHANNEL_BLOCK, room);
		x = room;
		room += floats;
	}
	*value++ = x;
	for (int i = st->first; i < st->end; i++) {
		const struct layer *l = &a->layer[i];
		const size_t n = (size_t)im->n * layer_out(l);

		switch (l->kind) {
		case LAYER_BN:      k->bn_forward(bn, x, n / (size_t)bn->np, room); break;
		case LAYER_RELU:    k->relu_forward(x, n, room); break;
		case LAYER_DROPOUT: drop_images(a, k, i, im, x, room); break;
		case LAYER_MAXPOOL:
		case LAYER_AVGPOOL: k->pool_forward(l, im->n, x, room); break;
		case LAYER_SIGMOID: k->sigmoid_forward(l, im->n, x, room); break;
		case LAYER_SUM:     k->add(x, kept_of(l, im->kept, im), n, room); break;
		case LAYER_PRODUCT: k->gate_forward(l, im->n, kept_of(l, im->kept, im), x, room); break;
		case LAYER_OPEN:    *value = x; return;
		case LAYER_CONV:
		case LAYER_DEPTH:
		case LAYER_LSTM:    return;
		}
		*value++ = x = room;
		room += n;
	}
}

/* Where the lstm of layer l keeps what it keeps of the line im. */
static float *
memory_of(const struct stage *st, const struct layer *l, const struct images *im)
{
	return st->memory + images_at(im, lstm_kept(st->lstm, l->cols));
}

void
stage_forward(const struct arch *a, const struct kernel *k, const struct stage *st,
              const struct images *im, const float *x, const struct bn *bn, const float *params,
              struct workspace *work, float *y)
{
	const float *value[ARCH_MAX_LAYERS + 1];
	const int layers = st->end - st->first;
	const struct layer *l = layers ? &a->layer[st->end - 1] : NULL;
	const float *bias = l && layer_biases(l) ? params + l->b : NULL;

	replay(a, k, st, im, x, bn, work->values, value);
	if (st->conv)
		conv_forward(st->conv, im->n, value[layers - 1], bias, l->relu, y, work->scratch);
	else if (st->lstm)
		lstm_forward(st->lstm, l->cols, value[layers - 1], bias, memory_of(st, l, im), y);
	else if (st->depth)
		k->depth_forward(l, im->n, value[layers - 1], params + l->w, bias, l->relu, y);
	else
		memcpy(y, value[layers], (size_t)im->n * st->out * sizeof *y);
}

/* The work's room for a gradient that dy does not take. */
static float *
other(const struct workspace *work, const float *dy)
{
	return work->grad[dy == work->grad[0]];
}

/* Back through the stage's last layer l, an lstm; its weights and biases lie side by side in work->sums. */
static const float *
lstm_back(const struct stage *st, const struct layer *l, const struct images *im, const float *in, const float *y,
          const float *dy, struct workspace *work, int wanted)
{
	float *dx = wanted ? other(work, dy) : NULL;

	lstm_backward(st->lstm, l->cols, in, y, dy, memory_of(st, l, im), work->sums, work->sums + (l->b - l->w), dx);
	return dx;
}

/* Back through the stage's last layer l, a convolution of either kind. */
static const float *
conv_backward(const struct stage *st, const struct layer *l, const struct images *im, const struct kernel *k,
              const float *in, const float *w, const float *y, const float *dy, struct workspace *work, float *db, int wanted)
{
	float *dx;

	if (l->relu) {
		float *masked = other(work, dy);

		k->relu_backward(y, (size_t)im->n * st->out, dy, masked);
		dy = masked;
	}
	if (st->conv) {
		conv_weights(st->conv, im->n, in, dy, work->sums, db, work->scratch);
	} else {
		k->depth_weights(l, im->n, in, dy, work->sums);
		if (db)
			k->bias_backward(dy, (size_t)im->n * layer_pixels(l), channels_padded(l->oc), db);
	}
	if (!wanted)
		return NULL;
	dx = other(work, dy);
	if (st->conv)
		conv_data(st->conv, im->n, dy, dx, work->scratch);
	else
		k->depth_data(l, im->n, dy, w, dx);
	return dx;
}

void
stage_backward(const struct arch *a, const struct kernel *k, const struct stage *st,
               const struct images *im, const float *x, const struct bn *bn, const float *params,
               const float *y, const float *dy, struct workspace *work, float *db, float *dx, double *bn_sums)
{
	const float *value[ARCH_MAX_LAYERS + 1];
	int i = st->end - 1;

	replay(a, k, st, im, x, bn, work->values, value);
	if (st->conv || st->depth) {
		dy = conv_backward(st, &a->layer[i], im, k, value[i - st->first], params + a->layer[i].w, y, dy, work, db,
		                   dx != NULL);
		i--;
	} else if (st->lstm) {
		dy = lstm_back(st, &a->layer[i], im, value[i - st->first], y, dy, work, dx != NULL);
		i--;
	} else if (st->open >= 0) {
		i--;
	}
	for (; dx && i >= st->first; i--) {
		const struct layer *l = &a->layer[i];
		const float **v = value + (i - st->first);
		const size_t n = (size_t)im->n * layer_out(l);
		float *to = other(work, dy);

		switch (l->kind) {
		case LAYER_BN:      k->bn_backward_sums(bn, v[0], v[1], n / (size_t)bn->np, dy, dx, bn_sums); return;
		case LAYER_RELU:    k->relu_backward(v[1], n, dy, to); break;
		case LAYER_DROPOUT: drop_images(a, k, i, im, dy, to); break;
		case LAYER_MAXPOOL:
		case LAYER_AVGPOOL: k->pool_backward(l, im->n, v[0], v[1], dy, to); break;
		case LAYER_SIGMOID: k->sigmoid_backward(v[1], n, dy, to); break;
		case LAYER_PRODUCT:
			k->gate_backward(l, im->n, kept_of(l, im->kept, im), v[0], dy, kept_of(l, im->kept_grad, im), to);
			break;
		case LAYER_SUM:
			memcpy(kept_of(l, im->kept_grad, im), dy, n * sizeof *dy);
			continue;
		case LAYER_CONV:
		case LAYER_DEPTH:
		case LAYER_LSTM:
		case LAYER_OPEN:    break;	/* done above: it is the last */
		}
		dy = to;
	}
	if (dx)
		memcpy(dx, dy, (size_t)im->n * st->in * sizeof *dx);
}
