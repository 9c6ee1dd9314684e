#include <stddef.h>
#include <string.h>

#include "base/utf8.h"
#include "net/labels.h"

int
label_is_reject(const char *label)
{
	return strcmp(label, LABEL_REJECT) == 0;
}

static int
are_cases(uint32_t a, uint32_t b)
{
	return a >= 'A' && a <= 'Z' && b == a + 'a' - 'A';
}

int
label_is_merged(const char *label)
{
	return label[0] && are_cases((unsigned char)label[0], (unsigned char)label[1]) && label[2] == '\0';
}

/* 1 for a character that has no shape but changes the text around it: blanks of no width, line ends, directions. */
static int
is_format(uint32_t c)
{
	return (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

int
label_ok(const char *text)
{
	uint32_t a, b, end;

	text = utf8_next(text, &a);
	text = utf8_next(text, &b);
	utf8_next(text, &end);
	if (end != 0 || a <= ' ' || a == UTF8_BAD || (a >= 0x7F && a <= 0xA0) || is_format(a))
		return 0;
	return b == 0 || are_cases(a, b);
}

static uint32_t
fold_case(uint32_t c)
{
	return c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c;
}

/* The first of the characters that look like c; 0 when none does. */
static char
shape_of(uint32_t c)
{
	static const char *const alike[] = {"0Oo", "1Il|", "2Zz", "5Ss", "9gq"};

	for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
		if (c > 0 && c < 128 && strchr(alike[i], (int)c))
			return alike[i][0];
	return 0;
}

static int
alike(uint32_t x, uint32_t y, enum fold fold)
{
	return x == y || (fold >= FOLD_CASE && fold_case(x) == fold_case(y))
	       || (fold == FOLD_SHAPE && shape_of(x) && shape_of(x) == shape_of(y));
}

int
labels_meet(const char *a, const char *b, enum fold fold)
{
	uint32_t x, y;

	for (a = utf8_next(a, &x); x != 0; a = utf8_next(a, &x)) {
		const char *p = b;

		for (p = utf8_next(p, &y); y != 0; p = utf8_next(p, &y))
			if (alike(x, y, fold))
				return 1;
	}
	return 0;
}
