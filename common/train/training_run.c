#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "net/labels.h"
#include "net/model_file.h"
#include "train/calibrate.h"
#include "train/class_shares.h"
#include "train/logit_adjust.h"
#include "train/training_run.h"

struct run {
	const struct training_run *s;
	struct trainer *t;
	struct dataset held;
};

int
training_run_init(struct training_run *s, struct dataset *set)
{
	const struct model *m;

	if (!s->o.r.init)
		return 0;
	if (models_load(&s->from, s->o.r.init))
		return -1;
	if (s->o.r.member > s->from.n) {
		error_at(s->o.r.init, "model %d is wanted, it has %d", s->o.r.member, s->from.n);
		return -1;
	}
	m = s->from.v[s->o.r.member - 1];
	if (models_are(&s->from, 0, s->o.r.init))
		return -1;
	for (int k = 0; k < m->n_classes; k++)
		if (dataset_class(set, m->classes[k], s->o.r.init) != k)
			return -1;
	if (!s->o.r.arch)
		s->o.r.arch = m->arch;
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
	const struct model *m = s->from.n > 0 ? s->from.v[s->o.r.member - 1] : NULL;

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
	logit_adjust_bias(&t->l.arch, m->prior, m->n_classes, -1, t->l.state.params);
	memcpy(t->l.state.ema, t->l.state.params, t->l.arch.n_params * sizeof *t->l.state.ema);
}

/* How much of what was held out is right. */
static double
judge(void *ctx)
{
	const struct run *r = ctx;

	return (double)train_validate(r->t, &r->held) / (double)r->held.n;
}

/* The model at the end: the running mean of the weights, its scores set right on what was held out. */
static int
write_model(void *ctx)
{
	struct run *r = ctx;
	const struct training_run *s = r->s;
	const struct trainer *t = r->t;
	const struct arch *a = &t->l.arch;
	const float *trained = learner_trained(&t->l);
	const double temperature = calibrate_temperature(a, trained, t->l.stats, &r->held, t->shares);
	float *params = mem_room(a->n_params), *prior = shares_drawn(s, t);
	const struct model_text text = {
		t->o.r.arch, s->o.style, s->files.note, prior, s->task, r->held.n > 0 ? judge(r) : 0, t->set->classes, 0, 0,
	};
	struct out o;
	int bad = out_open(&o, s->files.model);

	memcpy(params, trained, a->n_params * sizeof *params);
	calibrate_scale(a, params, temperature);
	if (t->shares)
		logit_adjust_bias(a, prior, t->set->n_classes, 1, params);
	info_at(1, s->files.model, "temperature %.3f", temperature);
	if (!bad) {
		model_write(o.f, &text, a, s->files.precision, params, t->l.stats);
		bad = out_close(&o, s->files.force ? OUT_WHOLE : OUT_NEW);
	}
	free(params);
	free(prior);
	return bad ? 1 : 0;
}

static int
run_trainer(struct run *r)
{
	const struct training_run *s = r->s;
	const struct training loop = {&s->files, &r->t->l, r->held.n > 0 ? judge : NULL, write_model, r};
	const struct arch *a = &r->t->l.arch;

	begin_adjusted(s, r->t);
	info_at(1, s->files.model, "%" PRId64 " images, %d classes, %zu parameters, %.2f M multiply-adds",
	        r->t->set->n, a->classes, a->count, a->macs * 1e-6);
	return training_loop(&loop);
}

int
training_run_all(const struct training_run *s, struct dataset *set)
{
	struct run r = {s, NULL, DATASET_EMPTY};
	int bad = 1;

	if (s->o.reject > 0 && dataset_class(set, LABEL_REJECT, "--reject") < 0)
		return 1;
	dataset_hold_out(set, s->files.validate, s->o.r.seed, &r.held);
	dataset_balance(set, s->balance);
	if (set->n < 2 || set->n_classes < 2)
		error_at("--data", "%" PRId64 " images of %d classes are too few", set->n, set->n_classes);
	else if ((r.t = train_new(&s->o, set)) != NULL)
		bad = run_trainer(&r);
	train_free(r.t);
	dataset_free(&r.held);
	return bad;
}
