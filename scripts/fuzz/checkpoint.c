/*
 * Any bytes are what a checkpoint says behind the lines that describe its run: how far it is, up to an empty
 * line, and its numbers, made as many as there must be.  It is gone on from, or refused.
 */
#include <math.h>

#include "mended.h"
#include "train/learner.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char layers[] = "4c5s3 bn relu d", described[] =
	"hwr-checkpoint 1\narch 4c5s3 bn relu d\ninit 1 random\noptimizer 0 0 0 0\nschedule 0 0.1 over 4 epochs\nbatch 2 seed 0\n";

static void
describe(const struct learner *l, struct buf *b)
{
	(void)l;
	(void)b;
}

/* What data says of a run of l, to path. */
static void
write_checkpoint(const struct learner *l, const uint8_t *data, size_t size, char path[64])
{
	const size_t end = find_text(data, size, 0, "\n\n", 2), from = end < size ? end + 2 : size;
	const size_t wanted = 4 * (4 * l->arch.n_params + l->arch.n_stats);
	struct record r = RECORD_EMPTY;

	buf_str(&r.head, described);
	buf_add(&r.head, data, end);
	buf_char(&r.head, '\n');
	buf_add(&r.payload, data + from, size - from);
	while (r.payload.len < wanted)
		buf_char(&r.payload, '\0');
	if (size % 8 > 0)
		r.payload.len = wanted;
	file_of_record(&r, path);
	record_free(&r);
}

/* The layers' parameters are as many as ever, the lines as learner_save writes them: or this target tests nothing. */
static void
check(struct learner *l)
{
	static const char right[] = "epoch 1\nstep 0\nsteps 2\nright 0\nseen 0\nunits 0\nloss 0";
	char path[64];

	write_checkpoint(l, (const uint8_t *)right, sizeof right - 1, path);
	if (learner_resume(l, path))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct learner_kind kind = {"images", NULL, describe};
	static const struct recipe recipe = {.arch = layers, .member = 1, .epochs = 4, .batch = 2, .rate = 0.1};
	static const float weights[] = {1, 1, 1, 1, 1};
	static int checked;
	char a[] = "a", b[] = "b", *classes[] = {a, b}, path[64];
	struct learner l = {.kind = &kind, .recipe = &recipe};
	int n;

	if (learner_open(&l, classes, 2, weights, 5))
		abort();
	if (!checked++)
		check(&l);
	write_checkpoint(&l, data, size, path);
	if (learner_resume(&l, path) == 0 && l.epoch < recipe.epochs) {
		learner_next(&l, &n);
		if (isnan(learner_rate(&l)))
			abort();
	}
	learner_close(&l);
	return 0;
}
