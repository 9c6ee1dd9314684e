#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "lang/lm_file.h"

static int
symbol_of(const struct lm *lm, uint32_t code)
{
	int lo = 0, hi = lm->symbols - LM_FIRST;

	if (code < 128)
		return lm->ascii[code];
	while (lo < hi) {
		const int mid = (lo + hi) / 2;

		if (lm->code[mid] == code)
			return LM_FIRST + mid;
		if (lm->code[mid] < code)
			lo = mid + 1;
		else
			hi = mid;
	}
	return LM_OTHER;
}

/*
 * One term of the interpolation: *p, the probability of sym in shorter
 * contexts, becomes the one in context c.  Returns the context that is longer
 * by sym, 0 when there is none.
 */
static uint32_t
look(const struct lm *lm, uint32_t c, int sym, double *p)
{
	const struct lm_context *it = &lm->context[c];
	const uint8_t *entries = lm->bytes + it->at + LM_HEAD;
	const unsigned n = entries[-LM_HEAD];
	const uint8_t *found = memchr(entries, sym, n);
	uint32_t i;

	*p *= (double)lm->g[entries[-1]];
	if (!found)
		return 0;
	i = (uint32_t)(found - entries);
	*p += (double)((c < LM_SCALES ? lm->scale[c] : lm_scale(lm, entries, n)) * lm->a[entries[n + i]]);
	return i < it[1].child - it->child ? it->child + i : 0;
}

/* The probability of sym after *state; *next is the state after it. */
static double
step(const struct lm *lm, const struct lm_state *state, int sym, struct lm_state *next)
{
	double p = 1.0 / lm->symbols;
	int k;

	memset(next, 0, sizeof *next);
	next->at[0] = look(lm, 0, sym, &p);
	for (k = 1; k < lm->order; k++) {
		const uint32_t longer = state->at[k - 1] ? look(lm, state->at[k - 1], sym, &p) : 0;

		if (k < LM_MAX_ORDER - 1)
			next->at[k] = longer;
	}
	return p;
}

struct lm_state
lm_start(const struct lm *lm)
{
	struct lm_state s;
	double p = 1;

	memset(&s, 0, sizeof s);
	s.at[0] = look(lm, 0, LM_BOUNDARY, &p);
	return s;
}

double
lm_step(const struct lm *lm, struct lm_state *state, uint32_t code)
{
	struct lm_state next;
	const double p = step(lm, state, symbol_of(lm, code), &next);

	*state = next;
	return log(p);
}

double
lm_end(const struct lm *lm, const struct lm_state *state)
{
	struct lm_state next;

	return log(step(lm, state, LM_BOUNDARY, &next));
}

int
lm_same(const struct lm_state *a, const struct lm_state *b)
{
	return memcmp(a->at, b->at, sizeof a->at) == 0;
}

double
lm_line(const struct lm *lm, const char *text, size_t *n)
{
	struct lm_state s = lm_start(lm);
	double sum = 0;
	uint32_t code;

	*n = 1;
	for (text = utf8_next(text, &code); code != 0; text = utf8_next(text, &code), ++*n)
		sum += lm_step(lm, &s, code);
	return sum + lm_end(lm, &s);
}
