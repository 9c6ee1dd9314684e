#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/io.h"
#include "base/utf8.h"
#include "net/model_file.h"
#include "train/line_run.h"
#include "train/start.h"
#include "train/tunables.h"

struct run {
	const struct line_run *s;
	struct line_trainer *t;
	struct line_set held;
};

/* The classes of the model that training begins from, but for its blank.  Returns 0, or -1 after saying why. */
static int
take_model(struct line_run *s, struct line_set *set)
{
	struct recipe *r = &s->o.r;
	const struct model *m;

	if (start_load(&s->from, r, 1))
		return -1;
	m = start_member(&s->from, r);
	for (int k = 0; k < m->n_classes - 1; k++)
		if (line_set_label(set, m->classes[k]) != k) {
			error_at(r->init, "'%s' is no class of characters", m->classes[k]);
			return -1;
		}
	if (!r->arch)
		r->arch = m->arch;
	return 0;
}

int
line_run_init(struct line_run *s, struct line_set *set)
{
	uint32_t code;

	if (s->o.r.init && take_model(s, set))
		return -1;
	for (const char *p = s->characters; p && *p; ) {
		p = utf8_next(p, &code);
		if (code == UTF8_BAD || line_set_class(set, code) < 0) {
			error_at("--characters", "no character, or one too many, before '%s'", p);
			return -1;
		}
	}
	set->closed = s->o.r.init || s->characters;
	return 0;
}

void
line_run_end(struct line_run *s)
{
	models_free(&s->from);
}

/* How much of the held-out lines' characters is right: what is left by edits. */
static double
judge(void *ctx)
{
	const struct run *r = ctx;
	const struct line_score score = line_trainer_judge(r->t, &r->held, -1);

	return score.wrong < score.total ? 1 - (double)score.wrong / (double)score.total : 0;
}

static int
write_model(void *ctx)
{
	struct run *r = ctx;
	const struct line_run *s = r->s;
	const struct learner *l = &r->t->l;
	char **labels = line_trainer_labels(r->t->set);
	const struct model_text text = {
		s->o.r.arch, MODEL_LINE_STYLE, start_note(start_member(&s->from, &s->o.r), s->files.note), NULL, TASK_ALL, r->held.n > 0 ? judge(r) : 0, labels, 0, 0,
	};
	struct out o;
	int bad = out_open(&o, s->files.model);

	if (!bad) {
		model_write(o.f, &text, &l->arch, s->files.precision, learner_trained(l), l->stats);
		bad = out_close(&o, s->files.force ? OUT_WHOLE : OUT_NEW);
	}
	free(labels);
	return bad ? 1 : 0;
}

static int
run_trainer(struct run *r)
{
	const struct line_run *s = r->s;
	const struct training loop = {&s->files, &r->t->l, r->held.n > 0 ? judge : NULL, write_model, r};
	const struct arch *a = &r->t->l.arch;

	info_at(1, s->files.model, "%" PRId64 " lines, %" PRId64 " held out, %d classes, %zu parameters, %.3f M multiply-adds a column",
	        r->t->set->n, r->held.n, a->classes, a->count, a->macs * 1e-6);
	return training_loop(&loop);
}

/* Epochs that were left to us, over these lines: few of them come again and again. */
static int
epochs_over(const struct line_set *set)
{
	double draws = 0, epochs;

	for (int64_t i = 0; i < set->n; i++)
		draws += (double)set->v[i].weight;
	epochs = ceil(LINE_INIT_DRAWS / fmax(draws, 1));
	return epochs > LINE_INIT_EPOCHS ? (int)epochs : LINE_INIT_EPOCHS;
}

/* Leave out of set what the network has too few steps for.  An architecture that is none is told later. */
static void
leave_long(const struct line_run *s, struct line_set *set)
{
	char why[200];
	struct arch a;

	if (arch_parse(s->o.r.arch, set->n_classes + 1, &a, why, sizeof why) == 0 && a.step > 0)
		line_set_leave_long(set, a.step, s->o.most);
}

int
line_run_all(const struct line_run *s, struct line_set *set)
{
	struct run r = {s, NULL, LINE_SET_EMPTY};
	struct line_options o = s->o;
	int bad = 1;

	line_set_hold_out(set, s->files.validate, s->o.r.seed, &r.held);
	if (s->files.validate > 0 && r.held.n == 0)
		warn_at("--validate", "no writer was held out of %" PRIu32, set->n_groups);
	leave_long(s, set);
	if (o.r.epochs == 0)
		o.r.epochs = epochs_over(set);
	if (set->n < 1 || set->n_classes < 1)
		error_at("--lines", "no lines to learn from");
	else if ((r.t = line_trainer_new(&o, set)) != NULL)
		bad = run_trainer(&r);
	line_trainer_free(r.t);
	line_set_free(&r.held);
	return bad;
}
