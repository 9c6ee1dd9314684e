#include <math.h>

#include "lang/context.h"

static const double EXPECTED = 2.5;	/* nats: what a character costs by the language model, which is no reason for fewer */
static const double ANY = 4.1;		/* nats: what a character costs without a language model, where there is a list of words */
static const double LISTED = 1.5;	/* nats: what it costs that a word is one of the list */

static int
is_letter(uint32_t code)
{
	return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z') || code >= 0xC0;
}

struct context
context_start(const struct decoder *d)
{
	struct context c = {0};

	if (d->lm)
		c.lm = lm_start(d->lm);
	if (d->pattern)
		c.pattern = pattern_start(d->pattern);
	return c;
}

/* What the language model says; it moves on in words of the list, too. */
static double
step_lm(const struct decoder *d, struct lm_memo *memo, struct context *c, uint32_t code)
{
	if (c->capitals && code >= 'A' && code <= 'Z')
		code += 'a' - 'A';
	if (memo)
		return lm_memo_step(memo, &c->lm, code);
	return d->words ? -ANY : 0;
}

double
context_step(const struct decoder *d, struct lm_memo *memo, struct context *c, uint32_t code)
{
	const int letter = is_letter(code);
	double nats;

	if ((c->capitals && code >= 'a' && code <= 'z') || (c->closed && letter))
		return -INFINITY;
	if (d->pattern && !pattern_step(d->pattern, &c->pattern, code))
		return -INFINITY;
	nats = step_lm(d, memo, c, code);
	if (c->listed)
		nats = lexicon_step(d->words, &c->word, code);
	c->letter = (uint8_t)letter;
	c->closed = 0;
	return d->lm_weight * nats;
}

double
context_enter(const struct decoder *d, struct context *c)
{
	if (!d->words || c->listed || c->letter)
		return -INFINITY;
	c->listed = 1;
	c->word = lexicon_start(d->words);
	return -d->lm_weight * LISTED;
}

double
context_leave(const struct decoder *d, struct context *c)
{
	double nats;

	if (!c->listed || (nats = lexicon_end(d->words, &c->word)) <= -INFINITY)
		return -INFINITY;
	c->listed = 0;
	c->closed = 1;
	return d->lm_weight * nats;
}

double
context_end(const struct decoder *d, const struct context *c)
{
	double nats = d->lm ? lm_end(d->lm, &c->lm) : 0;

	if (d->pattern && !pattern_ends(d->pattern, &c->pattern))
		return -INFINITY;
	if (c->listed)
		nats += lexicon_end(d->words, &c->word);
	return d->lm_weight * nats;
}

int
context_same(const struct decoder *d, const struct context *a, const struct context *b)
{
	return a->capitals == b->capitals && a->listed == b->listed && lm_same(&a->lm, &b->lm)
	       && (!a->listed || lexicon_same(&a->word, &b->word))
	       && (!d->words || (a->letter == b->letter && a->closed == b->closed))
	       && (!d->pattern || pattern_same(&a->pattern, &b->pattern));
}

double
context_counts(const struct decoder *d)
{
	return d->lm || d->words ? EXPECTED * d->lm_weight : 0;
}
