#include <math.h>

#include "lang/context.h"
#include "lang/letters.h"
#include "lang/tunables.h"

struct context
context_start(const struct language *l)
{
	struct context c = {0};

	if (l->lm)
		c.lm = lm_start(l->lm);
	if (l->pattern)
		c.pattern = pattern_start(l->pattern);
	return c;
}

/* What the language model says; it moves on in words of the list, too. */
static double
step_lm(const struct language *l, struct lm_memo *memo, struct context *c, uint32_t code)
{
	if (c->capitals)
		code = letter_small(code);
	if (memo)
		return lm_memo_step(memo, &c->lm, code);
	return l->words ? -CONTEXT_ANY : 0;
}

double
context_step(const struct language *l, struct lm_memo *memo, struct context *c, uint32_t code)
{
	const int letter = letter_is(code);
	double nats;

	if ((c->capitals && letter_is_small(code)) || (c->closed && letter))
		return -INFINITY;
	if (l->pattern && !pattern_step(l->pattern, &c->pattern, code))
		return -INFINITY;
	nats = step_lm(l, memo, c, code);
	if (c->listed)
		nats = lexicon_step(l->words, &c->word, code);
	c->letter = (uint8_t)letter;
	c->closed = 0;
	return l->weight * nats;
}

double
context_enter(const struct language *l, struct context *c)
{
	if (!l->words || c->listed || c->letter)
		return -INFINITY;
	c->listed = 1;
	c->word = lexicon_start(l->words);
	return -l->weight * CONTEXT_LISTED;
}

double
context_leave(const struct language *l, struct context *c)
{
	double nats;

	if (!c->listed || (nats = lexicon_end(l->words, &c->word)) <= -INFINITY)
		return -INFINITY;
	c->listed = 0;
	c->closed = 1;
	return l->weight * nats;
}

double
context_end(const struct language *l, const struct context *c)
{
	double nats = l->lm ? lm_end(l->lm, &c->lm) : 0;

	if (l->pattern && !pattern_ends(l->pattern, &c->pattern))
		return -INFINITY;
	if (c->listed)
		nats += lexicon_end(l->words, &c->word);
	return l->weight * nats;
}

int
context_same(const struct language *l, const struct context *a, const struct context *b)
{
	return a->capitals == b->capitals && a->listed == b->listed && lm_same(&a->lm, &b->lm)
	       && (!a->listed || lexicon_same(&a->word, &b->word))
	       && (!l->words || (a->letter == b->letter && a->closed == b->closed))
	       && (!l->pattern || pattern_same(&a->pattern, &b->pattern));
}

double
context_bonus(const struct language *l)
{
	return l->lm || l->words ? CONTEXT_EXPECTED * l->weight : 0;
}
