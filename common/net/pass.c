#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "net/layers.h"
#include "net/network.h"
#include "net/pass.h"

static size_t
map_floats(int side, int c)
{
	return (size_t)side * (size_t)side * (size_t)channels_padded(c);
}

struct pass *
pass_new(const struct arch *a, int batch)
{
	struct pass *p = mem_zero(1, sizeof *p);
	size_t widest = map_floats(ARCH_SIDE, 1), channels = 0, b = (size_t)batch;

	p->arch = a;
	p->batch = batch;
	p->map[0] = mem_floats(b * widest);
	for (int i = 0; i < a->n; i++) {
		const struct layer *l = &a->layer[i];
		const struct conv_shape shape = {l->side, l->side, l->c, l->oc, l->k, l->s, l->p};
		size_t out = map_floats(l->oside, l->oc), np = (size_t)channels_padded(l->oc);

		widest = out > widest ? out : widest;
		channels = np > channels ? np : channels;
		p->map[i + 1] = l->kind == LAYER_DROPOUT ? p->map[i] : mem_floats(b * out);
		if (l->kind != LAYER_CONV)
			continue;
		p->conv[i] = conv_new(&shape, i > 0, kernel_best());
		if (conv_scratch(p->conv[i]) > p->scratch_size)
			p->scratch_size = conv_scratch(p->conv[i]);
	}
	p->delta[0] = mem_floats(b * widest);
	p->delta[1] = mem_floats(b * widest);
	p->part_grad = mem_floats(PASS_PARTS * a->n_params);
	p->scratch = mem_floats(PASS_PARTS * (p->scratch_size + 1));
	p->sums = mem_zero(PASS_PARTS * 2 * channels + 1, sizeof *p->sums);
	p->bn_mean = mem_floats(a->n_stats + 1);
	p->bn_inv = mem_floats(a->n_stats + 1);
	return p;
}

void
pass_free(struct pass *p)
{
	if (!p)
		return;
	for (int i = 0; i < p->arch->n; i++) {
		if (p->map[i + 1] != p->map[i])
			free(p->map[i]);
		conv_free(p->conv[i]);
	}
	free(p->map[p->arch->n]);
	free(p->delta[0]);
	free(p->delta[1]);
	free(p->part_grad);
	free(p->scratch);
	free(p->sums);
	free(p->bn_mean);
	free(p->bn_inv);
	free(p);
}

/* One step over one layer: what the parts share. */
struct step {
	struct pass *p;
	const struct layer *l;
	int at;			/* the layer's index */
	const struct batch *b;
	const float *params;
	float *dout, *din;	/* backward: gradients of the layer's output and input */
	struct bn bn;
	double *sums;		/* of the whole batch, (2,Np) */
};

struct part {			/* images lo .. lo + n - 1 */
	int index, lo, n;
};

/* Calls fn for every part, on as many threads as there are. */
static void
each_part(const struct step *s, void (*fn)(const struct step *, const struct part *))
{
	const int total = s->b->n;

#pragma omp parallel for schedule(dynamic)
	for (int g = 0; g < PASS_PARTS; g++) {
		struct part part = {g, total * g / PASS_PARTS, 0};

		part.n = total * (g + 1) / PASS_PARTS - part.lo;
		if (part.n > 0)
			fn(s, &part);
	}
}

static float *
in_map(const struct step *s, const struct part *t)
{
	return s->p->map[s->at] + (size_t)t->lo * map_floats(s->l->side, s->l->c);
}

static float *
out_map(const struct step *s, const struct part *t)
{
	return s->p->map[s->at + 1] + (size_t)t->lo * map_floats(s->l->oside, s->l->oc);
}

static float *
dout_of(const struct step *s, const struct part *t)
{
	return s->dout + (size_t)t->lo * map_floats(s->l->oside, s->l->oc);
}

static size_t
out_pixels(const struct step *s, const struct part *t)
{
	return (size_t)t->n * (size_t)(s->l->oside * s->l->oside);
}

static float *
scratch_of(const struct step *s, const struct part *t)
{
	return s->p->scratch + (size_t)t->index * s->p->scratch_size;
}

static void
input_part(const struct step *s, const struct part *t)
{
	input_of(s->b->images + (size_t)t->lo * ARCH_SIDE * ARCH_SIDE, t->n,
	         s->p->map[0] + (size_t)t->lo * map_floats(ARCH_SIDE, 1));
}

static void
conv_part(const struct step *s, const struct part *t)
{
	conv_forward(s->p->conv[s->at], t->n, in_map(s, t), s->l->bias ? s->params + s->l->b : NULL,
	             s->l->relu, out_map(s, t), scratch_of(s, t));
}

static void
bn_sums_part(const struct step *s, const struct part *t)
{
	bn_sums(in_map(s, t), out_pixels(s, t), s->bn.np,
	        s->p->sums + (size_t)t->index * 2 * (size_t)s->bn.np);
}

static void
bn_part(const struct step *s, const struct part *t)
{
	bn_forward(&s->bn, in_map(s, t), out_pixels(s, t), out_map(s, t));
}

static void
pool_part(const struct step *s, const struct part *t)
{
	pool_forward(s->l, t->n, in_map(s, t), out_map(s, t));
}

static void
relu_part(const struct step *s, const struct part *t)
{
	const float *x = in_map(s, t);
	float *y = out_map(s, t);

	for (size_t i = 0; i < (size_t)t->n * map_floats(s->l->side, s->l->c); i++)
		y[i] = x[i] > 0 ? x[i] : 0;
}

/* Masks the values v of a part: forward the map, backward its gradient. */
static void
drop(const struct step *s, const struct part *t, float *v)
{
	size_t n = map_floats(s->l->side, s->l->c);

	for (int i = 0; i < t->n; i++)
		dropout(v + (size_t)i * n, n, s->l->rate,
		        s->b->seed ^ (uint64_t)(s->at + 1) << 40 ^ (uint64_t)(t->lo + i) << 20);
}

static void
drop_part(const struct step *s, const struct part *t)
{
	drop(s, t, in_map(s, t));
}

/* The parts' sums, added in order, in the first part's place. */
static double *
total_sums(const struct step *s)
{
	const size_t n = 2 * (size_t)s->bn.np;
	double *sums = s->p->sums;

	for (int g = 1; g < PASS_PARTS; g++)
		for (size_t i = 0; i < n; i++)
			sums[i] += sums[(size_t)g * n + i];
	return sums;
}

static void
clear_sums(const struct step *s)
{
	memset(s->p->sums, 0, PASS_PARTS * 2 * (size_t)s->bn.np * sizeof(double));
}

static void
bind_bn(struct step *s)
{
	s->bn.np = channels_padded(s->l->oc);
	s->bn.relu = s->l->relu;
	s->bn.gamma = s->params + s->l->w;
	s->bn.beta = s->params + s->l->b;
	s->bn.mean = s->p->bn_mean + s->l->stats;
	s->bn.inv = s->p->bn_inv + s->l->stats;
}

/* Mean and variance of the batch; the running ones follow. */
static void
forward_bn(struct step *s, float *stats, float momentum)
{
	const double m = (double)s->b->n * s->l->oside * s->l->oside;
	const int np = channels_padded(s->l->oc);
	double *sums;

	bind_bn(s);
	clear_sums(s);
	each_part(s, bn_sums_part);
	sums = total_sums(s);
	for (int i = 0; i < np; i++) {
		double mean = sums[i] / m, var = sums[np + i] / m - mean * mean;
		float *run = stats + s->l->stats + i;

		var = var > 0 ? var : 0;
		s->bn.mean[i] = (float)mean;
		s->bn.inv[i] = (float)(1 / sqrt(var + (double)BN_EPSILON));
		run[0] += momentum * ((float)mean - run[0]);
		run[np] += momentum * ((float)(var * m / (m - 1)) - run[np]);
	}
	each_part(s, bn_part);
}

static void
forward(struct step *s, float *stats, float momentum)
{
	struct pass *p = s->p;

	each_part(s, input_part);
	for (s->at = 0; s->at < p->arch->n; s->at++) {
		s->l = &p->arch->layer[s->at];
		switch (s->l->kind) {
		case LAYER_CONV:    conv_pack(p->conv[s->at], s->params + s->l->w);
		                    each_part(s, conv_part); break;
		case LAYER_BN:      forward_bn(s, stats, momentum); break;
		case LAYER_RELU:    each_part(s, relu_part); break;
		case LAYER_DROPOUT: each_part(s, drop_part); break;
		case LAYER_MAXPOOL:
		case LAYER_AVGPOOL: each_part(s, pool_part); break;
		}
	}
}

static void
conv_back_part(const struct step *s, const struct part *t)
{
	const struct conv *c = s->p->conv[s->at];
	float *grad = s->p->part_grad + (size_t)t->index * s->p->arch->n_params;
	float *d = dout_of(s, t);

	if (s->l->relu)
		relu_mask(out_map(s, t), (size_t)t->n * map_floats(s->l->oside, s->l->oc), d);
	conv_weights(c, t->n, in_map(s, t), d, grad + s->l->w,
	             s->l->bias ? grad + s->l->b : NULL, scratch_of(s, t));
	if (s->at > 0)
		conv_data(c, t->n, d, s->din + (size_t)t->lo * map_floats(s->l->side, s->l->c),
		          scratch_of(s, t));
}

static void
bn_back_sums_part(const struct step *s, const struct part *t)
{
	bn_backward_sums(&s->bn, in_map(s, t), out_map(s, t), out_pixels(s, t), dout_of(s, t),
	                 s->p->sums + (size_t)t->index * 2 * (size_t)s->bn.np);
}

static void
bn_back_part(const struct step *s, const struct part *t)
{
	bn_backward(&s->bn, in_map(s, t), out_pixels(s, t), s->sums,
	            (double)s->b->n * s->l->oside * s->l->oside, dout_of(s, t));
}

static void
backward_bn(struct step *s, float *grads)
{
	bind_bn(s);
	clear_sums(s);
	each_part(s, bn_back_sums_part);
	s->sums = total_sums(s);
	for (int i = 0; i < s->bn.np; i++) {
		grads[s->l->b + (size_t)i] = (float)s->sums[i];
		grads[s->l->w + (size_t)i] = (float)s->sums[s->bn.np + i];
	}
	each_part(s, bn_back_part);
}

static void
pool_back_part(const struct step *s, const struct part *t)
{
	pool_backward(s->l, t->n, in_map(s, t), out_map(s, t), dout_of(s, t),
	              s->din + (size_t)t->lo * map_floats(s->l->side, s->l->c));
}

static void
relu_back_part(const struct step *s, const struct part *t)
{
	relu_mask(out_map(s, t), (size_t)t->n * map_floats(s->l->side, s->l->c), dout_of(s, t));
}

static void
drop_back_part(const struct step *s, const struct part *t)
{
	drop(s, t, dout_of(s, t));
}

/* Gradients of convolutions, summed per part, are added here in the parts' order. */
static void
add_parts(const struct step *s, float *grads)
{
	const struct arch *a = s->p->arch;

	for (int at = 0; at < a->n; at++) {
		const struct layer *l = &a->layer[at];
		const size_t np = (size_t)channels_padded(l->oc);
		const size_t end = l->w + ((size_t)(l->k * l->k * l->c) + (size_t)l->bias) * np;

		if (l->kind != LAYER_CONV)
			continue;
#pragma omp parallel for schedule(static)
		for (size_t i = l->w; i < end; i++) {
			float sum = 0;

			for (size_t g = 0; g < PASS_PARTS; g++)
				sum += s->p->part_grad[g * a->n_params + i];
			grads[i] = sum;
		}
	}
}

static void
clear_part(const struct step *s, const struct part *t)
{
	memset(s->p->part_grad + (size_t)t->index * s->p->arch->n_params, 0,
	       s->p->arch->n_params * sizeof(float));
}

static void
backward(struct step *s, float *grads)
{
	struct pass *p = s->p;
	int spare = 0;

	each_part(s, clear_part);
	s->dout = p->map[p->arch->n];	/* where the loss left the scores' gradient */
	for (s->at = p->arch->n - 1; s->at >= 0; s->at--) {
		s->l = &p->arch->layer[s->at];
		s->din = p->delta[spare];
		switch (s->l->kind) {
		case LAYER_CONV:    each_part(s, conv_back_part); break;
		case LAYER_BN:      backward_bn(s, grads); continue;
		case LAYER_RELU:    each_part(s, relu_back_part); continue;
		case LAYER_DROPOUT: each_part(s, drop_back_part); continue;
		case LAYER_MAXPOOL:
		case LAYER_AVGPOOL: each_part(s, pool_back_part); break;
		}
		s->dout = s->din;	/* the others worked in place */
		spare = !spare;
	}
	add_parts(s, grads);
}

double
pass_run(struct pass *p, const float *params, float *stats, float momentum,
         const struct batch *b, float *grads, int *right)
{
	const int np = channels_padded(p->arch->classes);
	struct step s = {0};
	double loss = 0;

	s.p = p;
	s.b = b;
	s.params = params;
	forward(&s, stats, momentum);
	*right = 0;
	for (int i = 0; i < b->n; i++) {
		int hit;

		loss += softmax_loss(p->map[p->arch->n] + (size_t)i * (size_t)np, p->arch->classes,
		                     b->labels[i], b->smooth, 1 / (float)b->n, &hit);
		*right += hit;
	}
	backward(&s, grads);
	return loss;
}
