#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"

enum { MAX_OPEN = 8 };

/* Temporaries to unlink when a signal ends the program; a free slot is NULL. */
static const char *volatile pending[MAX_OPEN];

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
		int std = strcmp(operands[i], "-") == 0;
		const char *name = std ? "<stdin>" : operands[i];
		FILE *in = std ? stdin : fopen(name, "rb");

		if (!in) {
			error_at(name, "%s", strerror(errno));
			failed = 1;
			continue;
		}
		failed |= fn(in, name, ctx) != 0;
		if (!std)
			fclose(in);
	}
	return failed;
}

/* Only unlink and raise, which are safe in a handler. */
static void
on_signal(int sig)
{
	int i;

	for (i = 0; i < MAX_OPEN; i++)
		if (pending[i])
			unlink(pending[i]);
	signal(sig, SIG_DFL);
	raise(sig);
}

static void
remember(const char *tmp)
{
	static const int sigs[] = {SIGHUP, SIGINT, SIGTERM, SIGPIPE};
	static int installed;
	struct sigaction sa, old;
	size_t i;

	if (!installed) {
		memset(&sa, 0, sizeof sa);
		sa.sa_handler = on_signal;
		sigemptyset(&sa.sa_mask);
		for (i = 0; i < sizeof sigs / sizeof *sigs; i++)
			if (sigaction(sigs[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
				sigaction(sigs[i], &sa, NULL);
		installed = 1;
	}
	for (i = 0; i < MAX_OPEN; i++)
		if (!pending[i]) {
			pending[i] = tmp;
			return;
		}
	die("more than %d outputs at a time", MAX_OPEN);
}

static void
forget(const char *tmp)
{
	int i;

	for (i = 0; i < MAX_OPEN; i++)
		if (pending[i] == tmp)
			pending[i] = NULL;
}

/* The permissions a new file would get from open(2). */
static mode_t
default_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

int
out_open(struct out *o, const char *path)
{
	struct stat st;
	size_t n;
	int fd, there;

	memset(o, 0, sizeof *o);
	if (!path || strcmp(path, "-") == 0) {
		o->f = stdout;
		return 0;
	}
	there = stat(path, &st) == 0;
	if (there && !S_ISREG(st.st_mode)) {
		if (!(o->f = fopen(path, "wb"))) {
			error_at(path, "%s", strerror(errno));
			return -1;
		}
		o->path = mem_text(path);
		return 0;
	}
	n = strlen(path) + sizeof ".XXXXXX";
	o->tmp = mem_alloc(n, 1);
	snprintf(o->tmp, n, "%s.XXXXXX", path);
	if ((fd = mkstemp(o->tmp)) < 0) {
		error_at(path, "%s", strerror(errno));
		free(o->tmp);
		o->tmp = NULL;
		return -1;
	}
	remember(o->tmp);
	fchmod(fd, there ? st.st_mode & 0777 : default_mode());
	o->f = fdopen(fd, "wb");
	if (!o->f)
		die("%s: %s", path, strerror(errno));
	o->path = mem_text(path);
	return 0;
}

/* Flush to the disk and take the target's name.  Returns 0, or an errno. */
static int
commit(struct out *o)
{
	int bad = ferror(o->f) ? EIO : 0;

	errno = 0;
	if (fflush(o->f) != 0 || (o->tmp && fsync(fileno(o->f)) != 0))
		bad = errno ? errno : EIO;
	if (fclose(o->f) != 0 && !bad)
		bad = errno ? errno : EIO;
	if (!bad && o->tmp && rename(o->tmp, o->path) != 0)
		bad = errno;
	return bad;
}

int
out_close(struct out *o, int keep)
{
	int bad = 0;

	if (!o->f)
		return 0;
	if (!o->path) {
		o->f = NULL;
		if (fflush(stdout) == 0)
			return 0;
		if (errno != EPIPE)
			error_at("<stdout>", "%s", strerror(errno));
		return 1;
	}
	if (keep) {
		bad = commit(o);
		if (bad)
			error_at(o->path, "%s", strerror(bad));
	} else {
		fclose(o->f);
	}
	if (o->tmp) {
		if (bad || !keep)
			unlink(o->tmp);
		forget(o->tmp);
	}
	free(o->tmp);
	free(o->path);
	memset(o, 0, sizeof *o);
	return bad != 0;
}

void
io_refuse_terminal(FILE *f, const char *what)
{
	if (isatty(fileno(f)))
		bad_usage("%s would go to the terminal; use a pipe or -o FILE", what);
}

int
io_names(const char *path, int sep, char ***names, size_t *n)
{
	int std = strcmp(path, "-") == 0;
	const char *name = std ? "<stdin>" : path;
	FILE *in = std ? stdin : fopen(path, "rb");
	char *line = NULL, **list = NULL;
	size_t cap = 0, count = 0, room = 0;
	ssize_t len;
	int bad;

	if (!in) {
		error_at(name, "%s", strerror(errno));
		return -1;
	}
	while ((len = getdelim(&line, &cap, sep, in)) > 0) {
		if (line[len - 1] == sep)
			line[--len] = '\0';
		if (len > 0 && sep == '\n' && line[len - 1] == '\r')
			line[--len] = '\0';
		if (len == 0)
			continue;
		if (count + 2 > room)
			list = mem_resize(list, room = 2 * room + 64, sizeof *list);
		list[count++] = mem_text(line);
	}
	free(line);
	if (!list)
		list = mem_alloc(1, sizeof *list);
	list[count] = NULL;
	bad = ferror(in);
	if (bad)
		error_at(name, "%s", strerror(errno));
	if (!std)
		fclose(in);
	if (bad) {
		io_names_free(list);
		return -1;
	}
	*names = list;
	*n = count;
	return 0;
}

void
io_names_free(char **names)
{
	size_t i;

	for (i = 0; names && names[i]; i++)
		free(names[i]);
	free(names);
}
