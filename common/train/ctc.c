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
	double *logs;		/* (steps, text->n + 1) of the probabilities of each character, and of a blank */
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
	return l->logs[step * (l->text->n + 1) + (place % 2 ? place / 2 : l->text->n)];
}

/* The logs of p (steps, classes). */
static void
take_logs(const struct trellis *l, const float *p, int classes)
{
	double *to = l->logs;

	for (int t = 0; t < l->steps; t++, p += classes)
		for (int i = 0; i <= l->text->n; i++)
			*to++ = log((double)p[i < l->text->n ? l->text->label[i] : l->blank] + 1e-300);
}

/* Places that a path may be at, at a step: least .. end - 1; it moves by two at most, and has to be at the end in time. */
struct reach { int least, end; };

static struct reach
reach_at(const struct trellis *l, int step)
{
	const int least = l->places - 2 * (l->steps - step), end = 2 * step + 2;

	return (struct reach){least > 0 ? least : 0, end < l->places ? end : l->places};
}

static void
sum_forward(const struct trellis *l)
{
	const size_t n = (size_t)l->places;

	for (int t = 0; t < l->steps; t++) {
		double *to = l->forward + (size_t)t * n, *from = to - n;
		const struct reach r = reach_at(l, t);

		for (int s = r.least; s < r.end; s++) {
			double sum = t > 0 ? from[s] : 0;

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
		const struct reach r = reach_at(l, t);

		for (int s = r.least; s < r.end; s++) {
			double sum;

			if (t == l->steps - 1) {
				to[s] = 0;
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
	for (int t = 0; t < l->steps; t++) {
		const struct reach r = reach_at(l, t);

		for (int s = r.least; s < r.end; s++) {
			const size_t at = (size_t)t * (size_t)l->places + (size_t)s;
			const double share = exp(l->forward[at] + l->backward[at] - all);

			gradient[(size_t)t * (size_t)stride + (size_t)class_at(l, s)] -= (float)share;
		}
	}
}

/* Room for n logs, of nothing. */
static double *
no_paths(size_t n)
{
	double *sums = mem_alloc(n, sizeof *sums);

	for (size_t i = 0; i < n; i++)
		sums[i] = -INFINITY;
	return sums;
}

/* The loss, and in scores its gradient; p are the probabilities. */
static double
loss_of_paths(const struct ctc_text *text, int steps, int classes, int stride, const float *p, float *scores)
{
	struct trellis l = {.text = text, .steps = steps, .places = 2 * text->n + 1, .blank = classes - 1};
	double all;

	l.logs = mem_alloc((size_t)steps * ((size_t)text->n + 1), sizeof *l.logs);
	l.forward = no_paths((size_t)steps * (size_t)l.places);
	l.backward = no_paths((size_t)steps * (size_t)l.places);
	take_logs(&l, p, classes);
	sum_forward(&l);
	sum_backward(&l);
	all = log_all(&l);
	take_shares(&l, all, stride, scores);
	free(l.logs);
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
