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

/* Floats of a layer's weights and biases, which lie side by side. */
static size_t
weight_floats(const struct layer *l)
{
	return (layer_rows(l) + layer_biases(l)) * (size_t)channels_padded(layer_width(l));
}

/* Floats of a map of all images of a batch, when one has so many. */
static size_t
batch_floats(const struct train_step *t, size_t each)
{
	return t->arch->line ? each * (size_t)t->batch / ARCH_LINE_COLS : each * (size_t)t->batch;
}

/* What st needs for its last layer, whose architecture is at for the widest image. */
static void
plan_last(const struct train_step *t, struct stage *st, const struct arch *at, struct needs *need)
{
	const struct layer *l = &t->arch->layer[st->end - 1];

	if (st->conv) {
		need->packed += conv_floats(st->conv);
		need->sums = larger(need->sums, conv_sums(st->conv));
		need->scratch = larger(need->scratch, conv_scratch_at(st->conv, at->layer[st->end - 1].cols));
	} else if (st->lstm) {
		st->memory = mem_room(batch_floats(t, lstm_kept(st->lstm, l->cols)));
		need->packed += lstm_floats(st->lstm);
	}
	if (st->depth || st->lstm)
		need->sums = larger(need->sums, weight_floats(l));
	if (st->conv || st->depth || st->lstm)
		need->weights = larger(need->weights, weight_floats(l));
}

static void
plan_stage(const struct train_step *t, struct stage *st, const struct arch *at, struct needs *need)
{
	size_t widest = larger(st->in, st->out);

	plan_last(t, st, at, need);
	for (int k = st->first; k < st->end; k++) {
		widest = larger(widest, larger(layer_in(&at->layer[k]), layer_out(&at->layer[k])));
		need->channels = larger(need->channels, (size_t)channels_padded(t->arch->layer[k].oc));
	}
	need->values = larger(need->values, (size_t)st->run * stage_values(at, st));
	need->grad = larger(need->grad, (size_t)st->run * widest);
}

/* Room for the weights of all stages, packed, side by side. */
static void
place_weights(struct train_step *t, size_t floats)
{
	float *room = t->packed = mem_room(floats);

	for (int i = 0; i < t->n_stages; i++) {
		if (t->stage[i].conv)
			room = conv_place(t->stage[i].conv, room);
		if (t->stage[i].lstm)
			room = lstm_place(t->stage[i].lstm, room);
	}
}

struct train_step *
train_step_new(const struct arch *a, int batch, int widest_line)
{
	struct train_step *t = mem_zero(1, sizeof *t);
	struct needs need = {1, 1, 1, 1, 1, 1, 1};
	struct arch *at = mem_alloc(1, sizeof *at);
	size_t widest = 1;

	*at = *a;
	if (a->line)
		arch_at(a, widest_line, at);
	t->arch = a;
	t->kernel = kernel_best();
	t->batch = batch;
	t->widest = widest_line;
	t->threads = threads_most();
	t->n_stages = stages_new(a, t->kernel, t->stage);
	for (int i = 0; i < t->n_stages; i++) {
		plan_stage(t, &t->stage[i], at, &need);
		t->map[i + 1] = mem_floats(batch_floats(t, t->stage[i].out));
		widest = larger(widest, t->stage[i].out);
		if (t->stage[i].open >= 0) {
			t->kept[t->stage[i].open] = t->map[i + 1];
			t->kept_grad[t->stage[i].open] = mem_floats(batch_floats(t, t->stage[i].out));
		}
	}
	t->delta[0] = mem_floats(batch_floats(t, widest));
	t->delta[1] = mem_floats(batch_floats(t, widest));
	t->work = mem_zero((size_t)t->threads, sizeof *t->work);
	for (int i = 0; i < t->threads; i++)
		t->work[i] = (struct workspace){mem_floats(need.values), {mem_floats(need.grad), mem_floats(need.grad)},
		                           mem_floats(need.sums), mem_floats(need.scratch)};
	place_weights(t, need.packed);
	t->part_grad = mem_floats(STEP_PARTS * need.weights);
	t->sums = mem_zero(STEP_PARTS * 2 * need.channels, sizeof *t->sums);
	t->total = mem_zero(2 * need.channels, sizeof *t->total);
	t->bn_mean = mem_floats(a->n_stats + 1);
	t->bn_inv = mem_floats(a->n_stats + 1);
	free(at);
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
	const struct arch *at;		/* of lines (n), for each; NULL for images, which have that of p */
	size_t *before;			/* of lines (n + 1), columns of those before each */
	const float *params;
	int stage;			/* the stage's index */
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
	s->stage = at;
	s->st = &s->t->stage[at];
	s->next = at + 1 < s->t->n_stages ? s->st + 1 : NULL;
	s->bn = bn_of(s, s->st);
	s->next_bn = bn_of(s, s->next);
}

/* Of a map of the batch that of images im, which has so many floats an image. */
static float *
part_of(const float *map, const struct images *im, size_t floats)
{
	return map ? (float *)map + images_at(im, floats) : NULL;
}

static double *
part_sums(const struct step *s, int part, int np)
{
	return s->t->sums + (size_t)part * 2 * (size_t)np;
}

static void
forward_run(const struct step *s, const struct arch *a, const struct stage *st, int part, const struct images *im,
            struct workspace *work)
{
	const int np = s->next_bn.np;
	float *y = part_of(s->t->map[s->stage + 1], im, st->out);

	stage_forward(a, s->t->kernel, st, im, part_of(s->t->map[s->stage], im, st->in), &s->bn, s->params, work, y);
	if (np)
		s->t->kernel->bn_sums(y, (size_t)im->n * st->out / (size_t)np, np, part_sums(s, part, np));
}

/* Pixels of the input of layer l in the whole batch. */
static double
batch_pixels(const struct step *s, const struct layer *l)
{
	if (!s->at)
		return (double)s->b->n * l->rows * l->cols;
	return (double)s->before[s->b->n] * l->rows * l->cols / ARCH_LINE_COLS;
}

static void
backward_run(const struct step *s, const struct arch *a, const struct stage *st, int part, const struct images *im,
             struct workspace *work, float *db)
{
	const float *dy = part_of(s->dy, im, st->out);
	const float *y = part_of(s->t->map[s->stage + 1], im, st->out);
	const int np = s->next_bn.np;

	if (np) {
		s->t->kernel->bn_backward(&s->next_bn, y, (size_t)im->n * st->out / (size_t)np, s->t->total,
		                          batch_pixels(s, s->next->bn), dy, work->grad[0]);
		dy = work->grad[0];
	}
	if (st->open >= 0) {
		const float *more = part_of(s->t->kept_grad[st->open], im, st->out);

		s->t->kernel->add(dy, more, (size_t)im->n * st->out, work->grad[1]);
		dy = work->grad[1];
	}
	stage_backward(a, s->t->kernel, st, im, part_of(s->t->map[s->stage], im, st->in), &s->bn, s->params, y, dy, work, db,
	               part_of(s->dx, im, st->in), part_sums(s, part, s->bn.np));
}

/* Goes through images all of a part, a run at a time: forward, or with back 1 backward. */
static void
each_run(const struct step *s, int part, const struct images *all, struct workspace *work, int back, float *db)
{
	struct images im = *all;

	for (const int end = all->lo + all->n; im.lo < end; im.lo += im.n) {
		const struct arch *a = s->at ? &s->at[im.lo] : s->t->arch;
		const struct stage st = s->at ? stage_at(a, s->st) : *s->st;

		im.n = end - im.lo < st.run ? end - im.lo : st.run;
		im.before = s->at ? s->before[im.lo] : (size_t)im.lo;
		im.each = s->at ? (size_t)s->b->lines[im.lo].cols : 1;
		im.bytes = s->at ? s->b->lines[im.lo].px : s->b->images + (size_t)im.lo * GLYPH_SIZE;
		if (back)
			backward_run(s, a, &st, part, &im, work, db);
		else
			forward_run(s, a, &st, part, &im, work);
		if (s->at)
			conv_free(st.conv);
	}
}

/* The layer of stage st that has weights, its last, or NULL. */
static const struct layer *
weighted(const struct step *s, const struct stage *st)
{
	return st->conv || st->depth || st->lstm ? &s->t->arch->layer[st->end - 1] : NULL;
}

/* The weight gradient of one part, in its place of part_grad. */
static void
backward_part(const struct step *s, int part, const struct images *all, struct workspace *work)
{
	const struct layer *l = weighted(s, s->st);
	const size_t floats = l ? weight_floats(l) : 0;
	const size_t sums = s->st->conv ? conv_sums(s->st->conv) : s->st->lstm ? floats : l ? l->b - l->w : 0;
	float *grad = l ? s->t->part_grad + (size_t)part * floats : NULL;
	float *db = l && !s->st->lstm && l->bias ? grad + (l->b - l->w) : NULL;

	memset(work->sums, 0, sums * sizeof(float));
	if (db)
		memset(db, 0, (size_t)channels_padded(l->oc) * sizeof *db);
	each_run(s, part, all, work, 1, db);
	if (s->st->conv)
		conv_weights_end(s->st->conv, work->sums, grad);
	else if (l)
		memcpy(grad, work->sums, sums * sizeof *grad);
}

static void
forward_part(const struct step *s, int part, const struct images *all, struct workspace *work)
{
	each_run(s, part, all, work, 0, NULL);
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
		const struct images im = {.lo = lo, .n = total * (g + 1) / STEP_PARTS - lo, .seed = s->b->seed,
		                          .kept = s->t->kept, .kept_grad = s->t->kept_grad};

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
	const double m = batch_pixels(s, l);
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
		if (st->lstm)
			lstm_pack(st->lstm, s->params + s->t->arch->layer[st->end - 1].w);
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

/* Gradients of the stage's layer with weights, added in the parts' order. */
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

/* The architecture of every line of the batch, and where it begins. */
static void
place_lines(struct step *s)
{
	struct arch *at = mem_alloc((size_t)s->b->n, sizeof *at);

	s->before = mem_zero((size_t)s->b->n + 1, sizeof *s->before);
	for (int i = 0; i < s->b->n; i++) {
		arch_at(s->t->arch, s->b->lines[i].cols, &at[i]);
		s->before[i + 1] = s->before[i] + (size_t)s->b->lines[i].cols;
	}
	s->at = at;
}

/* The sum of the losses of the batch, whose scores become gradients; *right as train_step_run has it. */
static double
add_losses(const struct step *s, int *right)
{
	const struct batch *b = s->b;
	const size_t np = (size_t)channels_padded(s->t->arch->classes);
	double *loss = mem_alloc((size_t)b->n, sizeof *loss), sum = 0;
	int *hit = mem_alloc((size_t)b->n, sizeof *hit);

#pragma omp parallel for schedule(dynamic) num_threads(s->t->threads)
	for (int i = 0; i < b->n; i++) {
		const size_t at = s->at ? s->before[i] / (size_t)s->t->arch->step : (size_t)i;

		loss[i] = b->loss(b->targets, i, s->t->map[s->t->n_stages] + at * np, s->t->arch->classes, 1 / (float)b->n, &hit[i]);
	}
	*right = 0;
	for (int i = 0; i < b->n; i++) {
		sum += loss[i];
		*right += hit[i];
	}
	free(loss);
	free(hit);
	return sum;
}

double
train_step_run(struct train_step *t, const float *params, float *stats, float momentum,
               const struct batch *b, float *grads, int *right)
{
	struct step s = {.t = t, .b = b, .params = params};
	double loss;

	if (t->arch->line)
		place_lines(&s);
	forward(&s, stats, momentum);
	loss = add_losses(&s, right);
	backward(&s, grads);
	free((void *)s.at);
	free(s.before);
	return loss;
}
