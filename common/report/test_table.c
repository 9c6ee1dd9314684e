#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/tap.h"
#include "report/table.h"

static char file[] = "/tmp/hwr-table-XXXXXX";

static int
load(struct table *t, const char *text, size_t n)
{
	FILE *f = fopen(file, "wb");

	if (!f || fwrite(text, 1, n, f) != n || fclose(f) != 0)
		die("cannot write %s", file);
	return table_read(t, file);
}

static int
has(const struct table *t, const char *name, const char *text)
{
	const char *found = table_find(t, name);

	return text ? found && strcmp(found, text) == 0 : !found;
}

static void
test_rows(void)
{
	static const char rows[] =
		"b.png\tHey\\nyou\n"
		"a.png\tone\\ttwo\\\\three\\x\\\n"
		"\n"
		"empty\t\r\n"
		"more\ttext\tconfidence\n"
		"b.png\tagain\n"
		"c d\tlast";
	struct table t;
	int status = load(&t, rows, sizeof rows - 1);

	tap_ok(status == 0 && t.n == 5, "rows are read, a name once: %zu", t.n);
	tap_ok(strcmp(t.v[0].name, "b.png") == 0 && strcmp(t.v[1].name, "a.png") == 0, "order is kept");
	tap_ok(has(&t, "b.png", "again"), "the last text of a name counts");
	tap_ok(has(&t, "a.png", "one\ttwo\\three\\x\\"), "escapes are decoded");
	tap_ok(has(&t, "empty", "") && !t.plain, "texts may be empty");
	tap_ok(has(&t, "more", "text"), "further columns are not read");
	tap_ok(has(&t, "c d", "last"), "the last line needs no end");
	tap_ok(has(&t, "zzz", NULL) && has(&t, "", NULL), "what is not there is not found");
	table_free(&t);
	table_free(&t);
}

static void
test_bad(void)
{
	char *line = malloc(TABLE_MAX_ROW + 10);
	struct table t;

	memset(line, 'x', TABLE_MAX_ROW + 10);
	tap_ok(load(&t, line, TABLE_MAX_ROW + 10) < 0, "a row without end is refused");
	tap_ok(load(&t, "a\tb\0c\nd\n", 8) < 0, "a zero byte is refused");
	tap_ok(load(&t, "a\tb\nc\n", 6) < 0, "a line without a tab among others is refused");
	memset(line, '\n', TABLE_MAX_ROW + 10);
	tap_ok(load(&t, line, TABLE_MAX_ROW + 10) < 0, "a plain text without end is refused");
	tap_ok(load(&t, "", 0) == 0 && t.plain && has(&t, file, ""), "an empty file is an empty text");
	table_free(&t);
	tap_ok(load(&t, "one\\n\r\n\n two", 13) == 0 && t.plain && t.n == 1 && has(&t, file, "one\\n\n\n two\n"),
	       "a file without tabs is a text, as it is");
	table_free(&t);
	tap_ok(load(&t, "\ttext\n", 6) == 0 && has(&t, "", "text"), "a name may be empty");
	table_free(&t);
	unlink(file);
	tap_ok(table_read(&t, file) < 0, "an absent file fails");
	free(line);
}

static void
test_quote(void)
{
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);

	table_quote(f, "a\nb\tc\\d");
	fclose(f);
	tap_ok(strcmp(text, "a\\nb\\tc\\\\d") == 0, "text is quoted as it is read");
	free(text);
}

int
main(void)
{
	int fd = mkstemp(file);

	setprog("test_table");
	verbosity = -1;
	if (fd < 0 || close(fd) < 0 || !freopen("/dev/null", "w", stderr))
		die("no scratch file");
	test_rows();
	test_bad();
	test_quote();
	return tap_done();
}
