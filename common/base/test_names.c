/* test_names - names of a list: parted, and there as soon as they have come. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/names.h"
#include "base/tap.h"
#include "base/waits.h"

/* The names of a file of n bytes are want, each followed by '|'. */
static void
has(const char *bytes, size_t n, int sep, const char *want, const char *what)
{
	struct buf all = BUF_EMPTY;
	struct names l;
	const char *name;
	FILE *f = fopen("list", "wb");

	fwrite(bytes, 1, n, f);
	fclose(f);
	if (names_open(&l, "list", sep) == 0) {
		while (names_next(&l, 0, &name) == NAMES_ONE)
			buf_printf(&all, "%s|", name);
		tap_ok(strcmp(buf_text(&all), want) == 0 && names_next(&l, 1, &name) == NAMES_END && names_close(&l) == 0, "%s", what);
	}
	buf_free(&all);
}

static void
test_files(void)
{
	char *long_name = mem_zero(200003, 1);
	struct names l;
	const char *name;

	has("one\n\ntwo words\nlast", 19, '\n', "one|two words|last|", "a name a line; empty lines are left out, the last needs no end");
	has("a\nb\0c\0", 6, '\0', "a\nb|c|", "or ended by a zero byte");
	has("a\r\nb\r\n\r\nc", 10, '\n', "a|b|c|", "lines may end as DOS has them");
	has("a\r\0", 3, '\0', "a\r|", "zero bytes leave all others to the name");
	has("", 0, '\n', "", "an empty list names nothing");
	memset(long_name, 'x', 200000);
	long_name[200000] = '|';
	has(long_name, 200000, '\n', long_name, "a long name is one");
	free(long_name);
	tap_hush(1);
	tap_ok(names_open(&l, "no", '\n') == -1, "no list");
	tap_ok(names_open(&l, ".", '\n') == 0 && names_next(&l, 1, &name) == NAMES_END && names_close(&l) == 1, "a folder is none, either");
	tap_hush(0);
}

/* A pipe in place of stdin. */
static void
test_pipe(void)
{
	struct names l;
	const char *name;
	int ends[2], kept = dup(0);

	if (pipe(ends) || dup2(ends[0], 0) < 0)
		die("no pipe");
	tap_ok(waits_for(0) && names_open(&l, "-", '\n') == 0 && names_next(&l, 0, &name) == NAMES_LATER, "what has not come yet is not waited for");
	tap_ok(write(ends[1], "one\ntw", 6) == 6 && !waits_for(0) && names_next(&l, 0, &name) == NAMES_ONE && strcmp(name, "one") == 0,
	       "a name is there when it has come");
	tap_ok(names_next(&l, 0, &name) == NAMES_LATER, "and not before it is whole");
	tap_ok(write(ends[1], "o\nend", 5) == 5 && names_next(&l, 0, &name) == NAMES_ONE && strcmp(name, "two") == 0, "but then");
	close(ends[1]);
	tap_ok(!waits_for(0) && names_next(&l, 0, &name) == NAMES_ONE && strcmp(name, "end") == 0 && names_next(&l, 0, &name) == NAMES_END,
	       "the end is the end of the last");
	names_close(&l);
	dup2(kept, 0);
	close(kept);
	close(ends[0]);
}

int
main(void)
{
	char dir[] = "/tmp/test_names.XXXXXX";

	if (!mkdtemp(dir) || chdir(dir) != 0)
		die("no scratch folder");
	test_files();
	test_pipe();
	unlink("list");
	if (chdir("/") == 0)
		rmdir(dir);
	return tap_done();
}
