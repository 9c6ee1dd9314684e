#include <string.h>

#include "base/utf8.h"
#include "lang/pattern_charset.h"

void
pattern_fail(struct pattern_parser *x, const char *why)
{
	if (!x->why)
		x->why = why;
	x->at = "";		/* ends all loops */
}

void
charset_add(struct pattern_parser *x, int position, uint32_t from, uint32_t to)
{
	for (uint32_t c = from; c < PATTERN_ASCII && c <= to; c++)
		positions_add(&x->p->of[c], position);
	if (to < PATTERN_ASCII)
		return;
	if (x->p->n_ranges == PATTERN_RANGES) {
		pattern_fail(x, "too many sets");
		return;
	}
	x->p->range[x->p->n_ranges++] = (struct pattern_range){from < PATTERN_ASCII ? PATTERN_ASCII : from, to, position};
}

static void
add_all(struct pattern_parser *x, int position, const char *characters)
{
	for (; *characters; characters++)
		charset_add(x, position, (unsigned char)*characters, (unsigned char)*characters);
}

/* The characters of a class by its name, or of "\d" by its letter; 0 when there is none. */
static int
add_class(struct pattern_parser *x, int position, const char *name, size_t len)
{
	static const struct { const char *name; const char *ranges, *others; } all[] = {
		{"digit", "09", ""}, {"upper", "AZ", ""}, {"lower", "az", ""}, {"alpha", "AZaz", ""}, {"alnum", "09AZaz", ""},
		{"punct", "!/:@[`{~", ""}, {"space", "", " \t"}, {"d", "09", ""}, {"w", "09AZaz", "_"}, {"s", "", " \t"},
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (strlen(all[i].name) != len || strncmp(all[i].name, name, len) != 0)
			continue;
		for (const char *r = all[i].ranges; *r; r += 2)
			charset_add(x, position, (unsigned char)r[0], (unsigned char)r[1]);
		add_all(x, position, all[i].others);
		return 1;
	}
	return 0;
}

uint32_t
pattern_take(struct pattern_parser *x)
{
	uint32_t code;

	x->at = utf8_next(x->at, &code);
	if (code == UTF8_BAD)
		pattern_fail(x, "not UTF-8");
	return code;
}

void
charset_negate(struct pattern_parser *x, int position)
{
	for (int c = 0; c < PATTERN_ASCII; c++)
		x->p->of[c].at[position / 64] ^= UINT64_C(1) << position % 64;
	positions_add(&x->p->beyond, position);
}

/* What a set holds up to its end: a class, a character, or a range of them. */
static void
charset_member(struct pattern_parser *x, int position)
{
	uint32_t from, to;

	if (strncmp(x->at, "[:", 2) == 0) {
		const char *end = strstr(x->at, ":]");

		if (!end || !add_class(x, position, x->at + 2, (size_t)(end - x->at - 2)) || end - x->at < 4)
			pattern_fail(x, "a class of characters that is not known");
		else
			x->at = end + 2;
		return;
	}
	from = to = pattern_take(x);
	if (x->at[0] == '-' && x->at[1] != ']' && x->at[1] != '\0') {
		x->at++;
		to = pattern_take(x);
	}
	if (to < from)
		pattern_fail(x, "a range that ends before it begins");
	else
		charset_add(x, position, from, to);
}

void
charset_bracket(struct pattern_parser *x, int position)
{
	const int negated = *x->at == '^';

	x->at += negated;
	for (int begun = 0; *x->at && (*x->at != ']' || !begun); begun = 1)
		charset_member(x, position);
	if (*x->at != ']') {
		pattern_fail(x, "a [ without its ]");
		return;
	}
	x->at++;
	if (negated)
		charset_negate(x, position);
}

void
charset_escape(struct pattern_parser *x, int position)
{
	const char c = *x->at;

	if (c == '\0')
		pattern_fail(x, "a backslash at the end");
	else if (((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) {
		if (add_class(x, position, x->at, 1))
			x->at++;
		else
			pattern_fail(x, "a backslash before a letter or digit that it means nothing with");
	} else {
		const uint32_t code = pattern_take(x);

		charset_add(x, position, code, code);
	}
}
