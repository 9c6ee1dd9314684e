#include <string.h>

#include "base/tap.h"
#include "base/visible.h"

static int
shown_as(const char *text, const char *wanted)
{
	char out[200];
	size_t n = visible_put(text, out, sizeof out);

	return n == strlen(wanted) && memcmp(out, wanted, n) == 0;
}

int
main(void)
{
	char out[4];

	tap_ok(shown_as("\xc3\xa9t\xc3\xa9 \\ \"x\" 100 %", "\xc3\xa9t\xc3\xa9 \\ \"x\" 100 %"), "letters are shown as they are");
	tap_ok(shown_as("a\nb\rc\td\033[2J\001\177", "a\\nb\\rc\\td\\x1B[2J\\x01\\x7F"), "control characters are escaped");
	tap_ok(shown_as("\xc2\x9b" "31m", "\\xC2\\x9B31m"), "those of two bytes, too");
	tap_ok(shown_as("\xff a\xe2\x82", "\\xFF a\\xE2\\x82"), "and what is no UTF-8");
	tap_ok(shown_as("\xef\xbf\xbd", "\xef\xbf\xbd"), "the character for what is none is one itself");
	tap_ok(visible_put("ab\xc3\xa9\xc3\xa9", out, sizeof out) == 4 && memcmp(out, "ab\xc3\xa9", 4) == 0 &&
	       visible_put("abc\n", out, sizeof out) == 3 && visible_put("abc\xc3\xa9", out, sizeof out) == 3,
	       "what does not fit is left out, characters and escapes whole");
	return tap_done();
}
