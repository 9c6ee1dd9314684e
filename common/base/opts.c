#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/num.h"
#include "base/opts.h"
#include "base/threads.h"

enum { MAX_OPTS = 64, NO_LETTER = 256 };

/* set_common has them. */
static const struct opt common_opts[] = {
	{'h', "help",    NULL, "print this help and exit", OPT_CALL(NULL)},
	{'V', "version", NULL, "print name and version and exit", OPT_CALL(NULL)},
	{'q', "quiet",   NULL, "no warnings, no progress; errors are still said", OPT_CALL(NULL)},
	{'v', "verbose", NULL, "say what was decided; twice says more", OPT_CALL(NULL)},
	{0},
};

/* Options of a command, in the order of --help. */
struct list {
	struct row {
		const struct opt *opt;
		const struct opts *table;	/* NULL: a common one */
		const char *arg;		/* the last that was given */
	} v[MAX_OPTS];
	int n;
};

static const struct command *command;	/* the one that was parsed last */

/* Where in --help the row o has its place, when the row before it came before place. */
static int
place_of(const struct list *l, const struct opt *o, int place)
{
	if (!o->after)
		return place;
	for (int i = 0; i < l->n; i++)
		if (strcmp(l->v[i].opt->name, o->after) == 0)
			return i + 1;
	return 0;
}

static void
add(struct list *l, const struct opt *o, const struct opts *table)
{
	int place = l->n;

	for (; o->name && l->n < MAX_OPTS; o++) {
		place = place_of(l, o, place);
		memmove(l->v + place + 1, l->v + place, (size_t)(l->n - place) * sizeof *l->v);
		l->v[place++] = (struct row){o, table, NULL};
		l->n++;
	}
}

static void
print_usage(FILE *out)
{
	fprintf(out, "usage: %s %s\n", command->name, command->synopsis);
}

static _Noreturn void
print_help(const struct list *l)
{
	print_usage(stdout);
	printf("%s: %s\n\n", command->name, command->purpose);
	for (int i = 0; i < l->n; i++) {
		const struct opt *o = l->v[i].opt;
		char left[80];

		snprintf(left, sizeof left, "--%s%s%s", o->name, o->arg ? "=" : "", o->arg ? o->arg : "");
		if (o->key)
			printf("  -%c, %-24s %s\n", o->key, left, o->help);
		else
			printf("      %-24s %s\n", left, o->help);
	}
	printf("\nManual: %s(1); the tour: hwr(7)\n", command->name);
	exit(close_stdout() ? EXIT_FAILED : EXIT_OK);
}

static _Noreturn void
print_rows(const struct list *l)
{
	for (int i = 0; i < l->n; i++) {
		const struct opt *o = l->v[i].opt;

		printf("%c\t%s\t%s\t%s", o->key ? o->key : '-', o->name, o->arg ? o->arg : "-", o->words ? o->words[0] : "-");
		for (int w = 1; o->words && o->words[w]; w++)
			printf(" %s", o->words[w]);
		printf("\t%s\n", o->help);
	}
	exit(close_stdout() ? EXIT_FAILED : EXIT_OK);
}

void
opts_usage_error(const char *fmt, ...)
{
	char reason[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(reason, sizeof reason, fmt, ap);
	va_end(ap);
	error_plain("%s", reason);
	print_usage(stderr);
	exit(EXIT_USAGE);
}

/* The options in getopt's two forms, which end with a zero; long ones without a letter are NO_LETTER and their index. */
static void
getopt_forms(const struct list *l, struct option lng[MAX_OPTS + 1], char sht[2 * MAX_OPTS + 1])
{
	memset(lng, 0, (MAX_OPTS + 1) * sizeof *lng);
	for (int i = 0; i < l->n; i++) {
		const struct opt *o = l->v[i].opt;

		lng[i].name = o->name;
		lng[i].has_arg = o->arg ? required_argument : no_argument;
		lng[i].val = o->key ? o->key : NO_LETTER + i;
		if (o->key) {
			*sht++ = (char)o->key;
			if (o->arg)
				*sht++ = ':';
		}
	}
	*sht = '\0';
}

static void
set_common(const struct list *l, int key)
{
	switch (key) {
	case 'h':
		print_help(l);
	case 'V':
		printf("%s %s\n", command->name, HWR_VERSION);
		exit(close_stdout() ? EXIT_FAILED : EXIT_OK);
	case 'q':
		verbosity = -1;
		break;
	case 'v':
		verbosity = verbosity < 0 ? 1 : verbosity + 1;
		break;
	}
}

static void
put_int(char *field, int value)
{
	memcpy(field, &value, sizeof value);
}

/* Bring the argument of option o to the field of to that is its own. */
static void
set_field(const struct opt *o, const char *option, const char *arg, void *to)
{
	char *field = (char *)to + o->at;
	int64_t whole;
	double real;

	switch (o->kind) {
	case OPT_IS_CALL:
		o->call(field, option, arg);
		break;
	case OPT_IS_TEXT:
		memcpy(field, &arg, sizeof arg);
		break;
	case OPT_IS_WORD:
		memcpy(field, &o->words[arg_choice(option, arg, o->words)], sizeof arg);
		break;
	case OPT_IS_INT64:
		whole = arg_int(option, arg, o->least, o->most);
		memcpy(field, &whole, sizeof whole);
		break;
	case OPT_IS_REAL:
		real = arg_real(option, arg, o->lo, o->hi);
		memcpy(field, &real, sizeof real);
		break;
	case OPT_IS_CHOICE:
		put_int(field, arg_choice(option, arg, o->words));
		break;
	case OPT_IS_INT:
		put_int(field, (int)arg_int(option, arg, o->least, o->most));
		break;
	case OPT_IS_SET:
		put_int(field, (int)o->least);
		break;
	}
}

static void
set_option(struct list *l, int key, const char *arg)
{
	struct row *r = l->v;
	char option[64];

	if (key >= NO_LETTER)
		r += key - NO_LETTER;
	else
		while (r->opt->key != key)
			r++;
	if (!r->table) {
		set_common(l, key);
		return;
	}
	r->arg = arg;
	snprintf(option, sizeof option, "--%s", r->opt->name);
	set_field(r->opt, option, arg,
	          r->table->current && r->opt->kind != OPT_IS_CALL ? r->table->current(r->table->to) : r->table->to);
}

/* Claim what the options write; the operands are not among it. */
static void
claim_outputs(const struct list *l, int operands, char *const *operand)
{
	char why[CLAIM_WHY], option[64];
	const struct row *wrong = NULL;
	const char *other;

	for (int i = 0; i < l->n && !wrong; i++) {
		const struct row *r = &l->v[i];

		snprintf(option, sizeof option, "--%s", r->opt->name);
		if (r->opt->writes != FILE_NONE && r->arg && claim_output(option, r->arg, r->opt->writes, why) != 0)
			wrong = r;
	}
	for (int i = 0; i < operands; i++)
		if ((other = claim_of(operand[i], -1)) != NULL)
			opts_usage_error("%s: an input, and %s would write it", operand[i], other);
	if (wrong)
		opts_usage_error("--%s: %s: %s", wrong->opt->name, wrong->arg, why);
}

int
opts_parse(const struct command *cmd, const struct opts *tables, int argc, char *argv[])
{
	struct option lng[MAX_OPTS + 1];
	char sht[2 * MAX_OPTS + 1];
	struct list l = {.n = 0};
	int key;

	io_hold();
	command = cmd;
	for (; tables->rows; tables++)
		add(&l, tables->rows, tables);
	add(&l, common_opts, NULL);
	getopt_forms(&l, lng, sht);
	setprog(argv[0]);
	argv[0] = (char *)getprog();	/* getopt's own messages */
	if (argc == 2 && strcmp(argv[1], "--options-as-tsv") == 0)
		print_rows(&l);
	while ((key = getopt_long(argc, argv, sht, lng, NULL)) != -1) {
		if (key == '?') {
			print_usage(stderr);
			exit(EXIT_USAGE);
		}
		set_option(&l, key, optarg);
	}
	claim_outputs(&l, argc - optind, argv + optind);
	return optind;
}

void
opts_threads(void *unused, const char *option, const char *arg)
{
	(void)unused;
	threads_set(option, arg);
}
