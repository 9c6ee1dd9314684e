#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/tap.h"

static char dir[] = "/tmp/hwr-test-io-XXXXXX";

static void
put(const char *path, const char *text, size_t n)
{
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(text, 1, n, f) != n || fclose(f) != 0)
		die("cannot write %s", path);
}

struct seen {
	char names[256];
	int fail;
};

static int
see(FILE *in, const char *name, void *ctx)
{
	struct seen *s = ctx;
	size_t n = strlen(s->names);

	snprintf(s->names + n, sizeof s->names - n, "%s:%c ", name, getc(in));
	return s->fail;
}

static void
read_some(void *ctx)
{
	static char prog[] = "p", a[] = "a", b[] = "b", no[] = "no", dash[] = "-";
	char *argv[] = {prog, a, no, dash, b, NULL};
	struct seen s = {"", 0};
	int status;

	(void)ctx;
	if (!freopen("c", "rb", stdin))
		exit(9);
	status = io_each(5, argv, 1, see, &s);
	fprintf(stderr, "%s", s.names);
	exit(status);
}

static void
operands(void)
{
	static char prog[] = "p", a[] = "a", b[] = "b";
	char *argv[] = {prog, a, b, NULL};
	struct seen s = {"", 0};
	char said[512];
	int status;

	put("a", "A", 1);
	put("b", "B", 1);
	put("c", "C", 1);
	tap_ok(io_each(3, argv, 1, see, &s) == 0 && strcmp(s.names, "a:A b:B ") == 0, "operands are read in order");
	s.fail = 1;
	s.names[0] = '\0';
	tap_ok(io_each(3, argv, 1, see, &s) == 1 && strcmp(s.names, "a:A b:B ") == 0, "a failure is remembered, and the rest is read");
	status = tap_child(read_some, NULL, said, sizeof said);
	tap_ok(status == 1 && strstr(said, "no: No such file") && strstr(said, "a:A <stdin>:C b:B "),
	       "what cannot be opened is said; - is stdin");
}

/* The program as if it were started with descriptor 2 closed. */
static void
closed(void *ctx)
{
	int fd;

	(void)ctx;
	close(2);
	close(0);
	io_hold();
	fd = open("a", O_RDONLY);
	exit(fd > 2 && fcntl(0, F_GETFD) >= 0 && fcntl(2, F_GETFD) >= 0 && getchar() == EOF && ferror(stdin) ? 0 : 9);
}

static void
descriptors(void)
{
	char said[256];

	tap_ok(tap_child(closed, NULL, said, sizeof said) == 0, "no file gets the number of a closed standard stream, which still fails");
}

/* Remove what was made; a file that is left over shows. */
static void
clean_up(void)
{
	static const char *const made[] = {"a", "b", "c", "list"};
	size_t i;

	for (i = 0; i < sizeof made / sizeof *made; i++)
		unlink(made[i]);
	tap_ok(chdir("/") == 0 && rmdir(dir) == 0, "nothing else was left in the folder");
}

int
main(void)
{
	if (!mkdtemp(dir) || chdir(dir) != 0)
		die("cannot make a folder to work in");
	operands();
	descriptors();
	clean_up();
	return tap_done();
}
