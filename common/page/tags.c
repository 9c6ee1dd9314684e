#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/num.h"
#include "page/tags.h"

enum { COUNT_MAX = 1000000000 };	/* of every number in a tag */

static const char SPACE[] = " \t\r\n\v\f";

/* The keys that hold one number: where it goes and what it may be. */
static const struct {
	const char *key;
	unsigned bit;
	size_t offset;
	int lo;
} numbers[] = {
	{"page", TAG_PAGE, offsetof(struct tags, page), 1},
	{"line", TAG_LINE, offsetof(struct tags, line), 1},
	{"word", TAG_WORD, offsetof(struct tags, word), 1},
	{"char", TAG_CHAR, offsetof(struct tags, chr), 1},
	{"base", TAG_BASE, offsetof(struct tags, base), -COUNT_MAX},
	{"xh", TAG_XH, offsetof(struct tags, xh), 1},
	{"cap", TAG_CAP, offsetof(struct tags, cap), 1},
	{"from", TAG_FROM, offsetof(struct tags, from), 0},
	{"to", TAG_TO, offsetof(struct tags, to), 1},
	{"cut", TAG_CUT, offsetof(struct tags, cut), 0},
	{"space", TAG_SPACE, offsetof(struct tags, space), 0},
	{"pitch", TAG_PITCH, offsetof(struct tags, pitch), 1},
	{"plain", TAG_PLAIN, offsetof(struct tags, plain), 0},
	{"whole", TAG_WHOLE, offsetof(struct tags, whole), 1},
	{"slope", TAG_SLOPE, offsetof(struct tags, slope), -COUNT_MAX},
	{"of", TAG_OF, offsetof(struct tags, of), 1},
	{"zoom", TAG_ZOOM, offsetof(struct tags, zoom), 1},
	{"middle", TAG_MIDDLE, offsetof(struct tags, middle), -COUNT_MAX},
	{"tilt", TAG_TILT, offsetof(struct tags, tilt), -COUNT_MAX},
};

enum { N_NUMBERS = sizeof numbers / sizeof numbers[0] };

static int *
field(struct tags *t, int i)
{
	return (int *)(void *)((char *)t + numbers[i].offset);
}

/* The n characters at text as a whole number within [lo, COUNT_MAX].  Returns 0, or -1. */
static int
parse_number(const char *text, size_t n, int lo, int *out)
{
	char digits[16];
	int64_t v;

	if (n == 0 || n >= sizeof digits || memchr(text, 0, n))
		return -1;
	memcpy(digits, text, n);
	digits[n] = '\0';
	if (num_int(digits, lo, COUNT_MAX, &v))
		return -1;
	*out = (int)v;
	return 0;
}

/* "x,y,w,h" with w and h at least 1.  Returns 0, or -1. */
static int
parse_box(const char *text, size_t n, struct box *out)
{
	int v[4], i;

	for (i = 0; i < 4; i++) {
		const char *comma = i < 3 ? memchr(text, ',', n) : text + n;
		size_t len;

		if (!comma)
			return -1;
		len = (size_t)(comma - text);
		if (parse_number(text, len, i < 2 ? -COUNT_MAX : 1, &v[i]))
			return -1;
		if (i < 3) {
			text += len + 1;
			n -= len + 1;
		}
	}
	*out = (struct box){v[0], v[1], v[2], v[3]};
	return 0;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

/* A file name out of its %XX form, new; NULL when it is empty or malformed. */
static char *
parse_src(const char *text, size_t n)
{
	char *name = mem_alloc(n + 1, 1);
	size_t i, len = 0;

	for (i = 0; i < n; i++) {
		int hi, lo;

		if (text[i] != '%') {
			name[len++] = text[i];
			continue;
		}
		if (n - i < 3 || (hi = hex_digit(text[i + 1])) < 0 || (lo = hex_digit(text[i + 2])) < 0 ||
		    hi * 16 + lo == 0) {
			free(name);
			return NULL;
		}
		name[len++] = (char)(hi * 16 + lo);
		i += 2;
	}
	name[len] = '\0';
	if (len == 0) {
		free(name);
		return NULL;
	}
	return name;
}

static int
key_is(const char *key, size_t n, const char *name)
{
	return strlen(name) == n && memcmp(key, name, n) == 0;
}

/* Take one key with its value of n characters.  Returns 0 when the key is not known here. */
static int
parse_known(struct tags *t, const char *key, size_t key_n, const char *value, size_t n)
{
	struct box box;
	char *src;
	int i, v;

	for (i = 0; i < N_NUMBERS; i++) {
		if (!key_is(key, key_n, numbers[i].key))
			continue;
		if (parse_number(value, n, numbers[i].lo, &v) == 0) {
			*field(t, i) = v;
			t->have |= numbers[i].bit;
		}
		return 1;
	}
	if (key_is(key, key_n, "box")) {
		if (parse_box(value, n, &box) == 0) {
			t->box = box;
			t->have |= TAG_BOX;
		}
		return 1;
	}
	if (key_is(key, key_n, "src")) {
		if ((src = parse_src(value, n)) != NULL) {
			free(t->src);
			t->src = src;
		}
		return 1;
	}
	return 0;
}

void
tags_parse(const char *text, struct tags *out)
{
	struct tags t = TAGS_EMPTY;
	struct buf rest = BUF_EMPTY;
	size_t n;

	for (; text && *(text += strspn(text, SPACE)); text += n) {
		const char *equals;

		n = strcspn(text, SPACE);
		equals = memchr(text, '=', n);
		if (equals && parse_known(&t, text, (size_t)(equals - text), equals + 1,
		                          n - (size_t)(equals - text) - 1))
			continue;
		if (rest.len)
			buf_char(&rest, ' ');
		buf_add(&rest, text, n);
	}
	if (rest.len)
		t.rest = mem_text(buf_text(&rest));
	buf_free(&rest);
	*out = t;
}

/* src with every byte that could end a key, a column, a comment or a line as %XX. */
static void
format_src(struct buf *b, const char *src)
{
	for (; *src; src++) {
		unsigned char c = (unsigned char)*src;

		if (c < 0x21 || c > 0x7e || c == '%')
			buf_printf(b, "%%%02X", c);
		else
			buf_char(b, (char)c);
	}
}

char *
tags_format(const struct tags *t)
{
	struct tags copy = *t;
	struct buf b = BUF_EMPTY;
	char *text = NULL;
	int i;

	for (i = 0; i < N_NUMBERS; i++) {
		if (numbers[i].bit == TAG_BASE && t->have & TAG_BOX)
			buf_printf(&b, " box=%d,%d,%d,%d", t->box.x, t->box.y, t->box.w, t->box.h);
		if (t->have & numbers[i].bit)
			buf_printf(&b, " %s=%d", numbers[i].key, *field(&copy, i));
	}
	if (t->src && *t->src) {
		buf_str(&b, " src=");
		format_src(&b, t->src);
	}
	if (t->rest && *t->rest)
		buf_printf(&b, " %s", t->rest);
	if (b.len)
		text = mem_text(b.data + 1);	/* without the first blank */
	buf_free(&b);
	return text;
}

void
tags_columns(struct buf *b)
{
	for (int i = 0; i < N_NUMBERS && numbers[i].bit != TAG_ZOOM; i++) {
		if (numbers[i].bit == TAG_BASE)
			buf_str(b, "x\ty\tw\th\t");
		buf_printf(b, "%s\t", numbers[i].key);
	}
	buf_str(b, "src\n");
}

void
tags_row(const struct tags *t, struct buf *b)
{
	struct tags copy = *t;

	for (int i = 0; i < N_NUMBERS && numbers[i].bit != TAG_ZOOM; i++) {
		if (numbers[i].bit == TAG_BASE)
			buf_printf(b, "%d\t%d\t%d\t%d\t", t->box.x, t->box.y, t->box.w, t->box.h);
		if (numbers[i].bit <= TAG_CAP || t->have & numbers[i].bit)
			buf_printf(b, "%d\t", *field(&copy, i));
		else
			buf_str(b, "-\t");
	}
	if (t->src && *t->src)
		format_src(b, t->src);
	else
		buf_char(b, '-');
	buf_char(b, '\n');
}

struct tags
tags_copy(const struct tags *t)
{
	struct tags copy = *t;

	copy.src = mem_text(t->src);
	copy.rest = mem_text(t->rest);
	return copy;
}

void
tags_free(struct tags *t)
{
	free(t->src);
	free(t->rest);
	*t = (struct tags)TAGS_EMPTY;
}
