#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

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

static int
is_picture(const char *name)
{
	static const char *const endings[] = {".png", ".pgm", ".pbm", ".ppm", ".pnm", ".pam"};
	size_t len = strlen(name), i;

	for (i = 0; i < sizeof endings / sizeof endings[0]; i++)
		if (len > 4 && name[0] != '.' && strcasecmp(name + len - 4, endings[i]) == 0)
			return 1;
	return 0;
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

/* The pictures of one folder to found, its folders to more.  Returns 0, or 1 after a message. */
static int
list_folder(const char *folder, struct inputs *found, struct inputs *more)
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
		if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
			push(more, path);
		else if (is_picture(entry->d_name))
			push(found, path);
		else
			free(path);
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
	size_t i;
	int failed = 0;

	push(&more, mem_text(folder));
	for (i = 0; i < more.n && (i == 0 || recursive); i++)
		failed |= list_folder(more.name[i], &found, &more);
	if (found.n > 0)
		qsort(found.name, found.n, sizeof *found.name, by_bytes);
	if (found.n == 0 && !failed) {
		error_at(folder, "no pictures in this folder");
		failed = 1;
	}
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
