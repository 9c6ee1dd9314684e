#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "train/training_loop.h"

/* Log rows go on where a resumed run left them. */
static int
open_log(const struct training *t, FILE **log)
{
	const char *path = t->files->log;
	const int fresh = t->l->epoch == 0;

	*log = NULL;
	if (!path)
		return 0;
	*log = fopen(path, fresh ? "w" : "a");
	if (!*log) {
		error_at(path, "%s", strerror(errno));
		return -1;
	}
	if (fresh)
		fputs("epoch\tloss\ttrain\tvalidation\trate\tseconds\timages_per_s\n", *log);
	return 0;
}

/* The epoch that has just ended, for people and for the log. */
static void
report(const struct training *t, FILE *log, double rate, double seconds, int64_t seen)
{
	const struct learner *l = t->l;
	const double loss = l->loss / (double)l->units, right = 100 * (double)l->right / (double)l->units;
	const double speed = (double)seen / (seconds + 1e-9);
	char held[40] = "";

	if (t->judge)
		snprintf(held, sizeof held, "%.2f", 100 * t->judge(t->ctx));
	if (verbosity >= 0)
		fprintf(stderr, "%s: epoch %d/%d loss %.4f train %.2f %%%s%s%s, %.0f %s/s\n", getprog(), l->epoch,
		        l->recipe->epochs, loss, right, *held ? " validation " : "", held, *held ? " %" : "", speed, l->kind->unit);
	if (log) {
		fprintf(log, "%d\t%.5f\t%.3f\t%s\t%.3g\t%.1f\t%.0f\n", l->epoch, loss, right, held, rate, seconds, speed);
		fflush(log);
	}
}

static int
epochs(const struct training *t, const char *checkpoint, FILE *log)
{
	const struct training_files *f = t->files;
	struct learner *l = t->l;
	struct progress bar;

	while (l->epoch < l->recipe->epochs) {
		const double start = clock_seconds(), rate = learner_rate(l);
		const int64_t before = l->step == 0 ? 0 : l->seen;
		int stopped;

		progress_start(&bar, f->progress, "training", l->kind->unit, l->size);
		stopped = learner_epoch(l, &bar, f->stop);
		progress_end(&bar);
		if (!stopped)
			report(t, log, rate, clock_seconds() - start, l->seen - before);
		if (learner_save(l, checkpoint))
			return 1;
		if (stopped || (*f->stop && l->epoch < l->recipe->epochs)) {
			error_at(checkpoint, "stopped after %d of %d epochs and %" PRId64 " steps; --resume goes on",
			        l->epoch, l->recipe->epochs, l->step);
			return 1;
		}
	}
	return 0;
}

/* The same with the checkpoint of this path. */
static int
go_on(const struct training *t, const char *checkpoint)
{
	FILE *log;
	int bad;

	if (t->files->resume && access(checkpoint, F_OK) == 0 && learner_resume(t->l, checkpoint))
		return 1;
	if (open_log(t, &log))
		return 1;
	bad = epochs(t, checkpoint, log) || t->write(t->ctx);
	if (!bad)
		unlink(checkpoint);
	if (log && fclose(log) != 0) {
		error_at(t->files->log, "%s", strerror(errno));
		bad = 1;
	}
	return bad;
}

int
training_loop(const struct training *t)
{
	struct buf checkpoint = BUF_EMPTY;
	int bad;

	if (t->files->checkpoint)
		buf_str(&checkpoint, t->files->checkpoint);
	else
		buf_printf(&checkpoint, "%s.ckpt", t->files->model);
	bad = go_on(t, buf_text(&checkpoint));
	buf_free(&checkpoint);
	return bad;
}
