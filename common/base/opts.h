/*
 * opts.h - tables of options: what is parsed, what --help says, what shells complete.
 *
 * A row says what an option is called, what its argument is called, and where
 * its value goes: into a field of a struct, or to a function.  Who has options
 * owns a table of such rows; a program names the tables it has, each with the
 * struct that its values go to.  So reader_opts (read/reader.h) is the same for
 * all programs that read.
 *
 * Every program has, without naming them:
 * -h --help, -V --version, -q --quiet, -v --verbose.
 */
#ifndef HWR_OPTS_H
#define HWR_OPTS_H

#include <stddef.h>
#include <stdint.h>

#include "base/claim.h"
#include "base/err.h"

enum opt_kind {
	OPT_IS_CALL,		/* call has it */
	OPT_IS_TEXT,		/* const char *: the argument as it is */
	OPT_IS_WORD,		/* const char *: the one of words that it is */
	OPT_IS_CHOICE,		/* int or enum: which of words it is, from 0 on */
	OPT_IS_INT,		/* int, within least .. most */
	OPT_IS_INT64,		/* int64_t or uint64_t, the same */
	OPT_IS_REAL,		/* double, within lo .. hi */
	OPT_IS_SET,		/* int or enum: least; there is no argument */
};

struct opt {
	int key;		/* the short letter; 0: none */
	const char *name;	/* the long name, without its dashes */
	const char *arg;	/* what the argument is called, "FILE"; NULL: there is none */
	const char *help;	/* one line, lower case, without a full stop */
	enum opt_kind kind;	/* from here to call: by one of the macros below */
	size_t at;		/* bytes from the start of the struct */
	int64_t least, most;
	double lo, hi;
	const char *const *words;	/* ends with NULL; of OPT_IS_TEXT and OPT_IS_CALL: what shells offer, files aside */
	void (*call)(void *to, const char *option, const char *arg);	/* option: "--name", for messages */
	enum file_kind writes;	/* not FILE_NONE: the argument is a file that is written, as base/claim.h has it */
	const char *after;	/* --help has it, and the rows behind it, after the option of this name, of a table before; "": first of all; NULL: in turn */
};

/*
 * Where the value goes: field f of the struct type T, whose own type is looked
 * at by the compiler.  lo and hi are the least and the most that is taken.
 */
#define OPT_AT(T, f, type) _Generic(((T *)0)->f, type: offsetof(T, f))
#define OPT_AT_INT(T, f) _Generic(((T *)0)->f, int: offsetof(T, f), unsigned: offsetof(T, f))	/* an enum is one of them */
#define OPT_TEXT(T, f) .kind = OPT_IS_TEXT, .at = OPT_AT(T, f, const char *)
#define OPT_WORD(T, f, list) .kind = OPT_IS_WORD, .at = OPT_AT(T, f, const char *), .words = (list)
#define OPT_CHOICE(T, f, list) .kind = OPT_IS_CHOICE, .at = OPT_AT_INT(T, f), .words = (list)
#define OPT_INT(T, f, from, to) .kind = OPT_IS_INT, .at = OPT_AT(T, f, int), .least = (from), .most = (to)
#define OPT_INT64(T, f, from, to) .kind = OPT_IS_INT64, .least = (from), .most = (to), \
	.at = _Generic(((T *)0)->f, int64_t: offsetof(T, f), uint64_t: offsetof(T, f))
#define OPT_REAL(T, f, from, to) .kind = OPT_IS_REAL, .at = OPT_AT(T, f, double), .lo = (from), .hi = (to)
#define OPT_SET(T, f, value) .kind = OPT_IS_SET, .at = OPT_AT_INT(T, f), .least = (value)

/* fn gets the struct, or the address of its field f.  It says what is wrong, and exits 2. */
#define OPT_CALL(fn) .kind = OPT_IS_CALL, .call = (fn)
#define OPT_CALL_AT(T, f, fn) .kind = OPT_IS_CALL, .at = offsetof(T, f), .call = (fn)

struct opts {			/* a table, and where its values go */
	const struct opt *rows;	/* ends with {0} */
	void *to;
	void *(*current)(void *to);	/* the struct that fields are of, where to is a list of them (functions get to); NULL: to itself */
};

struct command {
	const char *name;	/* "hwr-trim" */
	const char *synopsis;	/* what follows the name in SYNOPSIS: "[-qv] [-o FILE] [file ...]" */
	const char *purpose;	/* one line: "crop every image of a stream to its ink" */
};

/*
 * opts_parse - take all options of argv, in their order.
 *
 * tables ends with one whose rows are NULL.  A name is in no more than one of
 * them.  -h, -V, -q and -v are dealt with here; a wrong option or argument is
 * said and exits 2, as is a file to write that another option writes, that an
 * operand names, or that is of another kind.  Returns the index of the first operand.
 *
 * For what makes completions of shells, --options-as-tsv as the only argument
 * writes a row an option: letter, name, argument, words, help, "-" for none.
 */
int opts_parse(const struct command *cmd, const struct opts *tables, int argc, char *argv[]);

/* opts_threads - call of the option --threads: from here on work with so many threads. */
void opts_threads(void *unused, const char *option, const char *arg);

/* opts_usage_error - say the reason, and the usage line of the command that was parsed, and exit 2. */
_Noreturn void opts_usage_error(const char *fmt, ...) HWR_PRINTF(1, 2);

#endif
