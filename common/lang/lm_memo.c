#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lang/lm_memo.h"

enum { ANSWERS = 4096 };	/* a power of 2 */

struct answer {
	struct lm_state before, after;
	uint32_t code;
	uint32_t known;		/* 1: code was asked after before */
	double nats;
};

struct lm_memo {
	const struct lm *lm;
	struct answer answer[ANSWERS];
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

/* A question's place: Fibonacci hashing, Knuth, TAOCP 3, 6.4. */
static struct answer *
place_of_question(struct lm_memo *m, const struct lm_state *state, uint32_t code)
{
	uint64_t hash = code;

	for (int i = 0; i < LM_MAX_ORDER - 1; i++)
		hash = (hash ^ state->at[i]) * UINT64_C(0x9e3779b97f4a7c15);
	return &m->answer[(hash >> 32) % ANSWERS];
}

double
lm_memo_step(struct lm_memo *m, struct lm_state *state, uint32_t code)
{
	struct answer *a = place_of_question(m, state, code);

	if (!a->known || a->code != code || memcmp(&a->before, state, sizeof *state) != 0) {
		a->known = 1;
		a->code = code;
		a->before = a->after = *state;
		a->nats = lm_step(m->lm, &a->after, code);
	}
	*state = a->after;
	return a->nats;
}
