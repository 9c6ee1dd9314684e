/* The loss of an image: its gradient against central differences, and what shares do to it. */
#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "base/tap.h"
#include "net/softmax.h"
#include "train/loss.h"

enum { CLASSES = 5 };

static double
loss_at(const struct loss *how, const struct target *t, const float *scores, float *gradient)
{
	int right;

	memcpy(gradient, scores, CLASSES * sizeof *gradient);
	return loss_of(how, t, gradient, CLASSES, 1, &right);
}

static void
gradient(const char *what, const struct loss *how, const struct target *t)
{
	struct rng r = rng_seed(3, 1);
	float scores[CLASSES], own[CLASSES], other[CLASSES], sum = 0;
	double worst = 0;

	for (int k = 0; k < CLASSES; k++)
		scores[k] = (float)rng_normal(&r);
	loss_at(how, t, scores, own);
	for (int k = 0; k < CLASSES; k++) {
		const float keep = scores[k], h = 1e-2f;
		double up, down;

		scores[k] = keep + h;
		up = loss_at(how, t, scores, other);
		scores[k] = keep - h;
		down = loss_at(how, t, scores, other);
		scores[k] = keep;
		worst = fmax(worst, fabs((up - down) / (2 * (double)h) - (double)own[k]));
		sum += own[k];
	}
	tap_ok(worst < 1e-3 && fabs((double)sum) < 1e-6, "gradient of %s (error %.2g)", what, worst);
}

static void
gradients(void)
{
	float teacher[CLASSES] = {1, 2, 0, 1, 3}, share[CLASSES] = {0, 1, 2, 1, 0};
	const struct loss how = {0.1f, 0.4f};
	const struct answers one = {1, 1}, two = {2, 2}, either = {1, 3};

	softmax(teacher, CLASSES, teacher);
	softmax(share, CLASSES, share);
	gradient("one class", &how, &(struct target){.of = {one, one}});
	gradient("a letter of unknown case", &how, &(struct target){.of = {either, either}});
	gradient("two images mixed", &how, &(struct target){.of = {one, two}, .mixed = 0.3f});
	gradient("what a teacher says", &how, &(struct target){.of = {one, one}, .teacher = teacher});
	gradient("a source's shares", &how, &(struct target){.of = {one, one}, .share = share});
	gradient("all of them", &how, &(struct target){.of = {either, two}, .mixed = 0.3f, .teacher = teacher, .share = share});
}

static void
with_shares(void)
{
	const float share[CLASSES] = {0.7f, 0.2f, 0.1f};
	const struct loss how = {0.1f, 0};
	struct target t = {.of = {{1, 1}, {1, 1}}, .share = share};
	float with[CLASSES] = {0, 0, 0}, sum = 0;
	int right;
	const double loss = loss_of(&how, &t, with, CLASSES, 1, &right);

	for (int k = 0; k < CLASSES; k++)
		sum += with[k];
	tap_ok(!right && fabs((double)sum) < 1e-6 && fabs((double)with[0] - 0.63) < 1e-6 && fabs((double)with[1] + 0.72) < 1e-6,
	       "scores that say nothing are judged, and smoothed, by share");
	tap_ok(fabs(loss - 0.9 * -log(0.2) - 0.1 * -(0.7 * log(0.7) + 0.2 * log(0.2) + 0.1 * log(0.1))) < 1e-5,
	       "the loss is that of the shares (%.4f)", loss);
}

int
main(void)
{
	gradients();
	with_shares();
	return tap_done();
}
