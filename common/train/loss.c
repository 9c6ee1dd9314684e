#include <math.h>

#include "net/softmax.h"
#include "train/logit_adjust.h"
#include "train/loss.h"

static int
best_of(const float *x, int n)
{
	int best = 0;

	for (int i = 1; i < n; i++)
		if (x[i] > x[best])
			best = i;
	return best;
}

static double
log_of(float p)
{
	return log((double)p + 1e-30);
}

/* Takes share of the answers off grad, split as p has it.  Returns share of their loss. */
static double
take_answers(const struct answers *a, float share, const float p[2], float *grad)
{
	const float both = p[0] + (a->also != a->label ? p[1] : 0);

	if (share <= 0)
		return 0;
	grad[a->label] -= share * (both > 0 ? p[0] / both : 1);
	if (a->also != a->label)
		grad[a->also] -= share * (both > 0 ? p[1] / both : 0);
	return -(double)share * log_of(both);
}

double
loss_of(const struct loss *how, const struct target *t, float *logits, int classes, float scale, int *right)
{
	const float *share = t->share;
	const float taught = t->teacher ? how->teacher : 0, told = 1 - taught;
	const float even = told * how->smooth, hard = told * (1 - how->smooth);
	float p[2][2];
	double loss = 0;
	int best;

	logit_adjust_scores(share, classes, logits);
	best = best_of(logits, classes);
	*right = best == t->of[0].label || best == t->of[0].also;
	softmax(logits, classes, logits);
	for (int k = 0; k < 2; k++) {
		p[k][0] = logits[t->of[k].label];
		p[k][1] = logits[t->of[k].also];
	}
	for (int i = 0; i < classes; i++) {
		const float want = even * (share ? share[i] : 1 / (float)classes) + (t->teacher ? taught * t->teacher[i] : 0);

		if (want > 0)
			loss -= (double)want * log_of(logits[i]);
		logits[i] -= want;
	}
	loss += take_answers(&t->of[0], hard * (1 - t->mixed), p[0], logits);
	loss += take_answers(&t->of[1], hard * t->mixed, p[1], logits);
	for (int i = 0; i < classes; i++)
		logits[i] *= scale;
	return loss;
}

double
loss_step(const void *batch, int i, float *logits, int classes, float scale, int *right)
{
	const struct loss_batch *b = batch;

	return loss_of(&b->how, &b->targets[i], logits, classes, scale, right);
}
