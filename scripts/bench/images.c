#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"
#include "train/loss.h"
#include "batch.h"

enum { CLASSES = 47, MOST = 4096, PIXELS = GLYPH_SIDE * GLYPH_SIDE };

struct glyphs {
	uint8_t *px;			/* (n,28,28) */
	struct target *targets;		/* (n) */
	float *logits;			/* (n,CLASSES) */
};

static void
open_images(struct bench *b, const char *text, int train)
{
	struct glyphs *im = b->batch = mem_alloc(1, sizeof *im);
	struct rng r = rng_seed(1, 2);

	b->n = (int)arg_int("batch", text, 2, MOST);
	b->macs = b->n * b->arch.macs;
	im->px = random_bytes(&r, (size_t)b->n * PIXELS);
	im->targets = mem_zero((size_t)b->n, sizeof *im->targets);
	im->logits = mem_floats((size_t)b->n * CLASSES);
	for (int i = 0; i < b->n; i++) {
		const uint16_t label = (uint16_t)rng_below(&r, CLASSES);

		im->targets[i].of[0] = im->targets[i].of[1] = (struct answers){label, label};
	}
	if (train)
		b->step = train_step_new(&b->arch, b->n, 0);
}

static void
close_images(struct bench *b)
{
	struct glyphs *im = b->batch;

	free(im->px);
	free(im->targets);
	free(im->logits);
	free(im);
}

/* As PyTorch's peer: scores, loss, gradients, one step of SGD with momentum. */
static void
train_images(struct bench *b)
{
	const struct glyphs *im = b->batch;
	const struct optim sgd = {OPTIM_SGD, 0.9, 0, 0};
	const struct loss_batch targets = {{0, 0}, im->targets};
	const struct batch batch = {im->px, NULL, b->n, 1, loss_step, &targets};
	int right;

	train_step_run(b->step, b->state.params, b->stats, 0.1f, &batch, b->grads, &right);
	optim_step(&sgd, &b->arch, &b->state, b->grads, 0.01);
}

/* Every thread takes runs of images. */
static void
infer_images(struct bench *b)
{
	const struct glyphs *im = b->batch;
	const int run = NETWORK_RUN;

#pragma omp parallel for schedule(dynamic)
	for (int i = 0; i < b->n; i += run)
		network_run(b->net, im->px + (size_t)i * PIXELS, b->n - i < run ? b->n - i : run,
		            im->logits + (size_t)i * CLASSES);
}

const struct batch_kind batch_images = {CLASSES, open_images, close_images, train_images, infer_images};
