#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "net/labels.h"
#include "train/calibrate.h"
#include "train/class_shares.h"
#include "train/logit_adjust.h"
#include "train/training_run.h"

struct run {
	const struct training_run *s;
	struct trainer *t;
	struct dataset held;
	struct buf checkpoint;
	FILE *log;
};

/* Log rows go on where a resumed run left them. */
static int
open_log(struct run *r)
{
	const char *path = r->s->log;
	int fresh = r->t->epoch == 0;

	if (!path)
		return 0;
	r->log = fopen(path, fresh ? "w" : "a");
	if (!r->log) {
		error_at(path, "%s", strerror(errno));
		return -1;
	}
	if (fresh)
		fputs("epoch\tloss\ttrain\tvalidation\trate\tseconds\timages_per_s\n", r->log);
	return 0;
}

/* The epoch that has just ended, for people and for the log. */
static void
report(struct run *r, double rate, double seconds, int64_t images)
{
	const struct trainer *t = r->t;
	const double loss = t->loss / (double)t->seen, train = 100 * (double)t->right / (double)t->seen;
	const double speed = (double)images / (seconds + 1e-9);
	char held[40] = "";

	if (r->held.n)
		snprintf(held, sizeof held, "%.2f", 100 * (double)train_validate(t, &r->held) / (double)r->held.n);
	if (verbosity >= 0)
		fprintf(stderr, "%s: epoch %d/%d loss %.4f train %.2f %%%s%s%s, %.0f images/s\n", getprog(), t->epoch,
		        t->o.epochs, loss, train, *held ? " validation " : "", held, *held ? " %" : "", speed);
	if (r->log) {
		fprintf(r->log, "%d\t%.5f\t%.3f\t%s\t%.3g\t%.1f\t%.0f\n", t->epoch, loss, train, held, rate, seconds, speed);
		fflush(r->log);
	}
}

static int
epochs(struct run *r)
{
	struct trainer *t = r->t;
	struct progress bar;

	while (t->epoch < t->o.epochs) {
		const double start = clock_seconds(), rate = train_rate(t);
		const int64_t before = t->step == 0 ? 0 : t->seen;
		int stopped;

		progress_start(&bar, r->s->progress, "training", "images", t->size);
		stopped = train_epoch(t, &bar, r->s->stop);
		progress_end(&bar);
		if (!stopped)
			report(r, rate, clock_seconds() - start, t->seen - before);
		if (train_save(t, r->checkpoint.data))
			return 1;
		if (stopped || (*r->s->stop && t->epoch < t->o.epochs)) {
			error_at(r->checkpoint.data, "stopped after %d of %d epochs and %" PRId64 " steps; --resume goes on",
			        t->epoch, t->o.epochs, t->step);
			return 1;
		}
	}
	return 0;
}

int
training_run_init(struct training_run *s, struct dataset *set)
{
	const struct model *m;

	if (!s->o.init)
		return 0;
	if (models_load(&s->from, s->o.init))
		return -1;
	if (s->o.member > s->from.n) {
		error_at(s->o.init, "model %d is wanted, it has %d", s->o.member, s->from.n);
		return -1;
	}
	m = s->from.v[s->o.member - 1];
	if (models_are(&s->from, 0, s->o.init))
		return -1;
	for (int k = 0; k < m->n_classes; k++)
		if (dataset_class(set, m->classes[k], s->o.init) != k)
			return -1;
	if (!s->o.arch)
		s->o.arch = m->arch;
	return 0;
}

void
training_run_end(struct training_run *s)
{
	models_free(&s->from);
}

/* 1 when some class has no image: few samples of one person, say. */
static int
lacks_classes(const float *prior, const struct trainer *t)
{
	int lacks = 0;

	for (int k = 0; k < t->set->n_classes; k++)
		lacks |= prior[k] <= 0 && k != t->reject_class;
	return lacks;
}

/* The model that training began from, if it says how often its classes occurred; else NULL. */
static const struct model *
begun_from(const struct training_run *s)
{
	const struct model *m = s->from.n > 0 ? s->from.v[s->o.member - 1] : NULL;

	return m && m->prior ? m : NULL;
}

/* The shares of the classes in what was drawn, new; of the model it began from where data have not all of them. */
static float *
shares_drawn(const struct training_run *s, const struct trainer *t)
{
	float *prior = class_shares(t->set, SHARES_ALL);
	const struct model *m = begun_from(s);

	if (m && m->n_classes == t->set->n_classes && lacks_classes(prior, t))
		memcpy(prior, m->prior, (size_t)m->n_classes * sizeof *prior);
	else
		class_shares_drawn(prior, t->set->n_classes, t->o.reject, t->reject_class);
	return prior;
}

/* Takes the shares of its classes off the scores of the model that training begins from: now the loss has them. */
static void
begin_adjusted(const struct training_run *s, struct trainer *t)
{
	const struct model *m = begun_from(s);

	if (!t->shares || !m)
		return;
	logit_adjust_bias(&t->arch, m->prior, m->n_classes, -1, t->state.params);
	memcpy(t->state.ema, t->state.params, t->arch.n_params * sizeof *t->state.ema);
}

/* The model at the end: the running mean of the weights, its scores set right on what was held out. */
static int
write_model(const struct run *r)
{
	const struct training_run *s = r->s;
	const struct trainer *t = r->t;
	const float *trained = t->o.optim.ema > 0 ? t->state.ema : t->state.params;
	const double temperature = calibrate_temperature(&t->arch, trained, t->stats, &r->held, t->shares);
	float *params = mem_room(t->arch.n_params), *prior = shares_drawn(s, t);
	const double right = r->held.n > 0 ? (double)train_validate(t, &r->held) / (double)r->held.n : 0;
	const struct model_text text = {t->o.arch, s->style, s->note, prior, s->task, right, t->set->classes};
	struct out o;
	int bad = out_open(&o, s->model);

	memcpy(params, trained, t->arch.n_params * sizeof *params);
	calibrate_scale(&t->arch, params, temperature);
	if (t->shares)
		logit_adjust_bias(&t->arch, prior, t->set->n_classes, 1, params);
	info_at(1, s->model, "temperature %.3f", temperature);
	if (!bad) {
		model_write(o.f, &text, &t->arch, s->precision, params, t->stats);
		bad = out_close(&o, 1);
	}
	free(params);
	free(prior);
	return bad ? 1 : 0;
}

static int
run_trainer(struct run *r)
{
	const struct training_run *s = r->s;
	int bad;

	begin_adjusted(s, r->t);
	if (s->resume && access(r->checkpoint.data, F_OK) == 0 && train_resume(r->t, r->checkpoint.data))
		return 1;
	if (open_log(r))
		return 1;
	info_at(1, s->model, "%" PRId64 " images, %d classes, %zu parameters, %.2f M multiply-adds",
	        r->t->set->n, r->t->arch.classes, r->t->arch.count, r->t->arch.macs * 1e-6);
	bad = epochs(r) || write_model(r);
	if (!bad)
		unlink(r->checkpoint.data);
	if (r->log && fclose(r->log) != 0) {
		error_at(s->log, "%s", strerror(errno));
		bad = 1;
	}
	return bad;
}

int
training_run_all(const struct training_run *s, struct dataset *set)
{
	struct run r = {s, NULL, DATASET_EMPTY, BUF_EMPTY, NULL};
	int bad = 1;

	if (s->o.reject > 0 && dataset_class(set, LABEL_REJECT, "--reject") < 0)
		return 1;
	dataset_hold_out(set, s->validate, s->o.seed, &r.held);
	dataset_balance(set, s->balance);
	if (s->checkpoint)
		buf_str(&r.checkpoint, s->checkpoint);
	else
		buf_printf(&r.checkpoint, "%s.ckpt", s->model);
	if (set->n < 2 || set->n_classes < 2)
		error_at("--data", "%" PRId64 " images of %d classes are too few", set->n, set->n_classes);
	else if ((r.t = train_new(&s->o, set)) != NULL)
		bad = run_trainer(&r);
	train_free(r.t);
	dataset_free(&r.held);
	buf_free(&r.checkpoint);
	return bad;
}
