#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "read/inputs.h"

/* Takes name over. */
static void
push(struct inputs *in, char *name)
{
	if (in->n == in->room)
		in->name = mem_resize(in->name, in->room = 2 * in->room + 64, sizeof *in->name);
	in->name[in->n++] = name;
}

/* Endings of what is read, and of pictures that somebody may think are read. */
static const char *const endings[] = {".png", ".pgm", ".pbm", ".ppm", ".pnm", ".pam"};
static const char *const foreign[] = {
	".avif", ".bmp", ".gif", ".gz", ".heic", ".heif", ".jp2", ".jpeg", ".jpg", ".jxl", ".pdf", ".ps", ".tif", ".tiff", ".webp",
};
enum { ENDINGS = sizeof endings / sizeof *endings, FOREIGN = sizeof foreign / sizeof *foreign };

struct left_out {		/* of a folder; names that begin with a dot do not count */
	size_t foreign[FOREIGN];	/* files by ending */
	size_t others, folders;
};

/* Which of n endings name has, -1 if none. */
static int
ending_of(const char *name, const char *const list[], int n)
{
	const char *dot = strrchr(name, '.');

	for (int i = 0; dot && dot > name && name[0] != '.' && i < n; i++)
		if (strcasecmp(dot, list[i]) == 0)
			return i;
	return -1;
}

static void
count_out(struct left_out *out, const char *name)
{
	const int kind = ending_of(name, foreign, FOREIGN);

	if (kind >= 0)
		out->foreign[kind]++;
	else if (name[0] != '.')
		out->others++;
}

/* Say what of the folder was left out and why: as an error where nothing was read, else as a warning, or at -v, as it may matter. */
static void
tell_left_out(const char *folder, const struct left_out *out, size_t found)
{
	struct buf b = BUF_EMPTY;
	size_t pictures = 0;

	for (int i = 0; i < FOREIGN; i++) {
		if (out->foreign[i] > 0)
			buf_printf(&b, "%s%zu %s", b.len > 0 ? ", " : "", out->foreign[i], foreign[i]);
		pictures += out->foreign[i];
	}
	if (pictures > 0)
		buf_printf(&b, " (name one to be told how it is read)");
	if (out->others > 0)
		buf_printf(&b, "%s%zu other file%s", b.len > 0 ? ", " : "", out->others, out->others > 1 ? "s" : "");
	if (out->folders > 0)
		buf_printf(&b, "%s%zu folder%s (-r reads them)", b.len > 0 ? ", " : "", out->folders, out->folders > 1 ? "s" : "");
	if (found == 0)
		error_at(folder, "no pictures in this folder%s%s", b.len > 0 ? "; left out: " : "", buf_text(&b));
	else if (pictures + out->folders > 0)
		warn_at(folder, "left out: %s", buf_text(&b));
	else if (b.len > 0)
		info_at(1, folder, "left out: %s", buf_text(&b));
	buf_free(&b);
}

/* folder/name, new, with one slash between them. */
static char *
join(const char *folder, const char *name)
{
	size_t n = strlen(folder), m = strlen(name);
	char *path = mem_alloc(n + m + 2, 1);

	memcpy(path, folder, n);
	if (n > 0 && folder[n - 1] != '/')
		path[n++] = '/';
	memcpy(path + n, name, m + 1);
	return path;
}

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The pictures of one folder to found, its folders to more, what is neither to out.  Returns 0, or 1 after a message. */
static int
list_folder(const char *folder, struct inputs *found, struct inputs *more, struct left_out *out)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	struct stat st;
	int bad = 0;

	if (!dir) {
		error_at(folder, "%s", strerror(errno));
		return 1;
	}
	while (errno = 0, (entry = readdir(dir)) != NULL) {
		char *path;

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		path = join(folder, entry->d_name);
		if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
			push(more, path);
		} else if (ending_of(entry->d_name, endings, ENDINGS) >= 0) {
			push(found, path);
		} else {
			count_out(out, entry->d_name);
			free(path);
		}
	}
	if (errno) {
		error_at(folder, "%s", strerror(errno));
		bad = 1;
	}
	closedir(dir);
	return bad;
}

/* Folders wait in a list, not on the stack, however deep they are. */
static int
add_folder(struct inputs *in, const char *folder, int recursive)
{
	struct inputs found = INPUTS_EMPTY, more = INPUTS_EMPTY;
	struct left_out out = {.others = 0};
	size_t i;
	int failed = 0;

	push(&more, mem_text(folder));
	for (i = 0; i < more.n && (i == 0 || recursive); i++)
		failed |= list_folder(more.name[i], &found, &more, &out);
	if (found.n > 0)
		qsort(found.name, found.n, sizeof *found.name, by_bytes);
	for (; i < more.n; i++)
		out.folders += strrchr(more.name[i], '/')[1] != '.';
	if (!failed)
		tell_left_out(folder, &out, found.n);
	failed |= found.n == 0;
	for (i = 0; i < found.n; i++)
		push(in, found.name[i]);
	free(found.name);
	inputs_free(&more);
	return failed;
}

int
inputs_add(struct inputs *in, const char *operand, int recursive)
{
	struct stat st;

	if (strcmp(operand, "-") != 0 && stat(operand, &st) == 0 && S_ISDIR(st.st_mode)) {
		in->rows = 1;
		return add_folder(in, operand, recursive);
	}
	push(in, mem_text(operand));
	return 0;
}

int
inputs_add_names(struct inputs *in, struct names *list, size_t most, int recursive, int *failed)
{
	const char *name;
	int got;

	in->rows = 1;
	while (in->n < most && (got = names_next(list, in->n == 0, &name)) != NAMES_LATER) {
		if (got == NAMES_END)
			return 0;
		*failed |= inputs_add(in, name, recursive);
	}
	return 1;
}

void
inputs_clear(struct inputs *in)
{
	for (size_t i = 0; i < in->n; i++)
		free(in->name[i]);
	in->n = 0;
}

void
inputs_free(struct inputs *in)
{
	inputs_clear(in);
	free(in->name);
	memset(in, 0, sizeof *in);
}
