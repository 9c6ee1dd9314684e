#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/stream.h"
#include "base/visible.h"

enum { MOST = 6000 };	/* bytes of a message */

int verbosity = 0;

static const char *prog = "hwr";

void
setprog(const char *argv0)
{
	const char *slash = argv0 ? strrchr(argv0, '/') : NULL;

	prog = slash ? slash + 1 : argv0 ? argv0 : "hwr";
}

const char *
getprog(void)
{
	return prog;
}

static int status_up;		/* 1: a line of err_status is shown; guarded by the lock of stderr */

/* With stderr locked. */
static void
put_status(const char *line)
{
	if (status_up || *line)
		fprintf(stderr, "\r\033[K%s", line);
	status_up = *line != '\0';
}

void
err_status(const char *line)
{
	flockfile(stderr);
	put_status(line);
	fflush(stderr);
	funlockfile(stderr);
}

static void
say(const char *name, const char *fmt, va_list ap)
{
	char text[MOST], line[MOST];
	size_t n = 0;
	int k;

	k = name ? snprintf(text, sizeof text, "%s: %s: ", prog, name)
	         : snprintf(text, sizeof text, "%s: ", prog);
	if (k > 0)
		n = (size_t)k < sizeof text ? (size_t)k : sizeof text - 1;
	vsnprintf(text + n, sizeof text - n, fmt, ap);
	n = visible_put(text, line, sizeof line - 1);	/* the newline always fits */
	line[n++] = '\n';
	flockfile(stderr);
	put_status("");
	fwrite(line, 1, n, stderr);
	funlockfile(stderr);
}

#define SAY(name, fmt) do { \
	va_list ap; \
	va_start(ap, fmt); \
	say(name, fmt, ap); \
	va_end(ap); \
} while (0)

void
error_at(const char *name, const char *fmt, ...)
{
	SAY(name, fmt);
}

void
error_plain(const char *fmt, ...)
{
	SAY(NULL, fmt);
}

void
warn_at(const char *name, const char *fmt, ...)
{
	if (verbosity >= 0)
		SAY(name, fmt);
}

void
info_at(int level, const char *name, const char *fmt, ...)
{
	if (verbosity >= level)
		SAY(name, fmt);
}

void
die(const char *fmt, ...)
{
	SAY(NULL, fmt);
	exit(EXIT_FAILED);
}

void
bad_usage(const char *fmt, ...)
{
	SAY(NULL, fmt);
	exit(EXIT_USAGE);
}

int
close_stdout(void)
{
	const int why = stream_close(stdout);

	if (why && why != EPIPE)	/* the reader has left: nothing to say */
		error_at("<stdout>", "%s", strerror(why));
	return why != 0;
}
