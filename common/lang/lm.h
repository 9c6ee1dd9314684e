/*
 * lm.h - how likely a text is, character by character: a language model.
 *
 * A model knows an alphabet: characters, the boundary (where a text starts and
 * ends) and "other", which stands for every character that is not in it.  A
 * text is a line without its newline; a blank is a character as any.  After
 * any text the probabilities of all characters of the alphabet, of "other" and
 * of the end sum to 1, and none is 0.
 *
 * The probability of a character w after the text h is an interpolation,
 *
 *	p(w | h) = a(w, h) + g(h) p(w | h'),
 *
 * where h' is h without its first character, a is what the model holds for w
 * after h (0 where it holds nothing), and g, 1 minus the sum of a over all w,
 * is what is left for shorter contexts; g is 1 where the model knows nothing
 * of h.  Before the shortest comes the uniform distribution.  How a and g are
 * found is told in lm_fit.h, how they are kept in hwr-lm(5).
 *
 * A model does not change once it is loaded: threads may share it.
 */
#ifndef HWR_LM_H
#define HWR_LM_H

#include <stddef.h>
#include <stdint.h>

enum { LM_MAX_ORDER = 8 };	/* a character and what is seen before it, at most */

struct lm;

/*
 * What the model remembers of a text: its endings that are contexts of the
 * model, 0 where one is not.  A plain value: copy it, let it go.
 */
struct lm_state {
	uint32_t at[LM_MAX_ORDER - 1];	/* at[k]: the context of the last k + 1 symbols */
};

/*
 * lm_load - the model in the file path, or that of this name which comes with the programs
 * (share_open); NULL after saying what is wrong with it.
 *
 * A file of which one bit is wrong is refused by its checksum.  One that was
 * made wrong on purpose may sum to less than 1, but does no harm.
 */
struct lm *lm_load(const char *path);
void lm_free(struct lm *lm);

/* lm_start - the state before the first character of a text. */
struct lm_state lm_start(const struct lm *lm);

/* lm_step - the natural logarithm of the probability of code after *state, which then moves past it. */
double lm_step(const struct lm *lm, struct lm_state *state, uint32_t code);

/* lm_end - the natural logarithm of the probability that the text ends after state. */
double lm_end(const struct lm *lm, const struct lm_state *state);

/* lm_same - 1 when all that may follow is equally likely after a and after b, as far as the model can tell. */
int lm_same(const struct lm_state *a, const struct lm_state *b);

/* lm_line - the natural logarithm of the probability of a whole text and its end; *n is their number. */
double lm_line(const struct lm *lm, const char *text, size_t *n);

#endif
