/*
 * lm_fit.h - probabilities from counts, and which of them are worth keeping.
 *
 * First every piece of a trie gets the probability of its last symbol after
 * the others, by interpolated modified Kneser-Ney smoothing (R. Kneser, H. Ney,
 * "Improved backing-off for m-gram language modeling", ICASSP 1995; S. Chen,
 * J. Goodman, "An empirical study of smoothing techniques for language
 * modeling", TR-10-98, Harvard, 1998, and Computer Speech and Language 13,
 * 1999): full = a + g * full of the piece without its first symbol, where a is
 * a discounted share of the counts.  Pieces shorter than the longest count in how
 * many ways they are preceded, not how often they occur.
 *
 * Then pieces are left out that tell little more than the piece without their
 * first symbol: those whose lack would cost the text less than some bits
 * (A. Stolcke, "Entropy-based pruning of backoff language models", DARPA
 * workshop, 1998).  What a kept piece begins with is kept, too.
 *
 * Last, a and g are set anew so that pieces that are kept have their full
 * probability, and what is left for others is g of what shorter ones say.
 *
 * Witten-Bell smoothing (I. Witten, T. Bell, "The zero-frequency problem",
 * IEEE Trans. Inf. Theory 37, 1991) and plain counts with the same discounts
 * were measured beside it, pruned to the same size: words and lines of another
 * source took 5 to 10 % more bits, more text of the same source as many.
 */
#ifndef HWR_LM_FIT_H
#define HWR_LM_FIT_H

#include "lang/lm_trie.h"

struct lm_fitted {		/* of the pieces of one level */
	uint8_t *keep;		/* (n) 1: is in the model */
	float *full;		/* (n) probability of the last symbol by all counts */
	float *kept;		/* (n) the same by what is kept */
	float *a;		/* (n) */
	float *g;		/* (n) of the piece as a context */
};

struct lm_fit {
	struct lm_fitted level[LM_MAX_ORDER + 1];
};

/*
 * lm_fit_make - fit the pieces of t, where symbols may be next, boundary and
 * other included; leave out what saves less than prune bits.  0 keeps all.
 */
void lm_fit_make(struct lm_fit *f, const struct lm_trie *t, int symbols, double prune);
void lm_fit_free(struct lm_fit *f);

#endif
