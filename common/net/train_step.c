#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/threads.h"
#include "net/network.h"
#include "net/train_step.h"

static size_t
larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* What the stages need at most, in floats. */
struct needs {
	size_t packed, values, grad, sums, scratch, weights, channels;
};

/* Floats of a convolution's weights and bias, which lie side by side. */
static size_t
weight_floats(const struct layer *l)
{
	return (layer_taps(l) + (size_t)l->bias) * (size_t)channels_padded(l->oc);
}

static void
plan_stage(const struct train_step *t, const struct stage *st, struct needs *need)
{
	const struct layer *l = st->end > st->first ? &t->arch->layer[st->end - 1] : NULL;
	const size_t run = (size_t)st->run;
	size_t widest = larger(st->in, st->out);

	if (st->conv) {
		need->packed += conv_floats(st->conv);
		need->sums = larger(need->sums, conv_sums(st->conv));
		need->scratch = larger(need->scratch, conv_scratch(st->conv));
	} else if (st->depth) {
		need->sums = larger(need->sums, weight_floats(st->depth));
	}
	if (l && (st->conv || st->depth))
		need->weights = larger(need->weights, weight_floats(l));
	for (int at = st->first; at < st->end; at++) {
		widest = larger(widest, map_floats(t->arch->layer[at].side, t->arch->layer[at].c));
		widest = larger(widest, map_floats(t->arch->layer[at].oside, t->arch->layer[at].oc));
		need->channels = larger(need->channels, (size_t)channels_padded(t->arch->layer[at].oc));
	}
	need->values = larger(need->values, run * stage_values(t->arch, st));
	need->grad = larger(need->grad, run * widest);
}

struct train_step *
train_step_new(const struct arch *a, int batch)
{
	struct train_step *t = mem_zero(1, sizeof *t);
	struct needs need = {1, 1, 1, 1, 1, 1, 1};
	size_t widest = 1;
	float *room;

	t->arch = a;
	t->kernel = kernel_best();
	t->batch = batch;
	t->threads = threads_most();
	t->n_stages = stages_new(a, t->kernel, t->stage);
	for (int i = 0; i < t->n_stages; i++) {
		plan_stage(t, &t->stage[i], &need);
		t->map[i + 1] = mem_floats((size_t)batch * t->stage[i].out);
		widest = larger(widest, t->stage[i].out);
		if (t->stage[i].open >= 0) {
			t->kept[t->stage[i].open] = t->map[i + 1];
			t->kept_grad[t->stage[i].open] = mem_floats((size_t)batch * t->stage[i].out);
		}
	}
	t->delta[0] = mem_floats((size_t)batch * widest);
	t->delta[1] = mem_floats((size_t)batch * widest);
	t->work = mem_zero((size_t)t->threads, sizeof *t->work);
	for (int i = 0; i < t->threads; i++)
		t->work[i] = (struct workspace){mem_floats(need.values), {mem_floats(need.grad), mem_floats(need.grad)},
		                           mem_floats(need.sums), mem_floats(need.scratch)};
	room = t->packed = mem_room(need.packed);
	for (int i = 0; i < t->n_stages; i++)
		if (t->stage[i].conv)
			room = conv_place(t->stage[i].conv, room);
	t->part_grad = mem_floats(STEP_PARTS * need.weights);
	t->sums = mem_zero(STEP_PARTS * 2 * need.channels, sizeof *t->sums);
	t->total = mem_zero(2 * need.channels, sizeof *t->total);
	t->bn_mean = mem_floats(a->n_stats + 1);
	t->bn_inv = mem_floats(a->n_stats + 1);
	return t;
}

void
train_step_free(struct train_step *t)
{
	if (!t)
		return;
	stages_free(t->stage, t->n_stages);
	for (int i = 0; i < t->n_stages; i++)
		free(t->map[i + 1]);
	for (int i = 0; i < t->arch->n; i++)
		free(t->kept_grad[i]);
	for (int i = 0; i < t->threads; i++) {
		free(t->work[i].values);
		free(t->work[i].grad[0]);
		free(t->work[i].grad[1]);
		free(t->work[i].sums);
		free(t->work[i].scratch);
	}
	free(t->work);
	free(t->delta[0]);
	free(t->delta[1]);
	free(t->packed);
	free(t->part_grad);
	free(t->sums);
	free(t->total);
	free(t->bn_mean);
	free(t->bn_inv);
	free(t);
}

/* One step over one stage: what the parts share. */
struct step {
	struct train_step *t;
	const struct batch *b;
	const float *params;
	int at;				/* the stage's index */
	const struct stage *st, *next;	/* next: behind it, or NULL */
	struct bn bn, next_bn;		/* of st->bn and next->bn */
	const float *dy;		/* gradients behind the stage, before it */
	float *dx;
};

/* The statistics of stage st's bn in this step. */
static struct bn
bn_of(const struct step *s, const struct stage *st)
{
	const struct layer *l = st ? st->bn : NULL;

	if (!l)
		return (struct bn){0};
	return (struct bn){s->t->bn_mean + l->stats, s->t->bn_inv + l->stats, s->params + l->w,
	                   s->params + l->b, channels_padded(l->oc), l->relu};
}

static void
enter_stage(struct step *s, int at)
{
	s->at = at;
	s->st = &s->t->stage[at];
	s->next = at + 1 < s->t->n_stages ? s->st + 1 : NULL;
	s->bn = bn_of(s, s->st);
	s->next_bn = bn_of(s, s->next);
}

/* Images lo .. lo + n - 1 of a map whose images have so many floats. */
static float *
part_of(const float *map, int lo, size_t floats)
{
	return map ? (float *)map + (size_t)lo * floats : NULL;
}

static double *
part_sums(const struct step *s, int part, int np)
{
	return s->t->sums + (size_t)part * 2 * (size_t)np;
}

static void
forward_run(const struct step *s, int part, const struct images *im, struct workspace *work)
{
	const int np = s->next_bn.np;
	float *y = part_of(s->t->map[s->at + 1], im->lo, s->st->out);

	stage_forward(s->t->arch, s->t->kernel, s->st, im, part_of(s->t->map[s->at], im->lo, s->st->in),
	              &s->bn, s->params, work, y);
	if (np)
		s->t->kernel->bn_sums(y, (size_t)im->n * s->st->out / (size_t)np, np, part_sums(s, part, np));
}

static void
backward_run(const struct step *s, int part, const struct images *im, struct workspace *work, float *db)
{
	const float *dy = part_of(s->dy, im->lo, s->st->out);
	const float *y = part_of(s->t->map[s->at + 1], im->lo, s->st->out);
	const int np = s->next_bn.np, side = np ? s->next->bn->side : 0;

	if (np) {
		s->t->kernel->bn_backward(&s->next_bn, y, (size_t)im->n * s->st->out / (size_t)np, s->t->total,
		                          (double)s->b->n * side * side, dy, work->grad[0]);
		dy = work->grad[0];
	}
	if (s->st->open >= 0) {
		const float *more = part_of(s->t->kept_grad[s->st->open], im->lo, s->st->out);

		s->t->kernel->add(dy, more, (size_t)im->n * s->st->out, work->grad[1]);
		dy = work->grad[1];
	}
	stage_backward(s->t->arch, s->t->kernel, s->st, im, part_of(s->t->map[s->at], im->lo, s->st->in),
	               &s->bn, s->params, y, dy, work, db, part_of(s->dx, im->lo, s->st->in),
	               part_sums(s, part, s->bn.np));
}

/* The layer of stage st that has weights, its last, or NULL. */
static const struct layer *
weighted(const struct step *s, const struct stage *st)
{
	return st->conv || st->depth ? &s->t->arch->layer[st->end - 1] : NULL;
}

/* The weight gradient of one part, in its place of part_grad. */
static void
backward_part(const struct step *s, int part, const struct images *all, struct workspace *work)
{
	const struct layer *l = weighted(s, s->st);
	const size_t sums = s->st->conv ? conv_sums(s->st->conv) : l ? l->b - l->w : 0;
	float *grad = l ? s->t->part_grad + (size_t)part * weight_floats(l) : NULL;
	float *db = l && l->bias ? grad + (l->b - l->w) : NULL;
	struct images im = *all;

	memset(work->sums, 0, sums * sizeof(float));
	if (db)
		memset(db, 0, (size_t)channels_padded(l->oc) * sizeof *db);
	for (const int end = all->lo + all->n; im.lo < end; im.lo += im.n) {
		im.n = end - im.lo < s->st->run ? end - im.lo : s->st->run;
		backward_run(s, part, &im, work, db);
	}
	if (s->st->conv)
		conv_weights_end(s->st->conv, work->sums, grad);
	else if (l)
		memcpy(grad, work->sums, sums * sizeof *grad);
}

static void
forward_part(const struct step *s, int part, const struct images *all, struct workspace *work)
{
	struct images im = *all;

	for (const int end = all->lo + all->n; im.lo < end; im.lo += im.n) {
		im.n = end - im.lo < s->st->run ? end - im.lo : s->st->run;
		forward_run(s, part, &im, work);
	}
}

/* Calls fn for every part, on as many threads as there are; a bn of np channels has its sums cleared. */
static void
each_part(const struct step *s, int np,
          void (*fn)(const struct step *, int part, const struct images *, struct workspace *))
{
	const int total = s->b->n;

#pragma omp parallel for schedule(dynamic) num_threads(s->t->threads)
	for (int g = 0; g < STEP_PARTS; g++) {
		const int lo = total * g / STEP_PARTS;
		const struct images im = {s->b->images, lo, total * (g + 1) / STEP_PARTS - lo, s->b->seed,
		                          s->t->kept, s->t->kept_grad};

		memset(part_sums(s, g, np), 0, 2 * (size_t)np * sizeof(double));
		if (im.n > 0 || s->dy)		/* an empty part has a gradient: none */
			fn(s, g, &im, &s->t->work[threads_own()]);
	}
}

/* The parts' sums for np channels, added in order. */
static void
add_sums(struct train_step *t, int np)
{
	const size_t n = 2 * (size_t)np;

	for (size_t i = 0; i < n; i++) {
		t->total[i] = 0;
		for (size_t g = 0; g < STEP_PARTS; g++)
			t->total[i] += t->sums[g * n + i];
	}
}

/* Mean and variance of the batch for the bn behind a stage; the running ones follow. */
static void
update_bn(const struct step *s, float *stats, float momentum)
{
	const struct layer *l = s->next->bn;
	const double m = (double)s->b->n * l->side * l->side;
	const int np = s->next_bn.np;

	add_sums(s->t, np);
	for (int i = 0; i < np; i++) {
		const double mean = s->t->total[i] / m;
		double var = s->t->total[np + i] / m - mean * mean;
		float *run = stats + l->stats + i;

		var = var > 0 ? var : 0;
		s->next_bn.mean[i] = (float)mean;
		s->next_bn.inv[i] = (float)(1 / sqrt(var + (double)BN_EPSILON));
		run[0] += momentum * ((float)mean - run[0]);
		run[np] += momentum * ((float)(var * m / (m - 1)) - run[np]);
	}
}

static void
pack_weights(const struct step *s)
{
#pragma omp parallel for schedule(dynamic) num_threads(s->t->threads)
	for (int i = 0; i < s->t->n_stages; i++) {
		const struct stage *st = &s->t->stage[i];

		if (st->conv)
			conv_pack(st->conv, s->params + s->t->arch->layer[st->end - 1].w, NULL);
	}
}

static void
forward(struct step *s, float *stats, float momentum)
{
	pack_weights(s);
	for (int i = 0; i < s->t->n_stages; i++) {
		enter_stage(s, i);
		each_part(s, s->next_bn.np, forward_part);
		if (s->next_bn.np)
			update_bn(s, stats, momentum);
	}
}

/* Gradients of the stage's convolution, added in the parts' order. */
static void
add_parts(const struct step *s, const struct layer *l, float *grads)
{
	const size_t n = weight_floats(l);

#pragma omp parallel for schedule(static) num_threads(s->t->threads)
	for (size_t i = 0; i < n; i += CHANNEL_BLOCK) {
		float sum[CHANNEL_BLOCK] = {0};

		for (size_t g = 0; g < STEP_PARTS; g++)
			for (size_t j = 0; j < CHANNEL_BLOCK; j++)
				sum[j] += s->t->part_grad[g * n + i + j];
		memcpy(grads + l->w + i, sum, sizeof sum);
	}
}

static void
bn_gradients(const struct step *s, const struct layer *l, float *grads)
{
	const int np = s->bn.np;

	add_sums(s->t, np);
	for (int i = 0; i < np; i++) {
		grads[l->b + (size_t)i] = (float)s->t->total[i];
		grads[l->w + (size_t)i] = (float)s->t->total[np + i];
	}
}

static void
backward(struct step *s, float *grads)
{
	s->dy = s->t->map[s->t->n_stages];	/* where the loss left the scores' gradient */
	for (int i = s->t->n_stages - 1; i >= 0; i--) {
		enter_stage(s, i);
		s->dx = i > 0 ? s->t->delta[i % 2] : NULL;
		each_part(s, s->bn.np, backward_part);
		if (weighted(s, s->st))
			add_parts(s, weighted(s, s->st), grads);
		if (s->bn.np)
			bn_gradients(s, s->st->bn, grads);
		s->dy = s->dx;
	}
}

double
train_step_run(struct train_step *t, const float *params, float *stats, float momentum,
               const struct batch *b, float *grads, int *right)
{
	const int np = channels_padded(t->arch->classes);
	struct step s = {0};
	double loss = 0;

	s.t = t;
	s.b = b;
	s.params = params;
	forward(&s, stats, momentum);
	*right = 0;
	for (int i = 0; i < b->n; i++) {
		int hit;

		loss += b->loss(b->targets, i, t->map[t->n_stages] + (size_t)i * (size_t)np,
		                t->arch->classes, 1 / (float)b->n, &hit);
		*right += hit;
	}
	backward(&s, grads);
	return loss;
}
