#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/tap.h"

static int claims, failures;

void
tap_ok(int pass, const char *fmt, ...)
{
	va_list ap;

	printf("%sok %d - ", pass ? "" : "not ", ++claims);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
	failures += !pass;
	fflush(stdout);	/* what held before a crash is still told */
}

void
tap_skip(const char *fmt, ...)
{
	va_list ap;

	printf("ok %d # SKIP ", ++claims);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
	fflush(stdout);
}

/* All that comes from fd until its end, as far as it fits. */
static void
collect(int fd, char *said, size_t size)
{
	char part[512];
	size_t len = 0;
	ssize_t n;

	while ((n = read(fd, part, sizeof part)) > 0) {
		size_t fits = (size_t)n < size - 1 - len ? (size_t)n : size - 1 - len;

		memcpy(said + len, part, fits);
		len += fits;
	}
	said[len] = '\0';
}

int
tap_child(void (*fn)(void *), void *ctx, char *said, size_t size)
{
	int fd[2], status;
	pid_t pid;

	fflush(NULL);
	if (pipe(fd) != 0 || (pid = fork()) < 0)
		die("cannot start a child: %s", strerror(errno));
	if (pid == 0) {
		dup2(fd[1], 1);
		dup2(fd[1], 2);
		close(fd[0]);
		close(fd[1]);
		fn(ctx);
		fflush(NULL);
		_exit(0);
	}
	close(fd[1]);
	collect(fd[0], said, size);
	close(fd[0]);
	if (waitpid(pid, &status, 0) != pid)
		die("cannot wait for a child: %s", strerror(errno));
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void
tap_hush(int on)
{
	static int was = -1;
	int nowhere;

	fflush(stderr);
	if (on && was < 0) {
		was = dup(2);
		nowhere = open("/dev/null", O_WRONLY);
		if (was < 0 || nowhere < 0 || dup2(nowhere, 2) < 0)
			die("cannot turn stderr away: %s", strerror(errno));
		close(nowhere);
	} else if (!on && was >= 0) {
		dup2(was, 2);
		close(was);
		was = -1;
	}
}

int
tap_done(void)
{
	printf("1..%d\n", claims);
	return failures != 0;
}
