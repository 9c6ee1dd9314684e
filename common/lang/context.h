/*
 * context.h - what a text may go on with, and how likely that is.
 *
 * A language is what is known of texts before they are read: a language model, a
 * user's own words, and a pattern that a text must match.  Any of them may be
 * missing; without all three every text is as likely as any other.  They are asked
 * together and character by character, so a beam search can do so wherever it
 * extends a hypothesis.
 *
 * A context is all that a language remembers of a text.  It is a plain value: copy
 * it for every hypothesis, let it go.  For a text "ab", of which "b" is a word of the list:
 *
 *	struct context c = context_start(l);
 *	double nats = context_step(l, memo, &c, 'a');
 *	nats += context_step(l, memo, &c, ' ') + context_enter(l, &c);
 *	nats += context_step(l, memo, &c, 'b') + context_leave(l, &c) + context_end(l, &c);
 *
 * All scores are nats of log-probability times the language's weight.  -INFINITY
 * says that no text goes on so.
 */
#ifndef HWR_CONTEXT_H
#define HWR_CONTEXT_H

#include "lang/lexicon.h"
#include "lang/lm_memo.h"
#include "lang/pattern.h"

struct language {		/* nothing of it is owned; it does not change, so threads may share it */
	const struct lm *lm;	/* NULL: none */
	const struct lexicon *words;	/* a user's own, expected before others; NULL: none */
	const struct pattern *pattern;	/* what a whole text must match; NULL: anything */
	double weight;		/* of the log-probabilities of model and words against other evidence */
};

struct context {		/* a text so far */
	struct lm_state lm;
	struct pattern_state pattern;
	struct lexicon_state word;	/* while listed: in which word of the list */
	uint8_t listed;		/* 1: within a word of the list */
	uint8_t letter;		/* 1: the last character was a letter or digit */
	uint8_t closed;		/* 1: a word of the list ended, no letter or digit may follow */
	uint8_t capitals;	/* 1: the word is one in capitals; the search sets it where a word begins */
};

/* context_start - before the first character. */
struct context context_start(const struct language *l);

/*
 * context_step - go on with the character code.
 *
 * memo remembers what l's language model said before; NULL where l has none.  A
 * word in capitals (c->capitals) is as likely as it is in small letters, and has
 * none of those.  Returns the nats of code; after -INFINITY c is useless.
 */
double context_step(const struct language *l, struct lm_memo *memo, struct context *c, uint32_t code);

/*
 * context_enter - from here on the text is a word of the list, until context_leave ends it.
 *
 * Words of the list are likely at the cost of beginning one; whether a word is one of
 * them is up to the search, which follows both.  Returns nats; after -INFINITY
 * (no word can begin or end here) c is as it was.
 */
double context_enter(const struct language *l, struct context *c);
double context_leave(const struct language *l, struct context *c);

/* context_end - nats for the text's end. */
double context_end(const struct language *l, const struct context *c);

/*
 * context_same - 1 when whatever follows is as likely after a as after b, as far as
 * can be told.  Of two hypotheses with such contexts only the better one need be kept.
 */
int context_same(const struct language *l, const struct context *a, const struct context *b);

/*
 * context_bonus - nats to be given back for every character.
 *
 * Each costs what the language model expects of any, so without this a text of fewer
 * characters would win for being short.
 */
double context_bonus(const struct language *l);

#endif
