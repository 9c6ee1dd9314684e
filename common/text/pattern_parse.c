#include <string.h>

#include "base/utf8.h"
#include "text/pattern_parse.h"

enum {
	DEPTH = 32,		/* groups within groups */
	REPEATS = 255,		/* the largest number in braces */
	WORK = 4096,		/* atoms, repetitions written out, and groups */
};

typedef struct pattern_state set;	/* of positions */

/* A part of the pattern: where it may begin and end, and whether it may be empty. */
struct part { set first, last; int empty; };

struct parser {
	struct pattern *p;
	const char *at;
	const char *why;	/* what is wrong; NULL: nothing */
	int depth, work;
};

static void
fail(struct parser *x, const char *why)
{
	if (!x->why)
		x->why = why;
	x->at = "";		/* ends all loops */
}

/* Wherever from ends, to may begin. */
static void
connect(struct parser *x, const set *from, const set *to)
{
	for (int i = 0; i < x->p->n; i++)
		if (pattern_has(from, i))
			pattern_join(&x->p->follow[i], to);
}

static struct part
sequence(struct parser *x, const struct part *a, const struct part *b)
{
	struct part both = {a->first, b->last, a->empty && b->empty};

	connect(x, &a->last, &b->first);
	if (a->empty)
		pattern_join(&both.first, &b->first);
	if (b->empty)
		pattern_join(&both.last, &a->last);
	return both;
}

static int
new_position(struct parser *x)
{
	if (x->p->n == PATTERN_POSITIONS) {
		fail(x, "too long");
		return 0;
	}
	return x->p->n++;
}

static void
add_range(struct parser *x, int position, uint32_t from, uint32_t to)
{
	for (uint32_t c = from; c < PATTERN_ASCII && c <= to; c++)
		pattern_set(&x->p->of[c], position);
	if (to < PATTERN_ASCII)
		return;
	if (x->p->n_ranges == PATTERN_RANGES) {
		fail(x, "too many sets");
		return;
	}
	x->p->range[x->p->n_ranges++] = (struct pattern_range){from < PATTERN_ASCII ? PATTERN_ASCII : from, to, position};
}

static void
add_all(struct parser *x, int position, const char *characters)
{
	for (; *characters; characters++)
		add_range(x, position, (unsigned char)*characters, (unsigned char)*characters);
}

/* The characters of a class by its name, or of "\d" by its letter; 0 when there is none. */
static int
add_class(struct parser *x, int position, const char *name, size_t len)
{
	static const struct { const char *name; const char *ranges, *others; } all[] = {
		{"digit", "09", ""}, {"upper", "AZ", ""}, {"lower", "az", ""}, {"alpha", "AZaz", ""}, {"alnum", "09AZaz", ""},
		{"punct", "!/:@[`{~", ""}, {"space", "", " \t"}, {"d", "09", ""}, {"w", "09AZaz", "_"}, {"s", "", " \t"},
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (strlen(all[i].name) != len || strncmp(all[i].name, name, len) != 0)
			continue;
		for (const char *r = all[i].ranges; *r; r += 2)
			add_range(x, position, (unsigned char)r[0], (unsigned char)r[1]);
		add_all(x, position, all[i].others);
		return 1;
	}
	return 0;
}

static uint32_t
take_code(struct parser *x)
{
	uint32_t code;

	x->at = utf8_next(x->at, &code);
	if (code == UTF8_BAD)
		fail(x, "not UTF-8");
	return code;
}

/* Turn a position's set into all others. */
static void
negate(struct parser *x, int position)
{
	for (int c = 0; c < PATTERN_ASCII; c++)
		x->p->of[c].at[position / 64] ^= UINT64_C(1) << position % 64;
	pattern_set(&x->p->beyond, position);
}

/* What a set holds up to its end: a class, a character, or a range of them. */
static void
set_member(struct parser *x, int position)
{
	uint32_t from, to;

	if (strncmp(x->at, "[:", 2) == 0) {
		const char *end = strstr(x->at, ":]");

		if (!end || !add_class(x, position, x->at + 2, (size_t)(end - x->at - 2)) || end - x->at < 4)
			fail(x, "a class of characters that is not known");
		else
			x->at = end + 2;
		return;
	}
	from = to = take_code(x);
	if (x->at[0] == '-' && x->at[1] != ']' && x->at[1] != '\0') {
		x->at++;
		to = take_code(x);
	}
	if (to < from)
		fail(x, "a range that ends before it begins");
	else
		add_range(x, position, from, to);
}

static void
bracket(struct parser *x, int position)
{
	const int negated = *x->at == '^';

	x->at += negated;
	for (int begun = 0; *x->at && (*x->at != ']' || !begun); begun = 1)
		set_member(x, position);
	if (*x->at != ']') {
		fail(x, "a [ without its ]");
		return;
	}
	x->at++;
	if (negated)
		negate(x, position);
}

static void
escape(struct parser *x, int position)
{
	const char c = *x->at;

	if (c == '\0')
		fail(x, "a backslash at the end");
	else if (((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) {
		if (add_class(x, position, x->at, 1))
			x->at++;
		else
			fail(x, "a backslash before a letter or digit that it means nothing with");
	} else {
		const uint32_t code = take_code(x);

		add_range(x, position, code, code);
	}
}

static struct part choices(struct parser *x);

static struct part
group(struct parser *x)
{
	struct part inside;

	if (++x->depth > DEPTH)
		fail(x, "groups within too many groups");
	inside = choices(x);
	x->depth--;
	if (*x->at == ')')
		x->at++;
	else
		fail(x, "a ( without its )");
	return inside;
}

/* A character, a set or a group. */
static struct part
atom(struct parser *x)
{
	struct part one = {.empty = 0};
	const char c = *x->at;
	int position;
	uint32_t code;

	if (++x->work > WORK)
		fail(x, "too long");
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
		fail(x, "a repetition of nothing");
		return one;
	}
	position = new_position(x);
	pattern_set(&one.first, position);
	pattern_set(&one.last, position);
	code = x->why ? 0 : take_code(x);
	if (x->why)
		return one;
	if (c == '[')
		bracket(x, position);
	else if (c == '\\')
		escape(x, position);
	else if (c == '.')
		negate(x, position);
	else
		add_range(x, position, code, code);
	return one;
}

/* A number of a repetition; -1: there is none. */
static int
number(struct parser *x)
{
	int n = -1;

	for (; *x->at >= '0' && *x->at <= '9' && n <= REPEATS; x->at++)
		n = 10 * (n < 0 ? 0 : n) + (*x->at - '0');
	if (n > REPEATS)
		fail(x, "a repetition above 255");
	return n;
}

/* What stands behind an atom: how often it is there at least and, -1 for without end, at most. */
static int
repetition(struct parser *x, int *least, int *most)
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
			fail(x, "a repetition that is none");
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
repeat(struct parser *x, const char *from, struct part one, int least, int most)
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
repeated(struct parser *x)
{
	const char *from = x->at;
	struct part one = atom(x);
	int least, most;

	if (repetition(x, &least, &most))
		one = repeat(x, from, one, least, most);
	if (!x->why && *x->at && strchr("*+?{", *x->at))
		fail(x, "a repetition of a repetition: put it in ( )");
	return one;
}

static struct part
string(struct parser *x)
{
	struct part all = {.empty = 1};

	while (*x->at && *x->at != '|' && *x->at != ')') {
		struct part next = repeated(x);

		all = sequence(x, &all, &next);
	}
	return all;
}

static struct part
choices(struct parser *x)
{
	struct part all = string(x);

	while (*x->at == '|') {
		struct part other;

		x->at++;
		other = string(x);
		pattern_join(&all.first, &other.first);
		pattern_join(&all.last, &other.last);
		all.empty |= other.empty;
	}
	return all;
}

const char *
pattern_parse(struct pattern *p, const char *spec)
{
	struct parser x = {p, spec + (*spec == '^'), NULL, 0, 0};
	struct part start = {.empty = 0}, all;

	pattern_set(&start.last, new_position(&x));
	all = choices(&x);
	if (!x.why && *x.at == ')')
		fail(&x, "a ) without its (");
	all = sequence(&x, &start, &all);
	p->last = all.last;
	return x.why;
}
