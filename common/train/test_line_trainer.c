/* Training on lines: a small network learns them by heart, whatever the threads, and goes on where it stopped. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef _OPENMP
#include <omp.h>
#endif

#include "base/tap.h"
#include "train/best_path.h"
#include "train/line_trainer.h"
#include "train/test_lines.h"

enum { N = 32 };

static volatile sig_atomic_t stop;

static struct line_options
options(int epochs)
{
	return (struct line_options){
		.r = {.arch = "line48 8c3s2p1n bn relu p2 12c3p1n bn relu 24c12x1n bn relu lstm16 d", .optim = {OPTIM_ADAMW, 0.9, 0.001, 0.9},
			.schedule = RATE_ONECYCLE, .rate = 0.02, .member = 1, .epochs = epochs, .batch = 8, .seed = 5},
		.augment = {.slant = 0.1, .shift = 1, .noise = 0.05}, .join = 0.2, .most = 320,
	};
}

static void
set_threads(int n)
{
#ifdef _OPENMP
	omp_set_num_threads(n);
#else
	(void)n;
#endif
}

/* The step of lines, after whose second one a stop is asked for. */
static const struct learner_kind *kind;
static int steps;

static void
step_and_stop(struct learner *l)
{
	kind->step(l);
	stop = ++steps == 2;
}

/* Trains whole; with a stop within the second epoch and a resume when path is given. */
static struct line_trainer *
train(const struct line_options *o, const struct line_set *set, const char *path)
{
	struct line_trainer *t = line_trainer_new(o, set);
	struct progress bar;
	int held;

	progress_start(&bar, 0, "", "", 0);
	while (t && t->l.epoch < o->r.epochs) {
		if (learner_epoch(&t->l, &bar, &stop))
			abort();
		if (!path || t->l.epoch != 1)
			continue;
		kind = t->l.kind;
		t->l.kind = &(const struct learner_kind){kind->unit, step_and_stop, kind->describe};
		if (!learner_epoch(&t->l, &bar, &stop) || t->l.step != 2)
			abort();
		stop = 0;
		if (learner_save(&t->l, path, OUT_WHOLE, &held) || close(held) != 0)
			abort();
		line_trainer_free(t);
		t = line_trainer_new(o, set);
		if (learner_resume(&t->l, path))
			abort();
	}
	return t;
}

static int
same(const struct line_trainer *a, const struct line_trainer *b)
{
	return memcmp(a->l.state.ema, b->l.state.ema, a->l.arch.n_params * sizeof(float)) == 0
	       && memcmp(a->l.state.params, b->l.state.params, a->l.arch.n_params * sizeof(float)) == 0
	       && memcmp(a->l.stats, b->l.stats, a->l.arch.n_stats * sizeof(float)) == 0
	       && a->l.right == b->l.right && a->l.units == b->l.units;
}

static void
test_checkpoints(const struct line_set *set)
{
	struct line_options o = options(3), other = o;
	char path[] = "/tmp/hwr-test-XXXXXX";
	struct line_trainer *whole, *halves, *t;

	close(mkstemp(path));
	set_threads(1);
	whole = train(&o, set, NULL);
	set_threads(3);
	halves = train(&o, set, path);
	tap_ok(same(whole, halves), "a run that was resumed within an epoch, with other threads, ends with the same bytes");
	tap_hush(1);
	other.join = 0.3;
	t = line_trainer_new(&other, set);
	tap_ok(learner_resume(&t->l, path) == -1, "a checkpoint of another run is refused");
	line_trainer_free(t);
	t = line_trainer_new(&o, set);
	set->v[3].px[100] ^= 1;
	tap_ok(learner_resume(&t->l, path) == -1, "and one of other data");
	set->v[3].px[100] ^= 1;
	tap_ok(truncate(path, 3000) == 0 && learner_resume(&t->l, path) == -1, "and one cut short");
	line_trainer_free(t);
	other = o;
	other.r.arch = "8c3 d";
	tap_ok(!line_trainer_new(&other, set), "a network for glyphs is refused");
	other.r.arch = "line32 8c32x1 relu d";
	tap_ok(!line_trainer_new(&other, set), "and one for lines of other rows");
	tap_hush(0);
	unlink(path);
	line_trainer_free(whole);
	line_trainer_free(halves);
}

static void
test_best_path(void)
{
	/* a a - a b b -, the last class being the blank; a column of padding */
	static const float scores[7][4] = {
		{2, 1, 0, 9}, {2, 0, 1, 9}, {0, 1, 2, 9}, {3, 0, 0, 9}, {0, 1, 0, 9}, {0, 1, 0, 9}, {0, 0, 1, 9},
	};
	uint16_t out[7];
	const int n = best_path(scores[0], 7, 3, 4, out);

	tap_ok(n == 3 && out[0] == 0 && out[1] == 0 && out[2] == 1, "the best path is spelt: aab");
	tap_ok(label_distance(out, 3, (const uint16_t[]){0, 1}, 2) == 1 && label_distance(out, 3, out, 0) == 3
	       && label_distance(out, 0, out, 0) == 0 && label_distance(out, 3, (const uint16_t[]){1, 0, 1}, 3) == 1,
	       "edits are counted");
}

int
main(void)
{
	struct line_set set = some_lines(N);
	struct line_options o = options(36);
	struct line_trainer *t;
	struct line_score score;

	test_best_path();
	test_checkpoints(&set);
	t = train(&o, &set, NULL);
	score = line_trainer_judge(t, &set, -1);
	tap_ok(score.total > N * 3 && score.wrong * 50 <= score.total, "a small network learns %d lines by heart (%d of %d characters wrong)",
	       N, (int)score.wrong, (int)score.total);
	tap_ok(t->l.right * 10 > t->l.units * 8, "and says so while it learns (%d of %d right)", (int)t->l.right, (int)t->l.units);
	tap_ok(line_trainer_judge(t, &set, 1).total == 0, "lines of another source are not judged");
	line_trainer_free(t);
	line_set_free(&set);
	return tap_done();
}
