#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/quote.h"
#include "base/tap.h"

/* What sh(1) makes of the word; freed by the caller. */
static char *
through_shell(const char *name)
{
	struct buf line = BUF_EMPTY;
	char got[200];
	size_t n;
	FILE *p;

	buf_str(&line, "printf %s ");
	quote_shell(&line, name);
	p = popen(line.data, "r");
	n = p ? fread(got, 1, sizeof got - 1, p) : 0;
	got[n] = '\0';
	if (p)
		pclose(p);
	buf_free(&line);
	return mem_text(got);
}

static int
taken(const char *name, const char *wanted)
{
	char *got = through_shell(name);
	int same = strcmp(got, wanted) == 0;

	if (!same)
		printf("# wanted %s, got %s\n", wanted, got);
	free(got);
	return same;
}

static int
word_is(const char *name, const char *wanted)
{
	struct buf b = BUF_EMPTY;
	int same;

	quote_shell(&b, name);
	same = strcmp(buf_text(&b), wanted) == 0;
	buf_free(&b);
	return same;
}

int
main(void)
{
	static const char *const names[] = {"", "a b", "it's a \"scan\" $x `id` \\n *?[!].jpg", "~/x", "#x",
		"tab\there", "two\nlines", "50%\r", "\033[31mred", "'\001'\\", "\xff\xfe", ("\xc2\x9b" "1m"), "\xc3\xa9t\xc3\xa9"};
	size_t i, wrong = 0;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		wrong += !taken(names[i], names[i]);
	tap_ok(wrong == 0, "a shell takes names with blanks, quotes and control characters as they are");
	tap_ok(taken("-rf", "./-rf") && taken("-\n-", "./-\n-"), "and one that begins with a dash as no option");
	tap_ok(word_is("dir/x-1.jpg", "dir/x-1.jpg") && word_is("a b", "'a b'"), "only what needs it is quoted");
	return tap_done();
}
