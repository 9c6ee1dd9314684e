#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "train/epoch_log.h"
#include "train/training_loop.h"

/* A run under way. */
struct under_way {
	const struct training *t;
	struct epoch_log log;
	int held;		/* a descriptor of the checkpoint that is there, which keeps it locked; -1: there is none */
};

/* 1 when path still is the file that fd has open. */
static int
is_same(const char *path, int fd)
{
	struct stat is, was;

	return stat(path, &is) == 0 && fstat(fd, &was) == 0 && is.st_dev == was.st_dev && is.st_ino == was.st_ino;
}

/* Lock the checkpoint of an earlier run, if there is one.  Returns 0, or -1 after saying that its training goes on. */
static int
take_checkpoint(struct under_way *u)
{
	const char *path = u->t->files->checkpoint;

	if (access(path, F_OK) != 0)
		return 0;
	u->held = out_lock(path);
	if (u->held < 0 ? errno != EWOULDBLOCK : is_same(path, u->held))
		return 0;
	error_at(path, "another training writes it");
	return -1;
}

/* Keep the run in its checkpoint.  Returns 0, or -1 after saying why not. */
static int
save(struct under_way *u)
{
	int held, bad = learner_save(u->t->l, u->t->files->checkpoint, u->held < 0 ? OUT_NEW : OUT_WHOLE, &held);

	if (!bad && u->held >= 0)
		close(u->held);
	if (!bad)
		u->held = held;
	return bad;
}

/* Remove the checkpoint, if it still is ours. */
static void
drop_checkpoint(const struct under_way *u)
{
	const char *path = u->t->files->checkpoint;

	if (u->held < 0 || !is_same(path, u->held))
		warn_at(path, "stays: it is no longer the one that was written");
	else if (unlink(path) != 0)
		warn_at(path, "stays: %s", strerror(errno));
}

/* The epoch that has just ended, for people and for the log. */
static void
report(struct under_way *u, double rate, double seconds, int64_t seen)
{
	const struct training *t = u->t;
	const struct learner *l = t->l;
	char held[40] = "";
	const struct epoch_row row = {
		l->epoch, l->loss / (double)l->units, 100 * (double)l->right / (double)l->units, held, rate, seconds,
		(double)seen / (seconds + 1e-9),
	};

	if (t->judge)
		snprintf(held, sizeof held, "%.2f", 100 * t->judge(t->ctx));
	if (verbosity >= 0)
		fprintf(stderr, "%s: epoch %d/%d loss %.4f train %.2f %%%s%s%s, %.0f %s/s\n", getprog(), l->epoch,
		        l->recipe->epochs, row.loss, row.train, *held ? " validation " : "", held, *held ? " %" : "",
		        row.speed, l->kind->unit);
	epoch_log_row(&u->log, &row);
}

static int
epochs(struct under_way *u)
{
	const struct training_files *f = u->t->files;
	struct learner *l = u->t->l;
	struct progress bar;

	while (l->epoch < l->recipe->epochs) {
		const double start = clock_seconds(), rate = learner_rate(l);
		const int64_t before = l->step == 0 ? 0 : l->seen;
		int stopped;

		progress_start(&bar, f->progress, "training", l->kind->unit, l->size);
		stopped = learner_epoch(l, &bar, f->stop);
		progress_end(&bar);
		if (!stopped)
			report(u, rate, clock_seconds() - start, l->seen - before);
		if (save(u))
			return 1;
		if (stopped || (*f->stop && l->epoch < l->recipe->epochs)) {
			error_at(f->checkpoint, "stopped after %d of %d epochs and %" PRId64 " steps; --resume goes on",
			        l->epoch, l->recipe->epochs, l->step);
			return 1;
		}
	}
	return 0;
}

/* The same from where the run is, which is in its checkpoint before the log or anything else is touched. */
static int
go_on(struct under_way *u)
{
	const struct training *t = u->t;
	const struct training_files *f = t->files;
	int bad;

	if (take_checkpoint(u))
		return 1;
	if (f->resume && access(f->checkpoint, F_OK) == 0) {
		if (learner_resume(t->l, f->checkpoint))
			return 1;
	} else if (save(u)) {
		return 1;
	}
	if (epoch_log_open(&u->log, f->log, t->l->epoch))
		return 1;
	bad = epochs(u) || t->write(t->ctx);
	if (!bad)
		drop_checkpoint(u);
	return epoch_log_close(&u->log) || bad;
}

int
training_loop(const struct training *t)
{
	struct under_way u = {.t = t, .held = -1};
	const int bad = go_on(&u);

	if (u.held >= 0)
		close(u.held);
	return bad;
}
