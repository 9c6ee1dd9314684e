#include <string.h>

#include "base/utf8.h"
#include "lang/pattern_sets.h"

void
parser_fail(struct parser *x, const char *why)
{
	if (!x->why)
		x->why = why;
	x->at = "";		/* ends all loops */
}

void
set_add(struct parser *x, int position, uint32_t from, uint32_t to)
{
	for (uint32_t c = from; c < PATTERN_ASCII && c <= to; c++)
		pattern_set(&x->p->of[c], position);
	if (to < PATTERN_ASCII)
		return;
	if (x->p->n_ranges == PATTERN_RANGES) {
		parser_fail(x, "too many sets");
		return;
	}
	x->p->range[x->p->n_ranges++] = (struct pattern_range){from < PATTERN_ASCII ? PATTERN_ASCII : from, to, position};
}

static void
add_all(struct parser *x, int position, const char *characters)
{
	for (; *characters; characters++)
		set_add(x, position, (unsigned char)*characters, (unsigned char)*characters);
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
			set_add(x, position, (unsigned char)r[0], (unsigned char)r[1]);
		add_all(x, position, all[i].others);
		return 1;
	}
	return 0;
}

uint32_t
parser_take(struct parser *x)
{
	uint32_t code;

	x->at = utf8_next(x->at, &code);
	if (code == UTF8_BAD)
		parser_fail(x, "not UTF-8");
	return code;
}

void
set_negate(struct parser *x, int position)
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
			parser_fail(x, "a class of characters that is not known");
		else
			x->at = end + 2;
		return;
	}
	from = to = parser_take(x);
	if (x->at[0] == '-' && x->at[1] != ']' && x->at[1] != '\0') {
		x->at++;
		to = parser_take(x);
	}
	if (to < from)
		parser_fail(x, "a range that ends before it begins");
	else
		set_add(x, position, from, to);
}

void
set_bracket(struct parser *x, int position)
{
	const int negated = *x->at == '^';

	x->at += negated;
	for (int begun = 0; *x->at && (*x->at != ']' || !begun); begun = 1)
		set_member(x, position);
	if (*x->at != ']') {
		parser_fail(x, "a [ without its ]");
		return;
	}
	x->at++;
	if (negated)
		set_negate(x, position);
}

void
set_escape(struct parser *x, int position)
{
	const char c = *x->at;

	if (c == '\0')
		parser_fail(x, "a backslash at the end");
	else if (((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) {
		if (add_class(x, position, x->at, 1))
			x->at++;
		else
			parser_fail(x, "a backslash before a letter or digit that it means nothing with");
	} else {
		const uint32_t code = parser_take(x);

		set_add(x, position, code, code);
	}
}
