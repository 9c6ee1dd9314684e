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
#include "train/members.h"
#include "train/start.h"
#include "train/training_run.h"

struct run {			/* of one model */
	const struct training_run *s;
	struct training_files files;
	const struct model *from;	/* that it starts from, or NULL */
	struct trainer *t;
	struct dataset *set, *held;
};

/* Models that are trained on the same data have the same classes, in whatever order, and one style.  Returns 0, or -1 after saying that they have not. */
static int
check_alike(const struct models *from, struct dataset *set, const char *name)
{
	for (int i = 1; i < from->n; i++) {
		const struct model *m = from->v[i];
		int alike = m->n_classes == from->v[0]->n_classes && strcmp(m->style, from->v[0]->style) == 0;

		for (int k = 0; k < m->n_classes; k++)
			alike &= dataset_find(set, m->classes[k]) >= 0;
		if (!alike) {
			error_at(name, "model %d has other classes, or another style, than model 1: --member=%d trains it alone", i + 1, i + 1);
			return -1;
		}
	}
	return 0;
}

int
training_run_init(struct training_run *s, struct dataset *set)
{
	struct recipe *r = &s->o.r;
	const int all = r->member == MEMBER_ALL;
	const struct model *m = NULL;

	if (r->init && start_load(&s->from, r, 0))
		return -1;
	if (r->init)
		m = r->member == MEMBER_ALL ? s->from.v[0] : start_member(&s->from, r);
	for (int k = 0; m && k < m->n_classes; k++)
		if (dataset_class(set, m->classes[k], r->init) != k)
			return -1;
	if (all && check_alike(&s->from, set, r->init))
		return -1;
	if (!s->o.style)
		s->o.style = m ? m->style : "emnist";
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

/* The shares of the classes in what was drawn, new; of the model it began from where data have not all of them. */
static float *
shares_drawn(const struct run *r)
{
	const struct trainer *t = r->t;
	float *prior = class_shares(t->set, SHARES_ALL);
	const struct model *m = r->from;

	if (m && m->prior && m->n_classes == t->set->n_classes && lacks_classes(prior, t))
		memcpy(prior, m->prior, (size_t)m->n_classes * sizeof *prior);
	else
		class_shares_drawn(prior, t->set->n_classes, t->o.reject, t->reject_class);
	return prior;
}

/* Takes the shares of its classes off the scores of the model that training begins from: now the loss has them. */
static void
begin_adjusted(struct run *r)
{
	const struct model *m = r->from;
	struct trainer *t = r->t;

	if (!t->shares || !m || !m->prior)
		return;
	logit_adjust_bias(&t->l.arch, m->prior, m->n_classes, -1, t->l.state.params);
	memcpy(t->l.state.ema, t->l.state.params, t->l.arch.n_params * sizeof *t->l.state.ema);
}

/* How much of what was held out is right. */
static double
judge(void *ctx)
{
	const struct run *r = ctx;

	return (double)train_validate(r->t, r->held) / (double)r->held->n;
}

/* The model at the end: the running mean of the weights, its scores set right on what was held out. */
static int
write_model(void *ctx)
{
	struct run *r = ctx;
	const struct training_run *s = r->s;
	const struct trainer *t = r->t;
	const int bundle = s->o.r.member == MEMBER_ALL;
	const struct arch *a = &t->l.arch;
	const float *trained = learner_trained(&t->l);
	const double temperature = calibrate_temperature(a, trained, t->l.stats, r->held, t->shares);
	float *params = mem_room(a->n_params), *prior = shares_drawn(r);
	const struct model_text text = {
		t->o.r.arch, r->t->o.style, start_note(r->from, r->files.note), prior,
		s->task != TASKS ? s->task : r->from ? r->from->task : TASK_ALL, r->held->n > 0 ? judge(r) : 0, t->set->classes,
		bundle ? t->o.r.member : 0, bundle ? s->from.n : 0,
	};
	struct out o;
	int bad = out_open(&o, r->files.model);

	memcpy(params, trained, a->n_params * sizeof *params);
	calibrate_scale(a, params, temperature);
	if (t->shares)
		logit_adjust_bias(a, prior, t->set->n_classes, 1, params);
	info_at(1, r->files.model, "temperature %.3f", temperature);
	if (!bad) {
		model_write(o.f, &text, a, r->files.precision, params, t->l.stats);
		bad = out_close(&o, r->files.force ? OUT_WHOLE : OUT_NEW);
	}
	free(params);
	free(prior);
	return bad ? 1 : 0;
}

static int
run_trainer(struct run *r)
{
	const struct training loop = {&r->files, &r->t->l, r->held->n > 0 ? judge : NULL, write_model, r};
	const struct arch *a = &r->t->l.arch;

	begin_adjusted(r);
	info_at(1, r->files.model, "%" PRId64 " images, %d classes, %zu parameters, %.2f M multiply-adds",
	        r->t->set->n, a->classes, a->count, a->macs * 1e-6);
	return training_loop(&loop);
}

/* One model, from number member of those it starts from, into its files. */
static int
run_member(void *run, int member, const struct training_files *files)
{
	struct run *r = run;
	struct train_options o = r->s->o;
	int bad = 1;

	o.r.member = member;
	r->from = start_member(&r->s->from, &o.r);
	if (r->from && !o.r.arch)
		o.r.arch = r->from->arch;
	if (r->from) {		/* only the order of its classes may be another than that of the model before */
		dataset_reorder(r->set, r->from->classes, r->from->n_classes);
		dataset_reorder(r->held, r->from->classes, r->from->n_classes);
	}
	if (r->s->o.r.member == MEMBER_ALL)
		info_at(0, files->model, "model %d of %d, which reads %s", member, r->s->from.n, start_reads(r->from));
	r->files = *files;
	if ((r->t = train_new(&o, r->set)) != NULL)
		bad = run_trainer(r);
	train_free(r->t);
	return bad;
}

int
training_run_all(const struct training_run *s, struct dataset *set)
{
	struct dataset held = DATASET_EMPTY;
	struct run r = {.s = s, .files = s->files, .set = set, .held = &held};
	int bad = 1;

	if (s->o.reject > 0 && dataset_class(set, LABEL_REJECT, "--reject") < 0)
		return 1;
	dataset_hold_out(set, s->files.validate, s->o.r.seed, &held);
	dataset_balance(set, s->balance);
	if (set->n < 2 || set->n_classes < 2)
		error_at("--data", "%" PRId64 " images of %d classes are too few", set->n, set->n_classes);
	else if (s->o.r.member == MEMBER_ALL)
		bad = members_train(&s->files, s->from.n, run_member, &r);
	else
		bad = run_member(&r, s->o.r.member, &s->files);
	dataset_free(&held);
	return bad;
}
