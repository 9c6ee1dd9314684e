/*
 * pattern_automaton.h - what pattern.c, pattern_parse.c and pattern_charset.c share: a compiled pattern.
 *
 * The positions of a pattern are its characters and sets in the order in which
 * they are written, repetitions written out; position 0 is the start.  A text
 * matches when its characters can be laid on positions, each of which stands for
 * its character and may follow the one before, from position 0 to one of last.
 * pattern.c runs such an automaton, pattern_parse.c makes one of a pattern's text.
 */
#ifndef HWR_PATTERN_AUTOMATON_H
#define HWR_PATTERN_AUTOMATON_H

#include "lang/pattern.h"

enum {
	PATTERN_ASCII = 128,	/* characters below have a table, those beyond have ranges */
	PATTERN_RANGES = 1024,	/* beyond ASCII, of all sets together */
};

/* Characters beyond ASCII, from .. to, that are those of a position, or are not where its set is negated. */
struct pattern_range { uint32_t from, to; int position; };

struct pattern {
	struct pattern_state follow[PATTERN_POSITIONS];	/* what may come after a position */
	struct pattern_state of[PATTERN_ASCII];		/* positions that this character may stand at */
	struct pattern_state beyond;	/* positions of all characters beyond ASCII but those of their ranges */
	struct pattern_state last;	/* where a text may end */
	struct pattern_range range[PATTERN_RANGES];
	int n_ranges, n;		/* positions there are, with the start */
};

/* Sets of positions. */
void positions_add(struct pattern_state *s, int position);
int positions_has(const struct pattern_state *s, int position);

#endif
