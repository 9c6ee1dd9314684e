/*
 * opts.h - one table of options per program.
 *
 * The table is the single source of parsing (getopt_long), of --help and of
 * the completion files.  Every program has, without naming them:
 * -h --help, -V --version, -q --quiet, -v --verbose.
 */
#ifndef HWR_OPTS_H
#define HWR_OPTS_H

struct opt {
	int key;		/* what opts_next returns: the short letter, or 256 and up for none */
	const char *name;	/* the long name, without its dashes */
	const char *arg;	/* what the argument is called, "FILE"; NULL for none */
	const char *help;	/* one line, lower case, without a full stop */
};

struct command {
	const char *name;	/* "hwr-trim" */
	const char *synopsis;	/* what follows the name in SYNOPSIS: "[-qv] [-o FILE] [file ...]" */
	const char *purpose;	/* one line: "crop every image of a stream to its ink" */
	const struct opt *opts;	/* ends with {0, NULL, NULL, NULL} */
};

/*
 * opts_next - parse the next option of argv.
 *
 * Sets *arg to the option's argument (NULL for none).  -h, -V, -q and -v are
 * dealt with here; a wrong option is said, with the usage, and exits 2.
 * Returns the option's key, or -1 after the last: operands start at argv[optind].
 */
int opts_next(const struct command *cmd, int argc, char *argv[], const char **arg);

/* opts_name - the long name of the option with this key, which the program has. */
const char *opts_name(const struct command *cmd, int key);

/* opts_usage_error - say the reason and the usage line on stderr, exit 2. */
_Noreturn void opts_usage_error(const struct command *cmd, const char *fmt, ...);

#endif
