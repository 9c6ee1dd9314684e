#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/share.h"

/* The folder above that of the running program, without a slash at its end.  Returns 0, or -1 when it is not known. */
static int
above_program(char *exe, size_t room)
{
	static const char *const links[] = {"/proc/self/exe", "/proc/curproc/exe", "/proc/curproc/file"};	/* Linux, NetBSD, FreeBSD */
	ssize_t n = -1;

	for (size_t i = 0; i < sizeof links / sizeof *links && n <= 0; i++)
		n = readlink(links[i], exe, room - 1);
	exe[n > 0 ? n : 0] = '\0';
	for (int up = 0; up < 2; up++) {
		char *slash = strrchr(exe, '/');

		if (!slash)
			return -1;
		*slash = '\0';
	}
	return 0;
}

int
share_places(char *place[SHARE_PLACES])
{
	char top[4096];
	const int known = above_program(top, sizeof top) == 0;
	struct buf b = BUF_EMPTY;
	int n = 0;

	if (known) {
		buf_printf(&b, "%s/share/hwr", top);
		place[n++] = mem_text(buf_text(&b));
	}
	if (!known || strcmp(buf_text(&b), HWR_SHARE) != 0)
		place[n++] = mem_text(HWR_SHARE);
	if (known) {
		buf_clear(&b);
		buf_printf(&b, "%s/models", top);
		place[n++] = mem_text(buf_text(&b));
	}
	buf_free(&b);
	return n;
}

/* The file called name with ending in one of the places, new; NULL when there is none. */
static char *
find(const char *name, const char *ending)
{
	char *place[SHARE_PLACES], *found = NULL;
	const int n = share_places(place);

	for (int i = 0; i < n; i++) {
		struct buf b = BUF_EMPTY;

		buf_printf(&b, "%s/%s%s", place[i], name, ending);
		if (!found && access(buf_text(&b), F_OK) == 0)
			found = mem_text(buf_text(&b));
		buf_free(&b);
		free(place[i]);
	}
	return found;
}

char *
share_file(const char *name)
{
	return find(name, "");
}

/* The places, as a person lists them. */
static void
put_places(struct buf *b)
{
	char *place[SHARE_PLACES];
	const int n = share_places(place);

	for (int i = 0; i < n; i++) {
		buf_printf(b, "%s%s", i == 0 ? "" : i < n - 1 ? ", " : " and ", place[i]);
		free(place[i]);
	}
}

char *
share_needed(const char *name)
{
	struct buf b = BUF_EMPTY;
	char *path = share_file(name);

	if (path)
		return path;
	put_places(&b);
	error_at(name, "not found; looked in %s; another model is named with -m or by HWR_MODEL", buf_text(&b));
	buf_free(&b);
	return NULL;
}

/* What was called name is neither a file nor a model that came with the programs. */
static void
tell_places(const char *name, int error)
{
	struct buf b = BUF_EMPTY;

	put_places(&b);
	error_at(name, "%s, nor is it in %s; hwr-recognize --list-models tells what there is", strerror(error), buf_text(&b));
	buf_free(&b);
}

FILE *
share_open(const char *name, const char *ending, char **path)
{
	const int bare = *name && !strchr(name, '/');
	struct stat st;
	FILE *f = NULL;

	*path = NULL;
	if (bare && (stat(name, &st) != 0 || S_ISDIR(st.st_mode)) && !(*path = find(name, "")))
		*path = find(name, ending);
	if (!*path)
		*path = mem_text(name);
	if (bare && stat(*path, &st) != 0 && errno == ENOENT)
		tell_places(name, errno);
	else
		f = in_file(*path);
	if (!f) {
		free(*path);
		*path = NULL;
	}
	return f;
}
