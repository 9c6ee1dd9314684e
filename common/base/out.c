#define _GNU_SOURCE		/* O_TMPFILE */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/out_place.h"
#include "base/stream.h"

/* 1 when st is the regular file that stdout is. */
static int
is_stdout(const struct stat *st)
{
	struct stat out;

	return fstat(1, &out) == 0 && S_ISREG(out.st_mode) && out.st_dev == st->st_dev && out.st_ino == st->st_ino;
}

static int
open_straight(struct out *o, const char *path)
{
	if (!(o->f = fopen(path, "wb"))) {
		error_at(path, "%s", strerror(errno));
		return -1;
	}
	o->path = mem_text(path);
	return 0;
}

int
out_open(struct out *o, const char *path)
{
	struct stat st;
	int fd = -1, there;

	memset(o, 0, sizeof *o);
	there = path && stat(path, &st) == 0;
	if (!path || strcmp(path, "-") == 0 || (there && is_stdout(&st))) {
		o->f = stdout;
		return 0;
	}
	if (there && !S_ISREG(st.st_mode))
		return open_straight(o, path);
	if ((o->target = place_of(path)) != NULL)
		fd = place_open(o->target, there ? 0600 : 0666, &o->tmp);
	if (fd >= 0 && (!there || fchmod(fd, st.st_mode & 0777) == 0 || errno == EPERM))
		o->f = fdopen(fd, "wb");
	if (!o->f) {
		error_at(path, "%s", strerror(errno));
		if (fd >= 0)
			close(fd);
		place_forget(o->tmp, 1);
		free(o->target);
		memset(o, 0, sizeof *o);
		return -1;
	}
	o->path = mem_text(path);
	return 0;
}

/* Take the name of the target, or, of what is not whole, one beside it.  Returns 0, or an errno. */
static int
take_name(struct out *o, enum out_how how)
{
	struct buf beside = BUF_EMPTY;
	int why;

	if (how == OUT_WHOLE)
		return rename(o->tmp, o->target) == 0 ? 0 : errno;
	why = place_link(o->tmp, o->target);
	if (how == OUT_NEW || why != EEXIST)
		return why;
	buf_printf(&beside, "%s.incomplete", o->target);
	why = rename(o->tmp, beside.data) == 0 ? 0 : errno;
	if (!why)
		error_at(o->path, "stays as it was, for not all could be read; what could is in %s", beside.data);
	buf_free(&beside);
	return why;
}

/* Flush to the disk and take a name.  Returns 0, or an errno. */
static int
commit(struct out *o, enum out_how how)
{
	int why = stream_finish(o->f), bad;

	if (!why && o->target && fsync(fileno(o->f)) != 0)
		why = errno;
	if (!why && o->target && !o->tmp)
		why = place_name(o->target, fileno(o->f), &o->tmp);
	bad = stream_close(o->f);
	why = why ? why : bad;
	if (!why && o->target)
		why = take_name(o, how);
	if (!why && o->target)
		why = place_sync(o->target);
	return why;
}

int
out_close_held(struct out *o, enum out_how how, int *held)
{
	int why = 0;

	*held = -1;
	if (!o->f)
		return 0;
	if (!o->path) {
		o->f = NULL;
		return stream_broken(stdout);
	}
	if (how != OUT_DROP) {
		*held = dup(fileno(o->f));	/* its lock is that of the file, which must last until it has its name */
		why = commit(o, how);
	} else {
		fclose(o->f);
	}
	if (why)
		error_at(o->path, "%s", strerror(why));
	if (*held >= 0 && why) {
		close(*held);
		*held = -1;
	}
	place_forget(o->tmp, why || how == OUT_DROP);
	free(o->target);
	free(o->path);
	memset(o, 0, sizeof *o);
	return why != 0;
}

int
out_close(struct out *o, enum out_how how)
{
	int held, bad = out_close_held(o, how, &held);

	if (held >= 0)
		close(held);
	return bad;
}

int
out_finish(struct out *o, int failed)
{
	return out_close(o, failed ? OUT_PART : OUT_WHOLE) || failed;
}

int
out_lock(const char *path)
{
	int fd = open(path, O_RDWR | O_CLOEXEC), why;

	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	why = errno;
	if (fd >= 0)
		close(fd);
	errno = why;
	return -1;
}
