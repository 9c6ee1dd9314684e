/* test_slips - what is mistaken for what. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/tap.h"
#include "report/edit_errors.h"

/* What slips_print writes of one pair of texts. */
static void
is(const char *truth, const char *answer, const char *want, const char *why)
{
	struct slips s = SLIPS_EMPTY;
	char *got = NULL;
	size_t n;
	FILE *f = open_memstream(&got, &n);

	slips_add(&s, truth, answer);
	slips_print(&s, f, 100);
	fclose(f);
	tap_ok(strcmp(got, want) == 0, "%s (%s)", why, got);
	free(got);
	slips_free(&s);
}

static void
diff(void)
{
	char *got = NULL;
	size_t n;
	FILE *f = open_memstream(&got, &n);

	slips_diff("a bc\nd", "a xcd", "> ", f);
	fclose(f);
	tap_ok(strcmp(got, "> a bc d\n> a xc\302\267d\n>   ^ ^\n") == 0, "texts are aligned (%s)", got);
	free(got);
}

static void
spaces(void)
{
	struct slips s = SLIPS_EMPTY;

	slips_add(&s, "ab cd\nef", "a b cd ef");
	tap_ok(s.spaces == 2 && s.spaces_read == 3 && s.spaces_right == 2, "spaces and breaks are counted, where they are");
	slips_add(&s, " x  y ", "x y");
	tap_ok(s.spaces == 3 && s.spaces_read == 4 && s.spaces_right == 3, "several are one, at the ends is none");
	slips_free(&s);
}

int
main(void)
{
	is("same", "same", "", "nothing");
	is("dim", "dirn", "split\tm\trn\t1\n", "one becomes two");
	is("corn", "com", "joined\trn\tm\t1\n", "two become one");
	is("100", "1OO", "taken\t0\tO\t2\n", "each for each, and counted together");
	is("a.", "a", "lost\t.\t-\t1\n", "lost");
	is("a", "a.", "added\t-\t.\t1\n", "added");
	is("ab cd", "xb xd", "taken\ta\tx\t1\ntaken\tc\tx\t1\n", "equally often: by text");
	is("abcdefgh", "1", "", "what is long is not told");
	is("\303\251", "e", "taken\t\303\251\te\t1\n", "characters, not bytes");
	diff();
	spaces();
	return tap_done();
}
