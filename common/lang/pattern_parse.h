/*
 * pattern_parse.h - a pattern's automaton, and how it is made of its text; see pattern.h.
 */
#ifndef HWR_PATTERN_PARSE_H
#define HWR_PATTERN_PARSE_H

#include "lang/pattern.h"

enum {
	PATTERN_ASCII = 128,
	PATTERN_RANGES = 1024,	/* beyond ASCII, of all sets together */
};

/* Characters beyond ASCII, from .. to, that are those of a position, or are not where its set is negated. */
struct pattern_range { uint32_t from, to; int position; };

struct pattern {
	struct pattern_state follow[PATTERN_POSITIONS];	/* what may come after a position; 0 is the start */
	struct pattern_state of[PATTERN_ASCII];		/* positions that this character may stand at */
	struct pattern_state beyond;	/* positions of all characters beyond ASCII but those of their ranges */
	struct pattern_state last;	/* where a text may end */
	struct pattern_range range[PATTERN_RANGES];
	int n_ranges, n;		/* positions there are, with the start */
};

/* pattern_parse - fill p, all zeros, out of spec.  Returns NULL, or what is wrong. */
const char *pattern_parse(struct pattern *p, const char *spec);

void pattern_set(struct pattern_state *s, int position);
int pattern_has(const struct pattern_state *s, int position);
void pattern_join(struct pattern_state *a, const struct pattern_state *b);	/* all of b into a */

#endif
