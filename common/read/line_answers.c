#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "lang/letters.h"
#include "read/line_answers.h"
#include "read/tunables.h"

enum { TRIED = 12 };		/* characters in place of one, the likeliest by the network */

static uint32_t
code_at(const struct line_answers *a, int i)
{
	return a->r->code[a->l->text[0].label[i]];
}

/* 1 when the word that begins at character i is one in capitals: two of them at least, and no small letters. */
static int
is_capitals(const struct line_answers *a, int i)
{
	int capitals = 0;

	for (; i < a->l->text[0].n && code_at(a, i) != ' '; i++) {
		if (letter_is_small(code_at(a, i)))
			return 0;
		capitals += letter_small(code_at(a, i)) != code_at(a, i);
	}
	return capitals > 1;
}

void
line_answers_open(struct line_answers *a, const struct line_reader *r, const struct line_reading *l)
{
	const int n = l->text[0].n;
	struct context c;

	*a = (struct line_answers){.r = r, .l = l, .language = r->language};
	a->language.lm = l->lm;
	a->language.words = NULL;	/* the list makes its words likely, it does not tell their characters apart */
	a->memo = l->lm ? lm_memo_new(l->lm) : NULL;
	a->before = mem_alloc((size_t)n + 1, sizeof *a->before);
	a->nats = mem_alloc((size_t)n + 1, sizeof *a->nats);
	c = context_start(&a->language);
	for (int i = 0; i < n; i++) {
		if (l->lm && (i == 0 || code_at(a, i - 1) == ' '))
			c.capitals = (uint8_t)is_capitals(a, i);
		a->before[i] = c;
		a->nats[i] = context_step(&a->language, a->memo, &c, code_at(a, i));
	}
	a->before[n] = c;
}

void
line_answers_close(struct line_answers *a)
{
	lm_memo_free(a->memo);
	free(a->before);
	free(a->nats);
}

/* What the language gains when another character stands in place of character i; code 0: when none does. */
static double
language_gain(const struct line_answers *a, int i, uint32_t code)
{
	const int n = a->l->text[0].n;
	struct context c = a->before[i];
	double gain = code ? context_step(&a->language, a->memo, &c, code) - a->nats[i] : -a->nats[i];
	int k = i + 1;

	for (; k < n && gain > -INFINITY && !context_same(&a->language, &c, &a->before[k]); k++) {
		c.capitals = a->before[k].capitals;
		gain += context_step(&a->language, a->memo, &c, code_at(a, k)) - a->nats[k];
	}
	if (k == n && gain > -INFINITY)
		gain += context_end(&a->language, &c) - context_end(&a->language, &a->before[n]);
	return gain;
}

/* The step of character i at which the network is surest of it: what it says there. */
static const float *
surest_step(const struct line_reading *l, size_t classes, int i)
{
	const int label = l->text[0].label[i];
	int best = l->from[i];

	for (int t = best + 1; t < l->to[i]; t++)
		if (l->logp[(size_t)t * classes + (size_t)label] > l->logp[(size_t)best * classes + (size_t)label])
			best = t;
	return l->logp + (size_t)best * classes;
}

struct tried {			/* a class in place of a character */
	int label;
	double nats;		/* that it gains, scaled */
};

/* The classes that the network holds likeliest at a step, but for spaces and one label, best first.  Returns how many. */
static int
likeliest(const struct line_reader *r, const float *logp, int but, struct tried *v)
{
	int n = 0;

	for (int k = 0; k < r->model->n_classes - 1; k++) {
		const double nats = (double)logp[k];
		int i;

		if (k == but || !r->allowed[k] || r->code[k] == ' ' || (n == TRIED && nats <= v[n - 1].nats))
			continue;
		n += n < TRIED;
		for (i = n - 1; i > 0 && v[i - 1].nats < nats; i--)
			v[i] = v[i - 1];
		v[i] = (struct tried){k, nats};
	}
	return n;
}

static int
by_nats(const void *x, const void *y)
{
	const struct tried *a = x, *b = y;

	return a->nats < b->nats ? 1 : a->nats > b->nats ? -1 : a->label - b->label;
}

int
line_answers_of(const struct line_answers *a, int i, struct answer best[RESULT_TOP])
{
	const struct line_reader *r = a->r;
	const int blank = r->model->n_classes - 1, label = a->l->text[0].label[i];
	const float *logp = surest_step(a->l, (size_t)blank + 1, i);
	const double given = context_bonus(&a->language) + r->weights.letter;	/* for a character */
	struct tried v[TRIED + 1] = {{label, 0}};
	const int n = 1 + likeliest(r, logp, label, v + 1);
	double sum = exp(((double)logp[blank] - (double)logp[label] + language_gain(a, i, 0) - given) / LINE_CHARACTER_TEMPERATURE);
	int told = 0;

	for (int k = 1; k < n; k++)
		v[k].nats += language_gain(a, i, r->code[v[k].label]) - (double)logp[label];
	qsort(v + 1, (size_t)n - 1, sizeof *v, by_nats);
	for (int k = 0; k < n; k++)
		sum += exp(v[k].nats / LINE_CHARACTER_TEMPERATURE);
	for (int k = 0; k < n && told < RESULT_TOP; k++) {
		const double conf = exp(v[k].nats / LINE_CHARACTER_TEMPERATURE) / sum;

		if (k > 0 && conf <= (double)DECODE_CONF_LEAST)
			break;
		best[told].text[utf8_put(r->code[v[k].label], best[told].text)] = '\0';
		best[told++].conf = (float)conf;
	}
	return told;
}

double
line_answers_sure(const struct line_reader *r, const struct line_reading *l)
{
	struct line_answers a;
	double least = 1;
	int capitals = 0;

	if (l->n == 0 || l->text[0].n == 0)
		return 0;
	line_answers_open(&a, r, l);
	for (int i = 0; i < l->text[0].n; i++) {
		struct answer best[RESULT_TOP];

		capitals |= (i == 0 || code_at(&a, i - 1) == ' ') && is_capitals(&a, i);
		line_answers_of(&a, i, best);
		least = fmin(least, (double)best[0].conf);
	}
	line_answers_close(&a);
	return capitals ? 0 : least;
}
