/* The loss against the sum over all paths, and its gradient against differences. */
#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "base/tap.h"
#include "train/ctc.h"

enum { CLASSES = 4, STEPS = 6, STRIDE = 5 };	/* the last class is the blank */

/* What a path spells is text. */
static int
spells(const int *path, int steps, const struct ctc_text *text)
{
	int n = 0, before = -1;

	for (int t = 0; t < steps; t++) {
		if (path[t] != CLASSES - 1 && path[t] != before) {
			if (n == text->n || text->label[n] != path[t])
				return 0;
			n++;
		}
		before = path[t];
	}
	return n == text->n;
}

/* The probability of text, path by path. */
static double
sum_of_paths(const float *scores, int steps, const struct ctc_text *text)
{
	int path[STEPS] = {0}, at;
	double sum = 0;

	do {
		double p = 1;

		for (int t = 0; t < steps; t++) {
			double all = 0;

			for (int k = 0; k < CLASSES; k++)
				all += exp((double)scores[t * STRIDE + k]);
			p *= exp((double)scores[t * STRIDE + path[t]]) / all;
		}
		sum += spells(path, steps, text) ? p : 0;
		for (at = 0; at < steps && ++path[at] == CLASSES; at++)
			path[at] = 0;
	} while (at < steps);
	return sum;
}

static void
random_scores(struct rng *r, float *scores)
{
	for (int i = 0; i < STEPS * STRIDE; i++)
		scores[i] = (float)rng_normal(r);
}

static double
loss_alone(const float *scores, int steps, const struct ctc_text *text)
{
	float copy[STEPS * STRIDE];

	memcpy(copy, scores, sizeof copy);
	return ctc_loss(text, steps, CLASSES, STRIDE, 1, copy);
}

/* The largest difference between the gradient and central differences. */
static double
gradient_error(const float *scores, const struct ctc_text *text)
{
	const float h = 1e-2f;
	float gradient[STEPS * STRIDE], moved[STEPS * STRIDE];
	double worst = 0;

	memcpy(gradient, scores, sizeof gradient);
	ctc_loss(text, STEPS, CLASSES, STRIDE, 1, gradient);
	for (int t = 0; t < STEPS; t++)
		for (int k = 0; k < CLASSES; k++) {
			const int i = t * STRIDE + k;
			double up;

			memcpy(moved, scores, sizeof moved);
			moved[i] = scores[i] + h;
			up = loss_alone(moved, STEPS, text);
			moved[i] = scores[i] - h;
			worst = fmax(worst, fabs((up - loss_alone(moved, STEPS, text)) / (2 * (double)h) - (double)gradient[i]));
		}
	return worst;
}

static void
test_texts(void)
{
	static const uint16_t labels[][STEPS] = {{0}, {1}, {0, 1}, {1, 1}, {2, 0, 2}, {0, 0, 0}, {0, 1, 2, 0}, {2, 1, 0, 1, 2, 0}};
	static const int lengths[] = {0, 1, 2, 2, 3, 3, 4, 6};
	struct rng r = rng_seed(1, 2);
	float scores[STEPS * STRIDE];

	for (int i = 0; i < (int)(sizeof lengths / sizeof *lengths); i++) {
		const struct ctc_text text = {labels[i], lengths[i]};
		double loss, sum, error;

		random_scores(&r, scores);
		loss = loss_alone(scores, STEPS, &text);
		sum = sum_of_paths(scores, STEPS, &text);
		error = gradient_error(scores, &text);
		tap_ok(fabs(loss + log(sum)) < 1e-5, "text %d: %.6f is the loss by all paths, %.6f", i, loss, -log(sum));
		tap_ok(error < 1e-3, "text %d: its gradient is that of differences (%.1e)", i, error);
	}
}

static void
test_edges(void)
{
	static const uint16_t twice[] = {1, 1, 1, 1};
	const struct ctc_text text = {twice, 4};
	struct rng r = rng_seed(3, 4);
	float scores[STEPS * STRIDE];
	int zero = 1;

	random_scores(&r, scores);
	tap_ok(ctc_steps_least(&text) == 7, "equal neighbours want a blank between");
	tap_ok(ctc_loss(&text, STEPS, CLASSES, STRIDE, 1, scores) <= 0, "a text that is too long has no loss");
	for (int t = 0; t < STEPS; t++)
		for (int k = 0; k < CLASSES; k++)
			zero &= !(scores[t * STRIDE + k] < 0 || scores[t * STRIDE + k] > 0);
	tap_ok(zero, "and no gradient");
	for (int i = 0; i < STEPS * STRIDE; i++)
		scores[i] = i % STRIDE == 0 ? 1000 : -1000;
	tap_ok(isfinite(ctc_loss(&(struct ctc_text){twice, 2}, STEPS, CLASSES, STRIDE, 1, scores)),
	       "a network that is sure of something else has a finite loss");
}

int
main(void)
{
	test_texts();
	test_edges();
	return tap_done();
}
