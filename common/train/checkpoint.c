/* Checkpoints of learner.h: a record with every number that training goes on from. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/num.h"
#include "base/record.h"
#include "net/weights.h"
#include "train/learner.h"

#define CHECKPOINT_MAGIC "hwr-checkpoint 1"

/* What must be the same for a resumed run to end as the whole one would. */
static void
describe(const struct learner *l, struct buf *b)
{
	const struct recipe *r = l->recipe;

	buf_printf(b, "arch %s\ninit %d %s\n", r->arch, r->member, r->init ? r->init : "random");
	buf_printf(b, "optimizer %d %.9g %.9g %.9g\n", r->optim.kind, r->optim.momentum, r->optim.decay, r->optim.ema);
	buf_printf(b, "schedule %d %.9g over %d epochs\n", r->schedule, r->rate, r->epochs);
	buf_printf(b, "batch %d seed %" PRIu64 "\n", r->batch, r->seed);
	l->kind->describe(l, b);
}

/* The blocks of numbers, in file order. */
static int
blocks(const struct learner *l, float *v[5], size_t n[5])
{
	v[0] = l->state.params;
	v[1] = l->state.first;
	v[2] = l->state.second;
	v[3] = l->state.ema;
	v[4] = l->stats;
	for (int i = 0; i < 4; i++)
		n[i] = l->arch.n_params;
	n[4] = l->arch.n_stats;
	return 5;
}

int
learner_save(const struct learner *l, const char *path, enum out_how how, int *held)
{
	struct record r = RECORD_EMPTY;
	struct out o;
	float *v[5];
	size_t n[5];

	buf_printf(&r.head, "%s\n", CHECKPOINT_MAGIC);
	describe(l, &r.head);
	buf_printf(&r.head, "epoch %d\nstep %" PRId64 "\nsteps %" PRId64 "\nright %" PRId64 "\nseen %" PRId64 "\nunits %" PRId64 "\nloss %.17g\n",
	           l->epoch, l->step, l->state.steps, l->right, l->seen, l->units, l->loss);
	for (int i = 0, k = blocks(l, v, n); i < k; i++)
		for (size_t j = 0; j < n[i]; j++)
			float_put(&r.payload, v[i][j]);
	*held = -1;
	if (out_open(&o, path)) {
		record_free(&r);
		return -1;
	}
	record_write(o.f, &r);
	record_free(&r);
	return out_close_held(&o, how, held) ? -1 : 0;
}

/* A number of the record, 0 .. INT64_MAX; -1 when it is missing. */
static int64_t
count(struct record *r, const char *key)
{
	char *text = record_get(r, key);
	int64_t v = -1;

	if (text && num_int(text, 0, INT64_MAX / 4, &v))
		v = -1;
	free(text);
	return v;
}

static int
same_run(struct record *r, const struct learner *l, const char *path)
{
	struct buf want = BUF_EMPTY;
	const char *has = strchr(buf_text(&r->head), '\n') + 1;
	int bad = 0;

	describe(l, &want);
	for (const char *p = want.data; *p && !bad; ) {
		size_t n = strcspn(p, "\n") + 1;

		bad = strncmp(p, has, n) != 0;
		if (bad)
			error_at(path, "another run: it has '%.*s', wanted '%.*s'",
			        (int)strcspn(has, "\n"), has, (int)n - 1, p);
		p += n;
		has += n;
	}
	buf_free(&want);
	return bad ? -1 : 0;
}

/* Takes over what a record of the same run says.  Returns 0, or -1. */
static int
take(struct learner *l, struct record *r)
{
	const char *p = r->payload.data;
	char *loss = record_get(r, "loss");
	int64_t epoch = count(r, "epoch"), total = 0;
	float *v[5];
	size_t n[5];
	int bad = !loss || num_real(loss, 0, 1e30, &l->loss);

	free(loss);
	l->epoch = (int)epoch;
	l->step = count(r, "step");
	l->state.steps = count(r, "steps");
	l->right = count(r, "right");
	l->seen = count(r, "seen");
	l->units = count(r, "units");
	for (int i = 0, k = blocks(l, v, n); i < k; i++)
		total += 4 * (int64_t)n[i];
	if (bad || epoch < 0 || epoch > l->recipe->epochs || l->step < 0 || l->step >= learner_steps(l)
	    || l->state.steps < 0 || l->right < 0 || l->seen < 0 || l->units < 0 || total != (int64_t)r->payload.len)
		return -1;
	for (int i = 0, k = blocks(l, v, n); i < k; i++)
		for (size_t j = 0; j < n[i]; j++, p += 4)
			v[i][j] = float_get(p);
	return 0;
}

int
learner_resume(struct learner *l, const char *path)
{
	FILE *in = fopen(path, "rb");
	struct record r = RECORD_EMPTY;
	int bad;

	if (!in) {
		error_at(path, "%s", strerror(errno));
		return -1;
	}
	bad = record_read(in, path, CHECKPOINT_MAGIC, &r);
	fclose(in);
	if (bad != 1) {
		if (bad == 0)
			error_at(path, "the file is empty");
		return -1;
	}
	bad = same_run(&r, l, path);
	if (!bad && (bad = take(l, &r)) != 0)
		error_at(path, "the checkpoint is malformed");
	record_free(&r);
	return bad;
}
