#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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

/* What the file path holds, up to 255 bytes; "" when it is not there. */
static const char *
get(const char *path)
{
	static char text[256];
	FILE *f = fopen(path, "rb");

	text[f ? fread(text, 1, sizeof text - 1, f) : 0] = '\0';
	if (f)
		fclose(f);
	return text;
}

/* How many files of the folder have a name that begins with prefix. */
static int
count(const char *prefix)
{
	char command[64], n[16] = "";
	FILE *p;

	snprintf(command, sizeof command, "ls | grep -c '^%s'", prefix);
	p = popen(command, "r");
	if (!p || !fgets(n, sizeof n, p))
		die("cannot list the folder");
	pclose(p);
	return (int)strtol(n, NULL, 10);
}

static void
outputs(void)
{
	struct out o;
	struct stat st;

	put("old", "old", 3);
	chmod("old", 0640);
	tap_ok(out_open(&o, "old") == 0 && fputs("new", o.f) >= 0 && strcmp(get("old"), "old") == 0,
	       "what is being written does not touch the file that is there");
	tap_ok(out_close(&o, 1) == 0 && strcmp(get("old"), "new") == 0 && count("old") == 1,
	       "closed, it takes its place, and no temporary is left");
	tap_ok(stat("old", &st) == 0 && (st.st_mode & 0777) == 0640, "and keeps its permissions");
	tap_ok(out_open(&o, "old") == 0 && fputs("half", o.f) >= 0 && out_close(&o, 0) == 0
	       && strcmp(get("old"), "new") == 0 && count("old") == 1, "given up, it leaves the old file whole");
	tap_ok(out_open(&o, "fresh") == 0 && out_close(&o, 1) == 0 && access("fresh", F_OK) == 0, "an empty output is a file, too");
	tap_ok(out_close(&o, 1) == 0, "closing twice is harmless");
	tap_ok(out_open(&o, "/dev/null") == 0 && fputs("x", o.f) >= 0 && out_close(&o, 1) == 0
	       && stat("/dev/null", &st) == 0 && S_ISCHR(st.st_mode), "a device is written straight and stays a device");
	tap_ok(out_open(&o, "-") == 0 && o.f == stdout && out_close(&o, 1) == 0, "- is stdout");
}

static void
no_folder(void *ctx)
{
	struct out o;

	(void)ctx;
	exit(out_open(&o, "no/such/folder") == -1 ? 0 : 9);
}

static void
full(void *ctx)
{
	struct out o;

	(void)ctx;
	if (out_open(&o, "/dev/full") != 0)
		exit(9);
	fputs("x", o.f);
	exit(out_close(&o, 1));
}

static void
full_stdout(void *ctx)
{
	(void)ctx;
	if (dup2(open("/dev/full", O_WRONLY), 1) != 1)
		exit(9);
	puts("x");
	exit(close_stdout());
}

static void
interrupted(void *ctx)
{
	struct out o;

	(void)ctx;
	if (out_open(&o, "target") != 0)
		exit(9);
	fputs("half", o.f);
	raise(SIGTERM);
}

static void
failures(void)
{
	char said[512];
	int status = tap_child(no_folder, NULL, said, sizeof said);

	tap_ok(status == 0 && strstr(said, "no/such/folder: No such file"), "a folder that is not there is said");
	status = tap_child(full, NULL, said, sizeof said);
	tap_ok(status == 1 && strstr(said, "/dev/full: No space"), "a full disk is said, and fails");
	status = tap_child(full_stdout, NULL, said, sizeof said);
	tap_ok(status == 1 && strstr(said, "<stdout>: No space"), "so it is on stdout");
	status = tap_child(interrupted, NULL, said, sizeof said);
	tap_ok(status == 128 + SIGTERM && count("target") == 0, "a signal leaves neither a target nor a temporary");
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

static void
lists(void)
{
	char **names;
	size_t n;

	put("list", "one\n\ntwo words\nlast", 19);
	tap_ok(io_names("list", '\n', &names, &n) == 0 && n == 3 && strcmp(names[0], "one") == 0
	       && strcmp(names[1], "two words") == 0 && strcmp(names[2], "last") == 0 && !names[3],
	       "a list has a name a line; empty lines are left out");
	io_names_free(names);
	put("list", "a\nb\0c\0", 6);
	tap_ok(io_names("list", '\0', &names, &n) == 0 && n == 2 && strcmp(names[0], "a\nb") == 0, "or one ended by '\\0'");
	io_names_free(names);
	put("list", "", 0);
	tap_ok(io_names("list", '\n', &names, &n) == 0 && n == 0 && !names[0], "an empty list names nothing");
	io_names_free(names);
}

/* Remove what was made; a file that is left over shows. */
static void
clean_up(void)
{
	static const char *const made[] = {"old", "fresh", "a", "b", "c", "list"};
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
	outputs();
	failures();
	operands();
	lists();
	clean_up();
	return tap_done();
}
