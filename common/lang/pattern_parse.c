/* The parser of patterns: recursive descent; see pattern.h. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lang/pattern_charset.h"

enum {
	DEPTH = 32,		/* groups within groups */
	REPEATS = 255,		/* the largest number in braces */
	WORK = 4096,		/* atoms, repetitions written out, and groups */
};

typedef struct pattern_state positions;

/* A part of the pattern: where it may begin and end, and whether it may be empty. */
struct part { positions first, last; int empty; };

/* Wherever from ends, to may begin. */
static void
connect(struct pattern_parser *x, const positions *from, const positions *to)
{
	for (int i = 0; i < x->p->n; i++)
		if (positions_has(from, i))
			pattern_states_join(&x->p->follow[i], to);
}

static struct part
sequence(struct pattern_parser *x, const struct part *a, const struct part *b)
{
	struct part both = {a->first, b->last, a->empty && b->empty};

	connect(x, &a->last, &b->first);
	if (a->empty)
		pattern_states_join(&both.first, &b->first);
	if (b->empty)
		pattern_states_join(&both.last, &a->last);
	return both;
}

static int
new_position(struct pattern_parser *x)
{
	if (x->p->n == PATTERN_POSITIONS) {
		pattern_fail(x, "too long");
		return 0;
	}
	return x->p->n++;
}

static struct part choices(struct pattern_parser *x);

static struct part
group(struct pattern_parser *x)
{
	struct part inside;

	if (x->depth == DEPTH) {
		pattern_fail(x, "groups within too many groups");
		return (struct part){.empty = 1};
	}
	x->depth++;
	inside = choices(x);
	x->depth--;
	if (*x->at == ')')
		x->at++;
	else
		pattern_fail(x, "a ( without its )");
	return inside;
}

/* A character, a set or a group. */
static struct part
atom(struct pattern_parser *x)
{
	struct part one = {.empty = 0};
	const char c = *x->at;
	int position;
	uint32_t code;

	if (++x->work > WORK) {
		pattern_fail(x, "too long");
		return one;
	}
	if (c == '(') {
		x->at++;
		return group(x);
	}
	if (c == '$' && x->at[1] == '\0') {	/* the end, which is there in any case */
		x->at++;
		one.empty = 1;
		return one;
	}
	if (c == '*' || c == '+' || c == '?' || c == '{') {
		pattern_fail(x, "a repetition of nothing");
		return one;
	}
	position = new_position(x);
	positions_add(&one.first, position);
	positions_add(&one.last, position);
	code = x->why ? 0 : pattern_take(x);
	if (x->why)
		return one;
	if (c == '[')
		charset_bracket(x, position);
	else if (c == '\\')
		charset_escape(x, position);
	else if (c == '.')
		charset_negate(x, position);
	else
		charset_add(x, position, code, code);
	return one;
}

/* A number of a repetition; -1: there is none. */
static int
number(struct pattern_parser *x)
{
	int n = -1;

	for (; *x->at >= '0' && *x->at <= '9' && n <= REPEATS; x->at++)
		n = 10 * (n < 0 ? 0 : n) + (*x->at - '0');
	if (n > REPEATS)
		pattern_fail(x, "a repetition above 255");
	return n;
}

/* What stands behind an atom: how often it is there at least and, -1 for without end, at most. */
static int
repetition(struct pattern_parser *x, int *least, int *most)
{
	const char c = *x->at;

	if (c != '*' && c != '+' && c != '?' && c != '{')
		return 0;
	x->at++;
	*least = c == '+';
	*most = c == '?' ? 1 : -1;
	if (c == '{') {
		*least = *most = number(x);
		if (*x->at == ',') {
			x->at++;
			*most = number(x);
		}
		if (x->why || *least < 0 || (*most >= 0 && *most < *least) || *x->at != '}') {
			pattern_fail(x, "a repetition that is none");
			return 0;
		}
		x->at++;
	}
	return 1;
}

/*
 * An atom so often, that many times parsed and written out: from is where it
 * begins, one its first copy.
 */
static struct part
repeat(struct pattern_parser *x, const char *from, struct part one, int least, int most)
{
	const char *behind = x->at;
	struct part all = {.empty = 1};
	const int copies = most >= 0 ? most : least > 1 ? least : 1;

	for (int i = 0; i < copies && !x->why; i++) {
		if (i > 0) {
			x->at = from;
			one = atom(x);
		}
		if (most < 0 && i == copies - 1)
			connect(x, &one.last, &one.first);
		one.empty |= i >= least;
		all = sequence(x, &all, &one);
	}
	if (!x->why)
		x->at = behind;
	return all;
}

/* An atom and its repetitions: "a{2}*" repeats what was repeated. */
static struct part
repeated(struct pattern_parser *x)
{
	const char *from = x->at;
	struct part one = atom(x);
	int least, most;

	if (repetition(x, &least, &most))
		one = repeat(x, from, one, least, most);
	if (!x->why && *x->at && strchr("*+?{", *x->at))
		pattern_fail(x, "a repetition of a repetition: put it in ( )");
	return one;
}

static struct part
string(struct pattern_parser *x)
{
	struct part all = {.empty = 1};

	while (*x->at && *x->at != '|' && *x->at != ')') {
		struct part next = repeated(x);

		all = sequence(x, &all, &next);
	}
	return all;
}

static struct part
choices(struct pattern_parser *x)
{
	struct part all = string(x);

	while (*x->at == '|') {
		struct part other;

		x->at++;
		other = string(x);
		pattern_states_join(&all.first, &other.first);
		pattern_states_join(&all.last, &other.last);
		all.empty |= other.empty;
	}
	return all;
}

/* Fill p, all zeros, out of spec.  Returns NULL, or what is wrong. */
static const char *
parse(struct pattern *p, const char *spec)
{
	struct pattern_parser x = {p, spec + (*spec == '^'), NULL, 0, 0};
	struct part start = {.empty = 0}, all;

	positions_add(&start.last, new_position(&x));
	all = choices(&x);
	if (!x.why && *x.at == ')')
		pattern_fail(&x, "a ) without its (");
	all = sequence(&x, &start, &all);
	p->last = all.last;
	return x.why;
}

struct pattern *
pattern_new(const char *spec, const char **why)
{
	struct pattern *p = mem_zero(1, sizeof *p);

	*why = parse(p, spec);
	if (*why) {
		free(p);
		return NULL;
	}
	return p;
}
