#include <string.h>

#include "base/tap.h"
#include "base/utf8.h"

static int
reads(const char *text, const uint32_t *want)
{
	uint32_t code;

	for (text = utf8_next(text, &code); code != 0 && code == *want; text = utf8_next(text, &code))
		want++;
	return code == 0 && *want == 0;
}

#define READS(text, ...) reads(text, (const uint32_t[]){__VA_ARGS__, 0})

static void
round_trip(void)
{
	char out[UTF8_SIZE];
	uint32_t code, back;
	int right = 1;

	for (code = 1; code <= 0x110000; code++) {
		int n = utf8_put(code, out), none = code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF);

		if (none)
			right &= n == 0;
		else
			right &= n > 0 && out[n] == '\0' && utf8_next(out, &back) == out + n && back == code;
	}
	tap_ok(right, "every character is written and read back, and nothing else is written");
}

int
main(void)
{
	tap_ok(READS("aZ", 'a', 'Z'), "ASCII");
	tap_ok(READS("\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", 0xE9, 0x20AC, 0x1F600), "two, three and four bytes");
	tap_ok(READS("a\x80" "b", 'a', UTF8_BAD, 'b'), "a lone continuation byte");
	tap_ok(READS("\xc0\x80", UTF8_BAD, UTF8_BAD), "an overlong form");
	tap_ok(READS("\xed\xa0\x80", UTF8_BAD, UTF8_BAD, UTF8_BAD), "half of a surrogate pair");
	tap_ok(READS("\xe2\x82", UTF8_BAD), "a character cut short is one");
	tap_ok(READS("\xf0\x9f\x98" "a", UTF8_BAD, 'a'), "also before another");
	tap_ok(READS("\xff\xfe", UTF8_BAD, UTF8_BAD), "bytes that never occur");
	tap_ok(utf8_has("na\xc3\xafve", 0xEF) && !utf8_has("naive", 0xEF) && !utf8_has("", 'a'), "a character is found, or not");
	round_trip();
	return tap_done();
}
