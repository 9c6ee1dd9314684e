#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "base/visible.h"

int
visible_char(const char *s, const char **next)
{
	uint32_t code;

	*next = utf8_next(s, &code);
	if (code == UTF8_BAD)
		return *next - s == 3 && memcmp(s, "\xef\xbf\xbd", 3) == 0;
	return code >= 0x20 && (code < 0x7F || code > 0x9F);
}

/* One byte, made visible.  Returns how many bytes that takes. */
static int
escape(char c, char out[5])
{
	static const char plain[] = "\n\r\t", letter[] = "nrt";
	const char *at = strchr(plain, c);

	if (at)
		return snprintf(out, 5, "\\%c", letter[at - plain]);
	return snprintf(out, 5, "\\x%02X", (unsigned)(unsigned char)c);
}

size_t
visible_put(const char *text, char *out, size_t room)
{
	size_t n = 0;
	const char *next;

	for (; *text; text = next) {
		char shown[5];

		if (visible_char(text, &next)) {
			size_t size = (size_t)(next - text);

			if (size > room - n)
				break;
			memcpy(out + n, text, size);
			n += size;
			continue;
		}
		for (; text < next; text++) {
			size_t size = (size_t)escape(*text, shown);

			if (size > room - n)
				return n;
			memcpy(out + n, shown, size);
			n += size;
		}
	}
	return n;
}
