#include <stdio.h>
#include <string.h>

#include "base/opts.h"
#include "base/tap.h"

static const struct opt opts[] = {
	{'o', "output",  "FILE", "write to FILE"},
	{'m', "model",   "FILE", "a model"},
	{256, "classes", "SET",  "only these characters"},
	{257, "fast",    NULL,   "be fast"},
	{0, NULL, NULL, NULL},
};
static const struct command cmd = {"hwr-test", "[-qv] [-o FILE] [file ...]", "test options", opts};

struct line {
	int argc;
	char *argv[8];
};

/* Prints what was parsed: KEY=ARGUMENT for each option, then the verbosity. */
static void
parse(void *ctx)
{
	struct line *l = ctx;
	const char *arg = NULL;
	int key;

	while ((key = opts_next(&cmd, l->argc, l->argv, &arg)) != -1)
		printf("%d=%s ", key, arg ? arg : "-");
	printf("verbosity %d", verbosity);
}

#define PARSE(...) parse_line((struct line){sizeof((char *[]){__VA_ARGS__}) / sizeof(char *), {__VA_ARGS__}})

static char said[4096];

static int
parse_line(struct line l)
{
	return tap_child(parse, &l, said, sizeof said);
}

static char t0[] = "/some/where/hwr-test";

static void
parses(void)
{
	char o[] = "-oout", m[] = "-m", a[] = "a.hwr", classes[] = "--classes=0-9", fast[] = "--fast", abbreviated[] = "--fa";
	char q[] = "-q", vv[] = "-vv";

	tap_ok(PARSE(t0) == 0 && strcmp(said, "verbosity 0") == 0, "nothing given is nothing found");
	tap_ok(PARSE(t0, o, m, a, classes, fast) == 0
	       && strcmp(said, "111=out 109=a.hwr 256=0-9 257=- verbosity 0") == 0, "short and long options, with and without arguments");
	tap_ok(PARSE(t0, abbreviated) == 0 && strcmp(said, "257=- verbosity 0") == 0, "a long option may be shortened");
	tap_ok(PARSE(t0, q) == 0 && strcmp(said, "verbosity -1") == 0, "-q is quiet");
	tap_ok(PARSE(t0, vv) == 0 && strcmp(said, "verbosity 2") == 0, "-vv is verbose twice");
	tap_ok(PARSE(t0, a, m, a) == 0 && strcmp(said, "109=a.hwr verbosity 0") == 0, "options may follow operands");
}

static void
answers(void)
{
	char h[] = "--help", v[] = "-V";
	int status = PARSE(t0, h);

	tap_ok(status == 0 && strncmp(said, "usage: hwr-test [-qv] [-o FILE] [file ...]\n", 43) == 0,
	       "--help begins with the usage and exits 0");
	tap_ok(strstr(said, "  -o, --output=FILE") && strstr(said, "      --classes=SET"), "it lists the program's options");
	tap_ok(strstr(said, "--help") && strstr(said, "--version") && strstr(said, "--quiet") && strstr(said, "--verbose"),
	       "and those all programs have");
	tap_ok(PARSE(t0, v) == 0 && strcmp(said, "hwr-test " HWR_VERSION "\n") == 0, "-V prints name and version only");
}

static void
refusals(void)
{
	char nope[] = "--nope", o[] = "-o", fast[] = "--fast=1";

	tap_ok(PARSE(t0, nope) == EXIT_USAGE && strncmp(said, "hwr-test: ", 10) == 0 && strstr(said, "\nusage: "),
	       "a wrong option exits 2 with the usage, by the program's bare name");
	tap_ok(PARSE(t0, o) == EXIT_USAGE, "so does a missing argument");
	tap_ok(PARSE(t0, fast) == EXIT_USAGE, "and an argument that is not wanted");
}

static void
wrong(void *ctx)
{
	(void)ctx;
	opts_usage_error(&cmd, "%d files are too many", 3);
}

int
main(void)
{
	int status;

	parses();
	answers();
	refusals();
	status = tap_child(wrong, NULL, said, sizeof said);
	tap_ok(status == EXIT_USAGE && strstr(said, ": 3 files are too many\nusage: hwr-test "),
	       "a usage error says the reason, then the usage");
	return tap_done();
}
