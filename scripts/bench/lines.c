#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "train/line_step.h"
#include "batch.h"

enum {
	CLASSES = 123,		/* of models/lines.hwr */
	COLUMNS_EACH = 20,	/* of a line for a character of its text, about as Copiste's have */
	MOST = 256,
	COLUMNS_MOST = 4096,
};

struct lines {
	struct line_batch b;
	float *logits[MOST];	/* of each line */
};

/* One more line, of so many columns. */
static void
add_line(struct bench *b, int cols, struct rng *r)
{
	struct lines *l = b->batch;
	uint16_t *label = mem_alloc((size_t)cols, sizeof *label);
	const int n = cols / COLUMNS_EACH;

	for (int i = 0; i < n; i++)
		label[i] = (uint16_t)rng_below(r, CLASSES - 1);
	l->b.texts[b->n] = (struct ctc_text){label, n};
	l->b.lines[b->n] = (struct line_input){random_bytes(r, (size_t)cols * (size_t)b->arch.line), cols};
	l->logits[b->n] = mem_floats((size_t)(cols / b->arch.step) * CLASSES);
	b->macs += cols * b->arch.macs;
	l->b.n = ++b->n;
}

/* text lists the columns of every line, apart by commas. */
static void
open_lines(struct bench *b, const char *text, int train)
{
	struct lines *l = b->batch = mem_alloc(1, sizeof *l);
	struct rng r = rng_seed(1, 2);
	char *list = mem_text(text), *end = list;
	int widest = 0, all = 0;

	l->b.lines = mem_alloc(MOST, sizeof *l->b.lines);
	l->b.texts = mem_alloc(MOST, sizeof *l->b.texts);
	for (char *p = list; end && b->n < MOST; p = end + 1) {
		int cols;

		if ((end = strchr(p, ',')) != NULL)
			*end = '\0';
		cols = (int)arg_int("columns", p, b->arch.step, COLUMNS_MOST) / b->arch.step * b->arch.step;
		widest = cols > widest ? cols : widest;
		all += cols;
		add_line(b, cols, &r);
	}
	free(list);
	if (train)
		b->step = train_step_new(&b->arch, (all + ARCH_LINE_COLS - 1) / ARCH_LINE_COLS * ARCH_LINE_COLS, widest);
}

static void
close_lines(struct bench *b)
{
	struct lines *l = b->batch;

	for (int i = 0; i < b->n; i++)
		free(l->logits[i]);
	line_batch_free(&l->b);
	free(l);
}

/* As PyTorch's peer: scores, CTC, gradients, their norm, one step of AdamW. */
static void
train_lines(struct bench *b)
{
	const struct lines *l = b->batch;
	const struct optim adamw = {OPTIM_ADAMW, 0.9, 0.01, 0};
	int right;

	line_step_run(b->step, b->state.params, b->stats, &l->b, 1, b->grads, &right);
	optim_step(&adamw, &b->arch, &b->state, b->grads, 0.001);
}

/* Every thread takes one line after the other. */
static void
infer_lines(struct bench *b)
{
	const struct lines *l = b->batch;

#pragma omp parallel for schedule(dynamic)
	for (int i = 0; i < b->n; i++)
		network_run_line(b->net, l->b.lines[i].px, l->b.lines[i].cols, l->logits[i]);
}

const struct batch_kind batch_lines = {CLASSES, open_lines, close_lines, train_lines, infer_lines};
