/*
 * pattern.h - what a whole text must be, asked character by character.
 *
 * A pattern is an extended regular expression (regex(7)) that the whole text
 * must match: characters, ".", sets ("[A-Z_]", "[^0-9]", "[[:digit:]]"), groups,
 * "|", "*", "+", "?", "{2}", "{2,}", "{2,3}", and "\" before a character that is
 * meant as such; "\d" is a digit, "\w" a letter, digit or "_", "\s" a blank.
 * "^" at the start and "$" at the end mean nothing.
 *
 * It is compiled to its position automaton (V. M. Glushkov, "The abstract
 * theory of automata", Russian Mathematical Surveys 16, 1961), without recursion
 * over the text.  A pattern does not change then: threads may share it.
 */
#ifndef HWR_PATTERN_H
#define HWR_PATTERN_H

#include <stdint.h>

enum { PATTERN_POSITIONS = 256 };	/* characters and sets of a pattern, repetitions written out, and its start */

struct pattern;

/* The positions of the pattern that the text may have come to.  A plain value: copy it, let it go. */
struct pattern_state {
	uint64_t at[PATTERN_POSITIONS / 64];
};

/* pattern_states_* - such sets: all of b into a; only those of a that b has (1: there are some); 1 when there is a position in both. */
void pattern_states_join(struct pattern_state *a, const struct pattern_state *b);
int pattern_states_cut(struct pattern_state *a, const struct pattern_state *b);
int pattern_states_meet(const struct pattern_state *a, const struct pattern_state *b);

/* pattern_new - compile spec; NULL when it is malformed or too long, then *why tells what is wrong. */
struct pattern *pattern_new(const char *spec, const char **why);
void pattern_free(struct pattern *p);	/* NULL is harmless */

/* pattern_start - before the first character. */
struct pattern_state pattern_start(const struct pattern *p);

/* pattern_step - go on with code; 0 when no text that matches goes on so (*state is then useless). */
int pattern_step(const struct pattern *p, struct pattern_state *state, uint32_t code);

/* pattern_ends - 1 when the text may end here. */
int pattern_ends(const struct pattern *p, const struct pattern_state *state);

/*
 * From the end backwards, to know what can still finish.  pattern_last: the positions where a text may
 * end; pattern_of: those that the character code may stand at; pattern_before: those that the
 * text may be at before a character that stands at one of these.
 */
struct pattern_state pattern_last(const struct pattern *p);
struct pattern_state pattern_of(const struct pattern *p, uint32_t code);
struct pattern_state pattern_before(const struct pattern *p, const struct pattern_state *these);
int pattern_same(const struct pattern_state *a, const struct pattern_state *b);

#endif
