/* test_edit_errors - what is mistaken for what. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/tap.h"
#include "report/edit_errors.h"

/* What edit_errors_print writes of one pair of texts. */
static const struct { const char *truth, *answer, *printed, *why; } cases[] = {
	{"same", "same", "", "nothing"},
	{"dim", "dirn", "split\tm\trn\t1\n", "one becomes two"},
	{"corn", "com", "joined\trn\tm\t1\n", "two become one"},
	{"100", "1OO", "taken\t0\tO\t2\n", "each for each, and counted together"},
	{"a.", "a", "lost\t.\t-\t1\n", "lost"},
	{"a", "a.", "added\t-\t.\t1\n", "added"},
	{"ab cd", "xb xd", "taken\ta\tx\t1\ntaken\tc\tx\t1\n", "equally often: by text"},
	{"abcdefgh", "1", "", "what is long is not told"},
	{"\303\251", "e", "taken\t\303\251\te\t1\n", "characters, not bytes"},
};

static void
print(size_t k)
{
	struct edit_errors e = EDIT_ERRORS_EMPTY;
	char *got = NULL;
	size_t n;
	FILE *f = open_memstream(&got, &n);

	edit_errors_add(&e, cases[k].truth, cases[k].answer);
	edit_errors_print(&e, f, 100);
	fclose(f);
	tap_ok(strcmp(got, cases[k].printed) == 0, "%s (%s)", cases[k].why, got);
	free(got);
	edit_errors_free(&e);
}

static void
diff(void)
{
	char *got = NULL;
	size_t n;
	FILE *f = open_memstream(&got, &n);

	edit_errors_diff("a bc\nd", "a xcd", "> ", f);
	fclose(f);
	tap_ok(strcmp(got, "> a bc d\n> a xc\302\267d\n>   ^ ^\n") == 0, "texts are aligned (%s)", got);
	free(got);
}

static void
spaces(void)
{
	struct edit_errors e = EDIT_ERRORS_EMPTY;

	edit_errors_add(&e, "ab cd\nef", "a b cd ef");
	tap_ok(e.spaces == 2 && e.spaces_read == 3 && e.spaces_right == 2, "spaces and breaks are counted, where they are");
	edit_errors_add(&e, " x  y ", "x y");
	tap_ok(e.spaces == 3 && e.spaces_read == 4 && e.spaces_right == 3, "several are one, at the ends is none");
	edit_errors_free(&e);
}

int
main(void)
{
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
		print(k);
	diff();
	spaces();
	return tap_done();
}
