/* Checkpoints of train.h: a record with every number that training goes on from. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/err.h"
#include "base/io.h"
#include "base/num.h"
#include "base/record.h"
#include "train/train.h"
#include "net/weights.h"

#define CHECKPOINT_MAGIC "hwr-checkpoint 1"

/* What must be the same for a resumed run to end as the whole one would. */
static void
describe(const struct trainer *t, struct buf *b)
{
	const struct train_options *o = &t->o;
	const struct augment *a = &o->augment;
	uLong crc = crc32_z(0, t->set->images, (size_t)t->set->n * GLYPH_SIZE);

	crc = crc32_z(crc, (const Bytef *)t->set->labels, (size_t)t->set->n * sizeof *t->set->labels);
	crc = crc32_z(crc, (const Bytef *)t->set->also, (size_t)t->set->n * sizeof *t->set->also);
	crc = crc32_z(crc, (const Bytef *)t->set->weights, (size_t)t->set->n * sizeof *t->set->weights);
	if (t->shares)
		crc = crc32_z(crc, (const Bytef *)t->set->origins, (size_t)t->set->n * sizeof *t->set->origins);
	buf_printf(b, "arch %s\ninit %d %s\n", o->arch, o->member, o->init ? o->init : "random");
	buf_printf(b, "optimizer %d %.9g %.9g %.9g\n", o->optim.kind, o->optim.momentum, o->optim.decay, o->optim.ema);
	buf_printf(b, "schedule %d %.9g over %d epochs\n", o->schedule, o->rate, o->epochs);
	buf_printf(b, "batch %d smooth %.9g mixup %.9g reject %.9g fade %.9g seed %" PRIu64 "\n",
	           o->batch, o->smooth, o->mixup, o->reject, o->fade, o->seed);
	buf_printf(b, "teacher %08lx share %.9g\n", t->teacher ? teacher_crc(t->teacher) : 0, t->teacher ? o->distill : 0);
	buf_printf(b, "augment %.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g\n",
	           a->rotate, a->shear, a->scale, a->shift, a->elastic, a->stroke, a->ink, a->blur,
	           a->resolution, a->contrast, a->noise, a->texture, a->sliver, a->plain);
	buf_printf(b, "data %" PRId64 " images, %d classes, crc32 %08lx\n", t->set->n, t->set->n_classes, crc);
}

/* The blocks of numbers, in file order. */
static int
blocks(const struct trainer *t, float *v[5], size_t n[5])
{
	v[0] = t->state.params;
	v[1] = t->state.first;
	v[2] = t->state.second;
	v[3] = t->state.ema;
	v[4] = t->stats;
	for (int i = 0; i < 4; i++)
		n[i] = t->arch.n_params;
	n[4] = t->arch.n_stats;
	return 5;
}

int
train_save(const struct trainer *t, const char *path)
{
	struct record r = RECORD_EMPTY;
	struct out o;
	float *v[5];
	size_t n[5];

	buf_printf(&r.head, "%s\n", CHECKPOINT_MAGIC);
	describe(t, &r.head);
	buf_printf(&r.head, "epoch %d\nstep %" PRId64 "\nsteps %" PRId64 "\nright %" PRId64 "\nseen %" PRId64 "\nloss %.17g\n",
	           t->epoch, t->step, t->state.steps, t->right, t->seen, t->loss);
	for (int i = 0, k = blocks(t, v, n); i < k; i++)
		for (size_t j = 0; j < n[i]; j++)
			float_put(&r.payload, v[i][j]);
	if (out_open(&o, path)) {
		record_free(&r);
		return -1;
	}
	record_write(o.f, &r);
	record_free(&r);
	return out_close(&o, 1) ? -1 : 0;
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
same_run(struct record *r, const struct trainer *t, const char *path)
{
	struct buf want = BUF_EMPTY;
	const char *has = strchr(buf_text(&r->head), '\n') + 1;
	int bad = 0;

	describe(t, &want);
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
take(struct trainer *t, struct record *r)
{
	const char *p = r->payload.data;
	char *loss = record_get(r, "loss");
	int64_t epoch = count(r, "epoch"), total = 0;
	float *v[5];
	size_t n[5];
	int bad = !loss || num_real(loss, 0, 1e30, &t->loss);

	free(loss);
	t->epoch = (int)epoch;
	t->step = count(r, "step");
	t->state.steps = count(r, "steps");
	t->right = count(r, "right");
	t->seen = count(r, "seen");
	for (int i = 0, k = blocks(t, v, n); i < k; i++)
		total += 4 * (int64_t)n[i];
	if (bad || epoch < 0 || epoch > t->o.epochs || t->step < 0 || t->step >= train_steps(t)
	    || t->state.steps < 0 || t->right < 0 || t->seen < 0 || total != (int64_t)r->payload.len)
		return -1;
	for (int i = 0, k = blocks(t, v, n); i < k; i++)
		for (size_t j = 0; j < n[i]; j++, p += 4)
			v[i][j] = float_get(p);
	return 0;
}

int
train_resume(struct trainer *t, const char *path)
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
	bad = same_run(&r, t, path);
	if (!bad && (bad = take(t, &r)) != 0)
		error_at(path, "the checkpoint is malformed");
	record_free(&r);
	return bad;
}
