#include <stdlib.h>
#include <string.h>

#include "lang/pattern_automaton.h"

void
positions_add(struct pattern_state *s, int position)
{
	s->at[position / 64] |= UINT64_C(1) << position % 64;
}

int
positions_has(const struct pattern_state *s, int position)
{
	return s->at[position / 64] >> position % 64 & 1;
}

void
pattern_states_join(struct pattern_state *a, const struct pattern_state *b)
{
	for (int i = 0; i < PATTERN_POSITIONS / 64; i++)
		a->at[i] |= b->at[i];
}

int
pattern_states_cut(struct pattern_state *a, const struct pattern_state *b)
{
	uint64_t any = 0;

	for (int i = 0; i < PATTERN_POSITIONS / 64; i++)
		any |= a->at[i] &= b->at[i];
	return any != 0;
}

int
pattern_states_meet(const struct pattern_state *a, const struct pattern_state *b)
{
	struct pattern_state s = *a;

	return pattern_states_cut(&s, b);
}

void
pattern_free(struct pattern *p)
{
	free(p);
}

struct pattern_state
pattern_start(const struct pattern *p)
{
	struct pattern_state s = {{0}};

	(void)p;
	positions_add(&s, 0);
	return s;
}

/* The positions that a character beyond ASCII may stand at. */
static struct pattern_state
beyond(const struct pattern *p, uint32_t code)
{
	struct pattern_state s = p->beyond;

	for (int i = 0; i < p->n_ranges; i++) {
		const int at = p->range[i].position;

		if (code < p->range[i].from || code > p->range[i].to)
			continue;
		positions_add(&s, at);
		if (positions_has(&p->beyond, at))
			s.at[at / 64] &= ~(UINT64_C(1) << at % 64);
	}
	return s;
}

struct pattern_state
pattern_of(const struct pattern *p, uint32_t code)
{
	return code < PATTERN_ASCII ? p->of[code] : beyond(p, code);
}

int
pattern_step(const struct pattern *p, struct pattern_state *state, uint32_t code)
{
	const struct pattern_state may = pattern_of(p, code);
	struct pattern_state next = {{0}};

	for (int i = 0; i < PATTERN_POSITIONS / 64; i++)
		for (uint64_t left = state->at[i]; left; left &= left - 1)
			pattern_states_join(&next, &p->follow[64 * i + __builtin_ctzll(left)]);
	*state = next;
	return pattern_states_cut(state, &may);
}

int
pattern_ends(const struct pattern *p, const struct pattern_state *state)
{
	return pattern_states_meet(state, &p->last);
}

struct pattern_state
pattern_last(const struct pattern *p)
{
	return p->last;
}

struct pattern_state
pattern_before(const struct pattern *p, const struct pattern_state *these)
{
	struct pattern_state s = {{0}};

	for (int i = 0; i < p->n; i++)
		if (pattern_states_meet(&p->follow[i], these))
			positions_add(&s, i);
	return s;
}

int
pattern_same(const struct pattern_state *a, const struct pattern_state *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}
