/* test_inputs - which pictures folders and lists mean. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/tap.h"
#include "read/inputs.h"

static void
touch(const char *path)
{
	FILE *f = fopen(path, "w");

	if (f)
		fclose(f);
}

/* The names of in are want, each followed by a blank. */
static void
has(struct inputs *in, int rows, const char *want, const char *what)
{
	struct buf b = BUF_EMPTY;
	size_t i;

	for (i = 0; i < in->n; i++)
		buf_printf(&b, "%s ", in->name[i]);
	tap_ok(strcmp(buf_text(&b), want) == 0 && in->rows == rows, "%s: '%s'", what, buf_text(&b));
	buf_free(&b);
	inputs_free(in);
}

static void
test_all(void)
{
	struct inputs in = INPUTS_EMPTY;
	struct names names;
	FILE *list;
	int failed = 0;

	inputs_add(&in, "one", 0);
	inputs_add(&in, "-", 0);
	has(&in, 0, "one - ", "operands as they are");
	inputs_add(&in, "d", 0);
	has(&in, 1, "d/Z.PNG d/a.pgm d/b.pam ", "pictures of a folder, by bytes");
	tap_ok(inputs_add(&in, "d/sub", 0) == 1 && in.n == 0, "a folder without pictures fails");
	tap_ok(inputs_add(&in, "d/", 1) == 0, "not one that has some");
	has(&in, 1, "d/Z.PNG d/a.pgm d/b.pam d/sub/deep/c.png ", "and of its folders");
	list = fopen("list", "w");
	fputs("x.png\n\nd\n", list);
	fclose(list);
	tap_ok(names_open(&names, "list", '\n') == 0 && inputs_add_names(&in, &names, 1, 0, &failed) == 1 && in.n == 1, "a list, in part");
	tap_ok(inputs_add_names(&in, &names, 9, 0, &failed) == 0 && !failed, "and the rest");
	names_close(&names);
	has(&in, 1, "x.png d/Z.PNG d/a.pgm d/b.pam ", "with a folder");
}

static void
clean(void)
{
	static const char *const all[] = {
		"list", "d/Z.PNG", "d/a.pgm", "d/b.pam", "d/note.txt", "d/.hidden.png", "d/sub/deep/c.png", "d/sub/up",
		"d/sub.png", "d/sub/deep", "d/sub", "d",
	};
	size_t i;

	for (i = 0; i < sizeof all / sizeof all[0]; i++)
		remove(all[i]);
}

int
main(void)
{
	char dir[] = "/tmp/test_inputs.XXXXXX";

	verbosity = -1;
	if (!mkdtemp(dir) || chdir(dir) != 0 || mkdir("d", 0700) || mkdir("d/sub", 0700) ||
	    mkdir("d/sub/deep", 0700) || mkdir("d/sub.png", 0700)) {
		tap_ok(0, "a scratch folder");
		return tap_done();
	}
	touch("d/Z.PNG");
	touch("d/a.pgm");
	touch("d/b.pam");
	touch("d/note.txt");
	touch("d/.hidden.png");
	touch("d/sub/deep/c.png");
	tap_ok(symlink("..", "d/sub/up") == 0, "a link up");
	test_all();
	clean();
	tap_ok(chdir("/") == 0 && rmdir(dir) == 0, "nothing is left");
	return tap_done();
}
