/*
 * err.h - how every program speaks and ends.
 *
 * A message is one line on stderr, "prog: name: reason", lower case, without a
 * full stop.  Errors are always said; warnings are silenced by -q; decisions
 * are told from -v on.  Each message is one write, so lines of threads never mix.
 * Control characters in it, of names and of what files say, are escaped as
 * base/visible.h has them; what is longer than 6000 bytes is cut.
 */
#ifndef HWR_ERR_H
#define HWR_ERR_H

#if defined(__GNUC__)
#define HWR_PRINTF(a, b) __attribute__((format(printf, a, b)))
#else
#define HWR_PRINTF(a, b)
#endif

/* Statuses: done; an input or an output failed, the rest was done; wrong command line. */
enum { EXIT_OK = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

/* How much is told: -1 after -q, 0 by default, one more for every -v. */
extern int verbosity;

/* setprog - the name in front of messages, from argv[0] without its folders. */
void setprog(const char *argv0);
const char *getprog(void);

/* error_at - an error about the input or output called name; always said. */
void error_at(const char *name, const char *fmt, ...) HWR_PRINTF(2, 3);

/* warn_at - a warning, not said after -q. */
void warn_at(const char *name, const char *fmt, ...) HWR_PRINTF(2, 3);

/* info_at - a decision, said when verbosity is at least level (1 or 2). */
void info_at(int level, const char *name, const char *fmt, ...) HWR_PRINTF(3, 4);

/* die - say "prog: reason" and exit with EXIT_FAILED. */
_Noreturn void die(const char *fmt, ...) HWR_PRINTF(1, 2);

/* error_plain - an error about no input or output: "prog: reason". */
void error_plain(const char *fmt, ...) HWR_PRINTF(1, 2);

/* bad_usage - say "prog: reason" and exit with EXIT_USAGE. */
_Noreturn void bad_usage(const char *fmt, ...) HWR_PRINTF(1, 2);

/*
 * err_status - show line as the last one on stderr, which is a terminal, in place of what was
 * shown before; "" takes it away.  A message takes it away, too, so that they never mix.
 */
void err_status(const char *line);

/*
 * close_stdout - flush and close stdout.  Returns 0, or 1 after saying why it
 * failed (a full disk, a closed pipe).  The last call of every main().
 */
int close_stdout(void);

#endif
