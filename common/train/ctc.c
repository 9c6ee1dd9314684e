#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/log_add.h"
#include "base/mem.h"
#include "net/softmax.h"
#include "train/ctc.h"

/*
 * One line under way.  Places are those of the text with blanks around every
 * character: place 2 i + 1 is character i, even places are blanks.
 */
struct trellis {
	const struct ctc_text *text;
	int steps, places, blank;
	const float *p;		/* (steps, classes) probabilities */
	int classes;
	double *forward;	/* (steps, places) log of all paths to a place at a step, with that step */
	double *backward;	/* the same from there to the end, without that step */
};

int
ctc_steps_least(const struct ctc_text *text)
{
	int n = text->n;

	for (int i = 1; i < text->n; i++)
		n += text->label[i] == text->label[i - 1];
	return n;
}

static int
class_at(const struct trellis *l, int place)
{
	return place % 2 ? l->text->label[place / 2] : l->blank;
}

/* Whether a path may go from the character before straight to the one at place, over the blank between. */
static int
may_skip(const struct trellis *l, int place)
{
	return place % 2 && place > 1 && l->text->label[place / 2] != l->text->label[place / 2 - 1];
}

static double
log_of(const struct trellis *l, int step, int place)
{
	return log((double)l->p[(size_t)step * (size_t)l->classes + (size_t)class_at(l, place)] + 1e-300);
}

static void
sum_forward(const struct trellis *l)
{
	const size_t n = (size_t)l->places;

	for (int t = 0; t < l->steps; t++) {
		double *to = l->forward + (size_t)t * n, *from = to - n;

		for (int s = 0; s < l->places; s++) {
			double sum = t > 0 ? from[s] : s < 2 ? 0 : -INFINITY;

			if (t > 0 && s > 0)
				sum = log_add(sum, from[s - 1]);
			if (t > 0 && may_skip(l, s))
				sum = log_add(sum, from[s - 2]);
			to[s] = sum + log_of(l, t, s);
		}
	}
}

static void
sum_backward(const struct trellis *l)
{
	const size_t n = (size_t)l->places;

	for (int t = l->steps - 1; t >= 0; t--) {
		double *to = l->backward + (size_t)t * n, *from = to + n;

		for (int s = 0; s < l->places; s++) {
			double sum;

			if (t == l->steps - 1) {
				to[s] = s >= l->places - 2 ? 0 : -INFINITY;
				continue;
			}
			sum = from[s] + log_of(l, t + 1, s);
			if (s + 1 < l->places)
				sum = log_add(sum, from[s + 1] + log_of(l, t + 1, s + 1));
			if (s + 2 < l->places && may_skip(l, s + 2))
				sum = log_add(sum, from[s + 2] + log_of(l, t + 1, s + 2));
			to[s] = sum;
		}
	}
}

/* The log of the probability of the text. */
static double
log_all(const struct trellis *l)
{
	const double *last = l->forward + (size_t)(l->steps - 1) * (size_t)l->places;

	return l->places > 1 ? log_add(last[l->places - 1], last[l->places - 2]) : last[0];
}

/* Takes off each step's gradient, which holds its probabilities, the share of all paths that go through a class. */
static void
take_shares(const struct trellis *l, double all, int stride, float *gradient)
{
	for (int t = 0; t < l->steps; t++)
		for (int s = 0; s < l->places; s++) {
			const size_t at = (size_t)t * (size_t)l->places + (size_t)s;
			const double share = exp(l->forward[at] + l->backward[at] - all);

			gradient[(size_t)t * (size_t)stride + (size_t)class_at(l, s)] -= (float)share;
		}
}

/* The loss, and in scores its gradient; p are the probabilities. */
static double
loss_of_paths(const struct ctc_text *text, int steps, int classes, int stride, const float *p, float *scores)
{
	struct trellis l = {text, steps, 2 * text->n + 1, classes - 1, p, classes, NULL, NULL};
	double all;

	l.forward = mem_alloc((size_t)steps * (size_t)l.places, sizeof *l.forward);
	l.backward = mem_alloc((size_t)steps * (size_t)l.places, sizeof *l.backward);
	sum_forward(&l);
	sum_backward(&l);
	all = log_all(&l);
	take_shares(&l, all, stride, scores);
	free(l.forward);
	free(l.backward);
	return -all;
}

double
ctc_loss(const struct ctc_text *text, int steps, int classes, int stride, float scale, float *scores)
{
	float *p;
	double loss;

	if (steps < 1 || ctc_steps_least(text) > steps) {
		for (int t = 0; t < steps; t++)
			memset(scores + (size_t)t * (size_t)stride, 0, (size_t)classes * sizeof *scores);
		return 0;
	}
	p = mem_alloc((size_t)steps * (size_t)classes, sizeof *p);
	for (int t = 0; t < steps; t++) {
		float *row = scores + (size_t)t * (size_t)stride;

		softmax(row, classes, p + (size_t)t * (size_t)classes);
		memcpy(row, p + (size_t)t * (size_t)classes, (size_t)classes * sizeof *row);
	}
	loss = loss_of_paths(text, steps, classes, stride, p, scores);
	for (int t = 0; t < steps; t++)
		for (int k = 0; k < classes; k++)
			scores[(size_t)t * (size_t)stride + (size_t)k] *= scale;
	free(p);
	return loss;
}
