#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/opts.h"
#include "base/tap.h"

struct place {			/* what a list is of */
	const char *name;
	int turned;
};

struct target {
	const char *output, *word;
	int fast, n, choice;
	int64_t large;
	uint64_t seed;
	double share;
	char models[64];
	struct place place[4];
	int places;
};

/* Adds arg, and the name it came by, to what was named before. */
static void
add_model(void *to, const char *option, const char *arg)
{
	char *models = to;
	const size_t n = strlen(models);

	snprintf(models + n, sizeof ((struct target *)0)->models - n, "%s:%s ", option, arg);
}

static void
add_place(void *to, const char *option, const char *arg)
{
	struct target *t = to;

	(void)option;
	t->place[t->places++].name = arg;
}

static void *
last_place(void *to)
{
	struct target *t = to;

	if (t->places == 0)
		opts_usage_error("%s", "no place yet");
	return &t->place[t->places - 1];
}

static const char *const words[] = {"none", "some", "all", NULL};

static const struct opt places[] = {
	{'p', "place",  "NAME", "a place", OPT_CALL(add_place)},
	{0,   "turned", NULL,   "it is turned", OPT_SET(struct place, turned, 1)},
	{0},
};

static const struct opt rows[] = {
	{0,   "fast",   NULL,   "be fast", OPT_SET(struct target, fast, 7), .after = ""},
	{'m', "model",  "FILE", "a model", OPT_CALL_AT(struct target, models, add_model), .after = "place"},
	{'o', "output", "FILE", "write to FILE", OPT_TEXT(struct target, output)},
	{0,   "number", "N",    "a number", OPT_INT(struct target, n, -3, 9)},
	{0,   "large",  "N",    "a large number", OPT_INT64(struct target, large, 0, INT64_MAX)},
	{0,   "seed",   "N",    "another", OPT_INT64(struct target, seed, 0, INT64_MAX), .after = "turned"},
	{0,   "share",  "X",    "a share", OPT_REAL(struct target, share, 0, 0.5)},
	{0,   "how",    "HOW",  "one of some", OPT_CHOICE(struct target, choice, words)},
	{0,   "word",   "HOW",  "the same as a word", OPT_WORD(struct target, word, words)},
	{0},
};

static const struct command cmd = {"hwr-test", "[-qv] [-o FILE] [file ...]", "test options"};

struct line {
	int argc;
	char *argv[8];
};

static const char *
or_dash(const char *text)
{
	return text ? text : "-";
}

/* Prints what was parsed, the number of operands, and the verbosity. */
static void
parse(void *ctx)
{
	struct target t = {.places = 0};
	const struct opts tables[] = {{.rows = places, .to = &t, .current = last_place}, {.rows = rows, .to = &t}, {0}};
	struct line *l = ctx;
	const int first = opts_parse(&cmd, tables, l->argc, l->argv);

	printf("%s %s %d %d %d %lld %llu %g [%s]", or_dash(t.output), or_dash(t.word), t.fast, t.n, t.choice,
	       (long long)t.large, (unsigned long long)t.seed, t.share, t.models);
	for (int i = 0; i < t.places; i++)
		printf(" %s%d", t.place[i].name, t.place[i].turned);
	printf("; %d operands, verbosity %d", l->argc - first, verbosity);
}

#define PARSE(...) parse_line((struct line){sizeof((char *[]){__VA_ARGS__}) / sizeof(char *), {__VA_ARGS__}})

static char said[4096];

static int
parse_line(struct line l)
{
	return tap_child(parse, &l, said, sizeof said);
}

static char t0[] = "/some/where/hwr-test";

static int
parsed(int status, const char *values, const char *rest)
{
	char want[256];

	snprintf(want, sizeof want, "%s; %s", values, rest);
	return status == 0 && strcmp(said, want) == 0;
}

#define NOTHING "- - 0 0 0 0 0 0 []"

static void
parses(void)
{
	char o[] = "-oout", m[] = "-m", a[] = "a.hwr", model[] = "--model=b", fast[] = "--fast", abbreviated[] = "--fa";
	char number[] = "--number=-3", large[] = "--large=9223372036854775807", seed[] = "--seed=9223372036854775807";
	char share[] = "--share=.25", how[] = "--how=all", word[] = "--word=some", q[] = "-q", vv[] = "-vv", tsv[] = "--options-as-tsv";

	tap_ok(PARSE(t0, tsv) == 0 && strstr(said, "-\thow\tHOW\tnone some all\tone of some\n") && strstr(said, "h\thelp\t-\t-\tprint this help and exit\n"),
	       "options as a table, for completions");
	tap_ok(parsed(PARSE(t0), NOTHING, "0 operands, verbosity 0"), "nothing given is nothing found");
	tap_ok(parsed(PARSE(t0, o, m, a, model, fast), "out - 7 0 0 0 0 0 [--model:a.hwr --model:b ]", "0 operands, verbosity 0"),
	       "short and long options, texts, settings and calls");
	tap_ok(parsed(PARSE(t0, number, large, seed, share), "- - 0 -3 0 9223372036854775807 9223372036854775807 0.25 []",
	              "0 operands, verbosity 0"), "numbers up to the last");
	tap_ok(parsed(PARSE(t0, how, word), "- some 0 0 2 0 0 0 []", "0 operands, verbosity 0"), "one of several words");
	tap_ok(parsed(PARSE(t0, abbreviated), "- - 7 0 0 0 0 0 []", "0 operands, verbosity 0"), "a long option may be shortened");
	tap_ok(parsed(PARSE(t0, q), NOTHING, "0 operands, verbosity -1"), "-q is quiet");
	tap_ok(parsed(PARSE(t0, vv), NOTHING, "0 operands, verbosity 2"), "-vv is verbose twice");
	tap_ok(parsed(PARSE(t0, a, m, a), "- - 0 0 0 0 0 0 [--model:a.hwr ]", "1 operands, verbosity 0"), "options may follow operands");
}

static void
lists(void)
{
	char p[] = "-p", a[] = "a", b[] = "b", turned[] = "--turned";

	tap_ok(parsed(PARSE(t0, p, a, p, b, turned), NOTHING " a0 b1", "0 operands, verbosity 0"), "an option goes to the last of a list");
	tap_ok(PARSE(t0, turned, p, a) == EXIT_USAGE && strcmp(said, "hwr-test: no place yet\nusage: hwr-test [-qv] [-o FILE] [file ...]\n") == 0,
	       "which must be there");
}

static void
answers(void)
{
	static const char *const order[] = {
		"      --fast ", "  -p, --place=NAME ", "  -m, --model=FILE ", "  -o, --output=FILE ", "      --number=N ", "      --large=N ",
		"      --turned ", "      --seed=N ", "      --share=X ", "      --how=HOW ", "      --word=HOW ",
		"  -h, --help ", "  -V, --version ", "  -q, --quiet ", "  -v, --verbose ",
	};
	char h[] = "--help", v[] = "-V";
	int status = PARSE(t0, h), in_order = 1;
	const char *at = said;

	tap_ok(status == 0 && strncmp(said, "usage: hwr-test [-qv] [-o FILE] [file ...]\n", 43) == 0,
	       "--help begins with the usage and exits 0");
	for (size_t i = 0; i < sizeof order / sizeof order[0] && in_order; i++) {
		const char *next = strstr(at, order[i]);

		in_order = next != NULL;
		at = next ? next : at;
	}
	tap_ok(in_order, "it lists the options of all tables, each after the one it names, and those all programs have");
	tap_ok(PARSE(t0, v) == 0 && strcmp(said, "hwr-test " HWR_VERSION "\n") == 0, "-V prints name and version only");
}

static void
refused(char *arg, const char *why)
{
	tap_ok(PARSE(t0, arg) == EXIT_USAGE && strstr(said, why), "%s exits 2: %s", arg, why);
}

static void
refusals(void)
{
	char nope[] = "--nope", o[] = "-o", fast[] = "--fast=1";
	char small[] = "--number=-4", text[] = "--large=1x", share[] = "--share=0.6", how[] = "--how=most", word[] = "--word=";

	tap_ok(PARSE(t0, nope) == EXIT_USAGE && strncmp(said, "hwr-test: ", 10) == 0 && strstr(said, "\nusage: "),
	       "a wrong option exits 2 with the usage, by the program's bare name");
	refused(o, "usage: ");
	refused(fast, "usage: ");
	refused(small, "hwr-test: --number: '-4' is not a whole number from -3 to 9");
	refused(text, "hwr-test: --large: '1x' is not a whole number from 0 to 9223372036854775807");
	refused(share, "hwr-test: --share: '0.6' is not a number from 0 to 0.5");
	refused(how, "hwr-test: --how: 'most' is none of none, some, all");
	refused(word, "hwr-test: --word: '' is none of none, some, all");
}

int
main(void)
{
	parses();
	lists();
	answers();
	refusals();
	return tap_done();
}
