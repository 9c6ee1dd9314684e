#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/stream.h"
#include "train/epoch_log.h"

static const char header[] = "epoch\tloss\ttrain\tvalidation\trate\tseconds\timages_per_s\n";

int
epoch_log_used(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > (off_t)sizeof header - 1;
}

/* Where the rows that stay end: those of epochs up to done that are whole.  -1 with errno when it cannot be read. */
static off_t
rows_end(FILE *f, int done)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t n;
	off_t end = 0;

	while ((n = getline(&line, &room, f)) > 0 && line[n - 1] == '\n') {
		if (end > 0 && strtol(line, NULL, 10) > done)
			break;
		end += n;
	}
	if (n < 0 && !feof(f))
		end = -1;
	free(line);
	return end;
}

/* Lock f, cut it off where a run that has done so many epochs goes on, and go there.  Returns 0, or -1 with errno. */
static int
go_to_end(FILE *f, int done)
{
	off_t end = 0;

	if (flock(fileno(f), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
		return -1;
	if (done > 0 && (end = rows_end(f, done)) < 0)
		return -1;
	if (fseeko(f, end, SEEK_SET) != 0 || ftruncate(fileno(f), end) != 0)
		return -1;
	if (end == 0)
		fputs(header, f);
	return 0;
}

int
epoch_log_open(struct epoch_log *g, const char *path, int done)
{
	struct stat st;
	int fd, regular;

	*g = (struct epoch_log){NULL, path, 0};
	if (!path)
		return 0;
	regular = stat(path, &st) != 0 || S_ISREG(st.st_mode);
	fd = open(path, regular ? O_RDWR | O_CREAT | O_CLOEXEC : O_WRONLY | O_CLOEXEC, 0666);
	g->f = fd < 0 ? NULL : fdopen(fd, regular ? "r+" : "w");
	if (g->f && (!regular || go_to_end(g->f, done) == 0)) {
		if (!regular)
			fputs(header, g->f);
		return 0;
	}
	error_at(path, "%s", errno == EWOULDBLOCK ? "another training writes it" : strerror(errno));
	if (g->f)
		fclose(g->f);
	else if (fd >= 0)
		close(fd);
	g->f = NULL;
	return -1;
}

/* Say that a row was lost, and write no more of them. */
static void
lose(struct epoch_log *g, int why)
{
	error_at(g->path, "%s", strerror(why));
	g->bad = 1;
}

void
epoch_log_row(struct epoch_log *g, const struct epoch_row *row)
{
	int why;

	if (!g->f || g->bad)
		return;
	fprintf(g->f, "%d\t%.5f\t%.3f\t%s\t%.3g\t%.1f\t%.0f\n", row->epoch, row->loss, row->train, row->held, row->rate,
	        row->seconds, row->speed);
	if ((why = stream_finish(g->f)) != 0)
		lose(g, why);
}

int
epoch_log_close(struct epoch_log *g)
{
	const int why = g->f ? stream_close(g->f) : 0;

	if (why && !g->bad)
		lose(g, why);
	g->f = NULL;
	return g->bad;
}
