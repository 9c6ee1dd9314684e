#include "base/utf8.h"

/* What a lead byte allows: bytes that follow, and the range of the first of them. */
static int
lead(unsigned char b, unsigned *lo, unsigned *hi)
{
	*lo = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
	*hi = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
	if (b >= 0xC2 && b <= 0xDF)
		return 1;
	if (b >= 0xE0 && b <= 0xEF)
		return 2;
	if (b >= 0xF0 && b <= 0xF4)
		return 3;
	return 0;
}

const char *
utf8_next(const char *s, uint32_t *code)
{
	const unsigned char *p = (const unsigned char *)s;
	unsigned lo, hi;
	int more;

	*code = *p;
	if (*p == 0)
		return s;
	if (*p < 0x80)
		return s + 1;
	more = lead(*p, &lo, &hi);
	*code = more == 0 ? UTF8_BAD : *p & (0x3FU >> more);
	for (p++; more > 0; more--, p++) {
		if (*p < lo || *p > hi) {
			*code = UTF8_BAD;
			break;
		}
		*code = *code << 6 | (*p & 0x3F);
		lo = 0x80;
		hi = 0xBF;
	}
	return (const char *)p;
}

int
utf8_put(uint32_t code, char out[UTF8_SIZE])
{
	int more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
	static const unsigned mark[] = {0, 0xC0, 0xE0, 0xF0};
	int i;

	out[0] = '\0';
	if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		return 0;
	for (i = more; i > 0; i--, code >>= 6)
		out[i] = (char)(unsigned char)(0x80 | (code & 0x3F));
	out[0] = (char)(unsigned char)(mark[more] | code);
	out[more + 1] = '\0';
	return more + 1;
}

int
utf8_has(const char *text, uint32_t code)
{
	uint32_t c;

	for (text = utf8_next(text, &c); c != 0; text = utf8_next(text, &c))
		if (c == code)
			return 1;
	return 0;
}
