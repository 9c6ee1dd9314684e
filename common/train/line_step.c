#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "train/best_path.h"
#include "train/line_step.h"
#include "train/tunables.h"

/* What ctc_step is told. */
struct targets { const struct line_batch *b; int step; };

/* The loss of line i, and how many of its characters are right: a step_loss. */
static double
ctc_step(const void *targets, int i, float *scores, int classes, float scale, int *right)
{
	const struct targets *t = targets;
	const struct ctc_text *text = &t->b->texts[i];
	const int steps = t->b->lines[i].cols / t->step, stride = channels_padded(classes);
	uint16_t *said = mem_alloc((size_t)steps, sizeof *said);
	const int wrong = label_distance(text->label, text->n, said, best_path(scores, steps, classes, stride, said));

	*right = wrong < text->n ? text->n - wrong : 0;
	free(said);
	return ctc_loss(text, steps, classes, stride, scale, scores);
}

static void
clip(float *grads, size_t n)
{
	double sum = 0, norm;

	for (size_t i = 0; i < n; i++)
		sum += (double)grads[i] * (double)grads[i];
	norm = sqrt(sum);
	for (size_t i = 0; i < n && norm > LINE_CLIP; i++)
		grads[i] *= (float)(LINE_CLIP / norm);
}

double
line_step_run(struct train_step *t, const float *params, float *stats, const struct line_batch *b,
              uint64_t seed, float *grads, int *right)
{
	const struct targets targets = {b, t->arch->step};
	const struct batch batch = {.lines = b->lines, .n = b->n, .seed = seed, .loss = ctc_step, .targets = &targets};
	const double loss = train_step_run(t, params, stats, BN_MOMENTUM, &batch, grads, right);

	clip(grads, t->arch->n_params);
	return loss;
}
