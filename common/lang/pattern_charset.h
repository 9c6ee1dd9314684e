/*
 * pattern_charset.h - the characters that a position of a pattern may stand for.
 *
 * A part of the parser (pattern_parse.c): what is left of the pattern's text,
 * and the sets of characters that are named in it.
 */
#ifndef HWR_PATTERN_CHARSET_H
#define HWR_PATTERN_CHARSET_H

#include "lang/pattern_automaton.h"

struct pattern_parser {
	struct pattern *p;
	const char *at;		/* what is left; "" after a failure, which ends all loops */
	const char *why;	/* what is wrong, a string constant; NULL: nothing */
	int depth, work;	/* groups open; atoms seen */
};

/* pattern_fail - the pattern is malformed, and why says so; the first failure counts. */
void pattern_fail(struct pattern_parser *x, const char *why);

/* pattern_take - the next character. */
uint32_t pattern_take(struct pattern_parser *x);

void charset_add(struct pattern_parser *x, int position, uint32_t from, uint32_t to);	/* with both ends */
void charset_negate(struct pattern_parser *x, int position);	/* turn it into all others */
void charset_bracket(struct pattern_parser *x, int position);	/* "[...]", behind its "[" */
void charset_escape(struct pattern_parser *x, int position);	/* what stands behind "\" */

#endif
