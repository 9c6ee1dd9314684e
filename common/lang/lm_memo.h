/*
 * lm_memo.h - a language model that remembers what it said last.
 *
 * A search asks the same of it again and again.  A table of what was said, by
 * what was asked; later answers take the place of earlier ones.  Answers are those
 * of lm_step.  Not to be shared by threads.
 */
#ifndef HWR_LM_MEMO_H
#define HWR_LM_MEMO_H

#include "lang/lm.h"

struct lm_memo;

struct lm_memo *lm_memo_new(const struct lm *lm);	/* lm must outlive it */
void lm_memo_free(struct lm_memo *m);			/* NULL is harmless */

/* lm_memo_step - as lm_step. */
double lm_memo_step(struct lm_memo *m, struct lm_state *state, uint32_t code);

#endif
