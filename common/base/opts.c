#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/opts.h"

enum { MAX_OPTS = 64 };

static const struct opt common_opts[] = {
	{'h', "help",    NULL, "print this help and exit"},
	{'V', "version", NULL, "print name and version and exit"},
	{'q', "quiet",   NULL, "no warnings, no progress; errors are still said"},
	{'v', "verbose", NULL, "say what was decided; twice says more"},
	{0, NULL, NULL, NULL},
};

static void
print_usage(const struct command *cmd, FILE *out)
{
	fprintf(out, "usage: %s %s\n", cmd->name, cmd->synopsis);
}

static void
print_table(const struct opt *o)
{
	for (; o->name; o++) {
		char left[80];

		snprintf(left, sizeof left, "--%s%s%s", o->name, o->arg ? "=" : "", o->arg ? o->arg : "");
		if (o->key < 256)
			printf("  -%c, %-24s %s\n", o->key, left, o->help);
		else
			printf("      %-24s %s\n", left, o->help);
	}
}

static _Noreturn void
print_help(const struct command *cmd)
{
	print_usage(cmd, stdout);
	printf("%s: %s\n\n", cmd->name, cmd->purpose);
	print_table(cmd->opts);
	print_table(common_opts);
	printf("\nManual: %s(1); the tour: hwr(7)\n", cmd->name);
	exit(close_stdout() ? EXIT_FAILED : EXIT_OK);
}

void
opts_usage_error(const struct command *cmd, const char *fmt, ...)
{
	char reason[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(reason, sizeof reason, fmt, ap);
	va_end(ap);
	fprintf(stderr, "%s: %s\n", getprog(), reason);
	print_usage(cmd, stderr);
	exit(EXIT_USAGE);
}

/* Appends the table o to getopt's two forms. */
static void
add(const struct opt *o, struct option *lng, int *n, char *sht, size_t *s)
{
	for (; o->name && *n < MAX_OPTS - 1; o++) {
		lng[*n].name = o->name;
		lng[*n].has_arg = o->arg ? required_argument : no_argument;
		lng[*n].flag = NULL;
		lng[*n].val = o->key;
		++*n;
		if (o->key < 256) {
			sht[(*s)++] = (char)o->key;
			if (o->arg)
				sht[(*s)++] = ':';
		}
	}
}

int
opts_next(const struct command *cmd, int argc, char *argv[], const char **arg)
{
	struct option lng[MAX_OPTS];
	char sht[2 * MAX_OPTS + 1];
	size_t s = 0;
	int n = 0, key;

	memset(lng, 0, sizeof lng);
	add(cmd->opts, lng, &n, sht, &s);
	add(common_opts, lng, &n, sht, &s);
	sht[s] = '\0';
	if (optind <= 1) {
		setprog(argv[0]);
		argv[0] = (char *)getprog();	/* getopt's own messages */
	}
	while ((key = getopt_long(argc, argv, sht, lng, NULL)) != -1) {
		switch (key) {
		case 'h':
			print_help(cmd);
		case 'V':
			printf("%s %s\n", cmd->name, HWR_VERSION);
			exit(close_stdout() ? EXIT_FAILED : EXIT_OK);
		case 'q':
			verbosity = -1;
			break;
		case 'v':
			verbosity = verbosity < 0 ? 1 : verbosity + 1;
			break;
		case '?':
			print_usage(cmd, stderr);
			exit(EXIT_USAGE);
		default:
			*arg = optarg;
			return key;
		}
	}
	return -1;
}

const char *
opts_name(const struct command *cmd, int key)
{
	const struct opt *o = cmd->opts;

	while (o->key != key)
		o++;
	return o->name;
}
