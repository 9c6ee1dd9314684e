/*
 * lm_build.h - a language model from plain text.
 *
 * Text is taken line by line; lm_build_make counts its pieces (lm_trie.h), fits
 * probabilities (lm_fit.h) and packs them (lm_file.h).  Nothing depends on
 * threads, on chance or on the order of lines: the same lines give the same record.
 */
#ifndef HWR_LM_BUILD_H
#define HWR_LM_BUILD_H

#include <stddef.h>

#include "base/record.h"

enum { LM_BUILD_MAX = 100000000 };	/* symbols of text, at most: 1.6 GB to sort their pieces */

struct lm_build;

struct lm_build *lm_build_new(void);
void lm_build_free(struct lm_build *b);

/* lm_build_line - one more text, without its newline; an empty one is left out.  Returns 0, or -1 when it is too much. */
int lm_build_line(struct lm_build *b, const char *line);

/* lm_build_lines - how many there are. */
size_t lm_build_lines(const struct lm_build *b);

/*
 * lm_build_make - the model of all lines, at least one, in r, which is empty.
 *
 * order  1 to LM_MAX_ORDER: characters that a probability depends on, with its own
 * prune  bits that a piece must save in all of the text; 0 keeps every piece
 * note   provenance, one line; NULL for none
 *
 * The alphabet is the characters that occur, but control characters and what is
 * no UTF-8; where there are more than fit, the most frequent.
 */
void lm_build_make(const struct lm_build *b, int order, double prune, const char *note, struct record *r);

#endif
