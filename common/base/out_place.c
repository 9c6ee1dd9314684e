#define _GNU_SOURCE		/* O_TMPFILE */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/interrupt.h"
#include "base/mem.h"
#include "base/out_place.h"

enum { MAX_OPEN = 8, MAX_LINKS = 40, TRIES = 100 };

#define PREFIX ".hwr-"

/* Names to remove when the program ends; a free slot is NULL. */
static char *volatile pending[MAX_OPEN];

/* Safe in a handler. */
static void
remove_pending(void)
{
	for (int i = 0; i < MAX_OPEN; i++) {
		const char *tmp = pending[i];

		if (tmp)
			unlink(tmp);
	}
}

static void
remember(char *tmp)
{
	static int installed;

	if (!installed) {
		interrupt_clean(remove_pending);
		atexit(remove_pending);
		installed = 1;
	}
	for (int i = 0; i < MAX_OPEN; i++)
		if (!pending[i]) {
			pending[i] = tmp;
			return;
		}
	die("more than %d outputs at a time", MAX_OPEN);
}

void
place_forget(char *tmp, int remove)
{
	if (!tmp)
		return;
	if (remove)
		unlink(tmp);
	for (int i = 0; i < MAX_OPEN; i++)
		if (pending[i] == tmp)
			pending[i] = NULL;
	free(tmp);
}

char *
place_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = mem_text(slash ? path : ".");

	if (slash)
		folder[slash == path ? 1 : slash - path] = '\0';
	return folder;
}

/* What the link path names, new; NULL with errno, EINVAL where it is no link. */
static char *
link_of(const char *path)
{
	char text[4096];
	const ssize_t n = readlink(path, text, sizeof text - 1);
	const char *slash = strrchr(path, '/');
	struct buf b = BUF_EMPTY;

	if (n < 0)
		return NULL;
	text[n] = '\0';
	if (text[0] != '/' && slash)
		buf_add(&b, path, (size_t)(slash - path) + 1);
	buf_str(&b, text);
	return b.data;
}

char *
place_of(const char *path)
{
	char *at = mem_text(path), *next;

	for (int i = 0; i < MAX_LINKS; i++) {
		if (!(next = link_of(at)))
			return at;
		free(at);
		at = next;
	}
	free(at);
	errno = ELOOP;
	return NULL;
}

/* The n-th name of ours in the folder of target, new. */
static char *
nth_name(const char *target, int n)
{
	char *folder = place_folder(target);
	struct buf b = BUF_EMPTY;

	buf_printf(&b, "%s/" PREFIX "%ld-%d", folder, (long)getpid(), n);
	free(folder);
	return b.data;
}

/* Lock the new file fd of the name tmp.  Returns 0, or -1 when somebody is clearing it away. */
static int
lock_new(int fd)
{
	struct stat st;

	if (flock(fd, LOCK_EX | LOCK_NB) != 0)
		return errno == EWOULDBLOCK ? -1 : 0;
	return fstat(fd, &st) == 0 && st.st_nlink == 0 ? -1 : 0;
}

static int
open_named(const char *target, mode_t mode, char **tmp)
{
	for (int n = 0; n < TRIES; n++) {
		char *name = nth_name(target, n);
		int fd;

		remember(name);		/* first, so that no signal comes between */
		fd = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		if (fd >= 0 && lock_new(fd) == 0) {
			*tmp = name;
			return fd;
		}
		place_forget(name, 0);
		if (fd >= 0)
			close(fd);
		else if (errno != EEXIST)
			return -1;
	}
	return -1;
}

#ifdef O_TMPFILE
/* The name that the nameless file fd has where the system shows what programs have open. */
static void
shown(int fd, char path[64])
{
	snprintf(path, 64, "/proc/self/fd/%d", fd);
}

static int
open_nameless(const char *folder, mode_t mode)
{
	const int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, mode);
	char path[64];

	if (fd < 0)
		return -1;
	shown(fd, path);
	if (access(path, F_OK) != 0) {	/* it could never get a name */
		close(fd);
		return -1;
	}
	flock(fd, LOCK_EX | LOCK_NB);
	return fd;
}

int
place_name(const char *target, int fd, char **tmp)
{
	char path[64];
	int why = EEXIST;

	shown(fd, path);
	for (int n = 0; n < TRIES && why == EEXIST; n++) {
		char *name = nth_name(target, n);

		remember(name);
		if (linkat(AT_FDCWD, path, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0) {
			*tmp = name;
			return 0;
		}
		why = errno;
		place_forget(name, 0);
	}
	return why;
}
#else
static int
open_nameless(const char *folder, mode_t mode)
{
	(void)folder;
	(void)mode;
	return -1;
}

int
place_name(const char *target, int fd, char **tmp)
{
	(void)target;
	(void)fd;
	(void)tmp;
	return ENOTSUP;
}
#endif

/* 1 when name is one of nth_name, and no file of ours that is open. */
static int
may_be_dead(const char *name)
{
	char *rest;
	long pid;

	if (strncmp(name, PREFIX, sizeof PREFIX - 1) != 0)
		return 0;
	pid = strtol(name + sizeof PREFIX - 1, &rest, 10);
	return pid > 0 && pid != (long)getpid() && *rest == '-' && rest[1 + strspn(rest + 1, "0123456789")] == '\0';
}

/* Remove the file name of a folder if it is ours and nobody has locked it. */
static void
clear_dead(int folder, const char *name)
{
	const int fd = openat(folder, name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;

	if (fd < 0)
		return;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == geteuid() && flock(fd, LOCK_EX | LOCK_NB) == 0)
		unlinkat(folder, name, 0);
	close(fd);
}

/* Clear a folder of what dead programs left, unless it was the last one that was cleared. */
static void
clear_folder(const char *folder)
{
	static dev_t dev;
	static ino_t ino;
	const struct dirent *entry;
	struct stat st;
	DIR *dir;

	if (stat(folder, &st) != 0 || (st.st_dev == dev && st.st_ino == ino) || !(dir = opendir(folder)))
		return;
	dev = st.st_dev;
	ino = st.st_ino;
	while ((entry = readdir(dir)) != NULL)
		if (may_be_dead(entry->d_name))
			clear_dead(dirfd(dir), entry->d_name);
	closedir(dir);
}

int
place_open(const char *target, mode_t mode, char **tmp)
{
	char *folder = place_folder(target);
	int fd;

	*tmp = NULL;
	clear_folder(folder);
	if ((fd = open_nameless(folder, mode)) < 0)
		fd = open_named(target, mode, tmp);
	free(folder);
	return fd;
}

int
place_link(const char *tmp, const char *target)
{
	if (link(tmp, target) == 0)
		return unlink(tmp) == 0 ? 0 : errno;
	if (errno == EEXIST || access(target, F_OK) == 0)
		return EEXIST;
	return rename(tmp, target) == 0 ? 0 : errno;	/* a file system without hard links */
}

int
place_sync(const char *target)
{
	char *folder = place_folder(target);
	const int fd = open(folder, O_RDONLY | O_CLOEXEC);
	int why = fd < 0 ? errno : 0;

	free(folder);
	if (fd < 0)
		return why == EACCES ? 0 : why;	/* it may be written and not read */
	if (fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP && errno != EBADF)
		why = errno;
	close(fd);
	return why;
}
