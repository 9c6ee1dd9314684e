/*
 * pattern_sets.h - the characters that a position of a pattern may stand for.
 *
 * Inside of the parser of patterns (pattern_parse.h): what is left of the text,
 * and the sets it names.
 */
#ifndef HWR_PATTERN_SETS_H
#define HWR_PATTERN_SETS_H

#include "lang/pattern_parse.h"

struct parser {
	struct pattern *p;
	const char *at;		/* what is left; "" after a failure */
	const char *why;	/* what is wrong, a string constant; NULL: nothing */
	int depth, work;	/* groups open; atoms seen */
};

/* parser_fail - the first failure counts. */
void parser_fail(struct parser *x, const char *why);
uint32_t parser_take(struct parser *x);	/* the next character */

void set_add(struct parser *x, int position, uint32_t from, uint32_t to);	/* with both ends */
void set_negate(struct parser *x, int position);	/* turn it into all others */
void set_bracket(struct parser *x, int position);	/* "[...]", behind its "[" */
void set_escape(struct parser *x, int position);	/* what stands behind "\" */

#endif
