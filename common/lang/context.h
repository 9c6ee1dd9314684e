/*
 * context.h - what a text may go on with, and how likely: the language model, a
 * user's words and the pattern it must match, asked together.
 *
 * A context is a plain value: copy it, let it go.
 */
#ifndef HWR_CONTEXT_H
#define HWR_CONTEXT_H

#include "read/decode.h"
#include "lang/lm_memo.h"

struct context {		/* a text so far */
	struct lm_state lm;
	struct pattern_state pattern;
	struct lexicon_state word;	/* while listed: in which word of the list */
	uint8_t listed;		/* 1: within a word of the list */
	uint8_t letter;		/* 1: the last character was a letter or digit */
	uint8_t closed;		/* 1: a word of the list ended, no letter or digit may follow */
	uint8_t capitals;	/* 1: the word is one in capitals */
};

/* context_start - before the first character. */
struct context context_start(const struct decoder *d);

/*
 * context_step - go on with a character; memo is of the decoder's language model, NULL without one.
 *
 * A word in capitals is as likely as it is in small letters, and has none of those.
 * Returns nats of log-probability, weighted as the decoder has it; -INFINITY
 * when no text goes on so (c is then useless).
 */
double context_step(const struct decoder *d, struct lm_memo *memo, struct context *c, uint32_t code);

/*
 * context_enter - begin a word of the list; context_leave - end one.
 * Nats, as above; -INFINITY when that cannot be here (c is then as it was).
 */
double context_enter(const struct decoder *d, struct context *c);
double context_leave(const struct decoder *d, struct context *c);

/* context_end - nats for the text's end; -INFINITY when it cannot end here. */
double context_end(const struct decoder *d, const struct context *c);

/* context_same - 1 when all that may follow is equally likely after a and after b, as far as can be told. */
int context_same(const struct decoder *d, const struct context *a, const struct context *b);

/* context_counts - nats that are given back for every character, so that few of them are not favoured. */
double context_counts(const struct decoder *d);

#endif
