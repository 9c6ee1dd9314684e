/* Records: what is written is read, and what is broken is refused. */
#include <stdlib.h>
#include <string.h>

#include "base/record.h"
#include "base/tap.h"

static const char magic[] = "hwr-test 1";

/* Two lines and some bytes, a newline among them, as they are written. */
static struct buf
a_record(void)
{
	struct record r = RECORD_EMPTY;
	struct buf b = BUF_EMPTY;
	char *bytes = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&bytes, &n);

	buf_printf(&r.head, "%s\nnote two words\nnote again\n", magic);
	for (int i = 0; i < 300; i++)
		buf_char(&r.payload, (char)i);
	record_write(f, &r);
	fclose(f);
	buf_add(&b, bytes, n);
	free(bytes);
	record_free(&r);
	return b;
}

/* A file with these bytes. */
static FILE *
file_with(const char *bytes, size_t n)
{
	FILE *in = tmpfile();

	if (!in || fwrite(bytes, 1, n, in) != n)
		die("no scratch file");
	rewind(in);
	return in;
}

/* record_read of the n bytes; its answer. */
static int
read_bytes(const char *bytes, size_t n, struct record *r)
{
	FILE *in = file_with(bytes, n);
	const int got = record_read(in, "a record", magic, r);

	fclose(in);
	return got;
}

/* The same of record_skim. */
static int
skim_bytes(const char *bytes, size_t n, struct record *r)
{
	FILE *in = file_with(bytes, n);
	size_t size;
	const int got = record_skim(in, "a record", magic, r, &size);

	fclose(in);
	return got;
}

static void
refused(const char *what, const char *bytes, size_t n)
{
	struct record r = RECORD_EMPTY;

	tap_ok(read_bytes(bytes, n, &r) == -1 && r.head.len == 0 && r.payload.len == 0, "refused: %s", what);
	record_free(&r);
}

/* good with the first occurrence of from replaced by to, of any length. */
static void
refused_edit(const char *what, const struct buf *good, const char *from, const char *to)
{
	struct buf b = BUF_EMPTY;
	const size_t at = (size_t)(strstr(good->data, from) - good->data);

	buf_add(&b, good->data, at);
	buf_str(&b, to);
	buf_add(&b, good->data + at + strlen(from), good->len - at - strlen(from));
	refused(what, b.data, b.len);
	buf_free(&b);
}

static void
test_good(const struct buf *good)
{
	struct buf two = BUF_EMPTY;
	struct record r = RECORD_EMPTY;
	FILE *in;
	size_t bytes;
	char *note;

	buf_add(&two, good->data, good->len);
	buf_add(&two, good->data, good->len);
	in = file_with(two.data, two.len);
	tap_ok(record_read(in, "two records", magic, &r) == 1 && r.payload.len == 300 && r.payload.data[10] == '\n',
	       "a record is read");
	note = record_get(&r, "note");
	tap_ok(note && strcmp(note, "two words") == 0, "the value of a key is that of its first line");
	free(note);
	note = record_get(&r, "not");
	tap_ok(!note, "a part of a key is none");
	free(note);
	tap_ok(record_read(in, "two records", magic, &r) == 1 && r.payload.len == 300, "and the one behind it");
	tap_ok(record_read(in, "two records", magic, &r) == 0 && r.head.len == 0, "then there is none");
	rewind(in);
	tap_ok(record_skim(in, "two records", magic, &r, &bytes) == 1 && bytes == 300 && r.payload.len == 0 && r.head.len > 0
	       && record_read(in, "two records", magic, &r) == 1 && r.payload.len == 300
	       && record_skim(in, "two records", magic, &r, &bytes) == 0, "a payload may be passed over");
	fclose(in);
	record_free(&r);
	buf_free(&two);
}

static void
test_broken(const struct buf *good)
{
	struct buf endless = BUF_EMPTY;
	int taken = 0;

	refused("something else", "P5 1 1 255\n", 11);
	refused_edit("another version", good, "hwr-test 1", "hwr-test 2");
	refused_edit("another magic word", good, "hwr-test", "HWR-test");
	refused_edit("a changed line", good, "two words", "two wordS");
	refused_edit("a huge payload", good, "payload ", "payload 9");
	refused_edit("a negative payload", good, "payload ", "payload -");
	refused_edit("no end", good, "end\n", "en\n");
	for (size_t cut = 1; cut < good->len; cut += 7) {
		struct record r = RECORD_EMPTY;

		taken += read_bytes(good->data, cut, &r) != -1;
		record_free(&r);
		taken += skim_bytes(good->data, cut, &r) != -1;
		record_free(&r);
	}
	tap_ok(taken == 0, "refused: one that is cut short anywhere, passed over or not");
	for (int i = 0; i < 70000; i++)
		buf_str(&endless, "hwr");
	refused("a line without end", endless.data, endless.len);
	buf_free(&endless);
}

int
main(void)
{
	struct buf good = a_record();

	test_good(&good);
	tap_hush(1);
	test_broken(&good);
	tap_hush(0);
	buf_free(&good);
	return tap_done();
}
