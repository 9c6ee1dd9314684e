#include <string.h>

#include "base/buf.h"
#include "base/tap.h"

static void
grows(void)
{
	struct buf b = BUF_EMPTY;
	size_t i;
	int right = 1;

	tap_ok(strcmp(buf_text(&b), "") == 0 && b.len == 0, "an empty one reads as \"\"");
	buf_str(&b, "one ");
	buf_printf(&b, "%d %s", 2, "three");
	buf_char(&b, '!');
	tap_ok(strcmp(b.data, "one 2 three!") == 0 && b.len == 12, "text, numbers and bytes follow each other");
	buf_clear(&b);
	tap_ok(b.len == 0 && strcmp(buf_text(&b), "") == 0, "cleared, it is empty");
	for (i = 0; i < 100000; i++)
		buf_char(&b, (char)('a' + i % 26));
	for (i = 0; i < 100000; i++)
		right &= b.data[i] == (char)('a' + i % 26);
	tap_ok(right && b.len == 100000 && b.data[b.len] == '\0', "a hundred thousand bytes are kept, and ended by '\\0'");
	buf_free(&b);
	buf_free(&b);
	tap_ok(b.data == NULL && b.len == 0, "freed twice, it is empty");
	buf_str(&b, "again");
	tap_ok(strcmp(b.data, "again") == 0, "and can be used again");
	buf_free(&b);
}

static void
bytes(void)
{
	struct buf b = BUF_EMPTY;

	buf_add(&b, "a\0b", 3);
	tap_ok(b.len == 3 && memcmp(b.data, "a\0b", 4) == 0, "a '\\0' inside is a byte like any other");
	buf_add(&b, NULL, 0);
	tap_ok(b.len == 3, "nothing added is nothing changed");
	memcpy(buf_more(&b, 2), "cd", 2);
	b.len += 2;
	tap_ok(b.len == 5 && memcmp(b.data, "a\0bcd", 5) == 0, "room at the end is written to directly");
	buf_clear(&b);
	buf_printf(&b, "%1000d", 7);
	tap_ok(b.len == 1000 && b.data[999] == '7', "a long formatted text fits");
	buf_free(&b);
}

int
main(void)
{
	grows();
	bytes();
	return tap_done();
}
