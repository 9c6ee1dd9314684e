#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lang/lm_memo.h"

enum { ENTRIES = 4096 };	/* a power of 2 */

struct memo_entry {		/* what was said of code after the state before */
	struct lm_state before, after;
	uint32_t code;
	uint32_t known;		/* 0: nothing is kept here yet */
	double nats;
};

struct lm_memo {
	const struct lm *lm;
	struct memo_entry entry[ENTRIES];
};

struct lm_memo *
lm_memo_new(const struct lm *lm)
{
	struct lm_memo *m = mem_zero(1, sizeof *m);

	m->lm = lm;
	return m;
}

void
lm_memo_free(struct lm_memo *m)
{
	free(m);
}

/* Where the answer to a question is kept: Fibonacci hashing, Knuth, TAOCP 3, 6.4. */
static struct memo_entry *
entry_of(struct lm_memo *m, const struct lm_state *state, uint32_t code)
{
	uint64_t hash = code;

	for (int i = 0; i < LM_MAX_ORDER - 1; i++)
		hash = (hash ^ state->at[i]) * UINT64_C(0x9e3779b97f4a7c15);
	return &m->entry[(hash >> 32) % ENTRIES];
}

double
lm_memo_step(struct lm_memo *m, struct lm_state *state, uint32_t code)
{
	struct memo_entry *a = entry_of(m, state, code);

	if (!a->known || a->code != code || memcmp(&a->before, state, sizeof *state) != 0) {
		a->known = 1;
		a->code = code;
		a->before = a->after = *state;
		a->nats = lm_step(m->lm, &a->after, code);
	}
	*state = a->after;
	return a->nats;
}
