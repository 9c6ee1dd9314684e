#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/claim.h"
#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"

int
io_each(int argc, char *argv[], int first,
        int (*fn)(FILE *, const char *, void *), void *ctx)
{
	static char dash[] = "-";
	char *only[] = {dash};
	char **operands = argv + first;
	int n = argc - first, failed = 0, i;

	if (n == 0) {
		if (isatty(0))
			bad_usage("no file named and <stdin> is a terminal; see --help");
		operands = only;
		n = 1;
	}
	for (i = 0; i < n; i++) {
		const char *name = operands[i];
		FILE *in = in_open(&name);

		failed |= !in || fn(in, name, ctx) != 0;
		in_close(in);
	}
	return failed;
}

/* Whether the command writes the file path (NULL: stdin), which is then said under name. */
static int
is_written(const char *path, const char *name)
{
	const char *option = claim_of(path, 0);

	if (option)
		error_at(name, "an input, and %s would write it", option);
	return option != NULL;
}

FILE *
in_file(const char *path)
{
	FILE *in;

	if (is_written(path, path))
		return NULL;
	in = fopen(path, "rb");
	if (!in)
		error_at(path, "%s", strerror(errno));
	return in;
}

FILE *
in_open(const char **name)
{
	if (strcmp(*name, "-") != 0)
		return in_file(*name);
	*name = "<stdin>";
	return is_written(NULL, *name) ? NULL : stdin;
}

void
in_close(FILE *in)
{
	if (in && in != stdin)
		fclose(in);
}

ssize_t
in_line(char **line, size_t *room, int sep, FILE *in, const char *name)
{
	ssize_t n;

	errno = 0;
	n = getdelim(line, room, sep, in);
	if (n > 0)
		return n;
	if (!ferror(in) && feof(in))
		return 0;
	error_at(name, "%s", errno ? strerror(errno) : "read error");
	return -1;
}

void
io_hold(void)
{
	/* each the wrong way round, but for stderr: nobody could be told */
	static const int ways[] = {O_WRONLY, O_RDONLY, O_WRONLY};

	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF && open("/dev/null", ways[fd]) != fd)
			_exit(EXIT_FAILED);
}

void
io_refuse_terminal(FILE *f, const char *what)
{
	if (isatty(fileno(f)))
		bad_usage("%s would go to the terminal; use a pipe or -o FILE", what);
}
