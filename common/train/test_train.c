/* Training: it learns, whatever the threads, and goes on where it stopped. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef _OPENMP
#include <omp.h>
#endif

#include "base/mem.h"
#include "base/rng.h"
#include "base/tap.h"
#include "train/calibrate.h"
#include "train/class_shares.h"
#include "train/train.h"
#include "train/train_options.h"
#include "train/tunables.h"

enum { N = 200, CLASSES = 4 };

static volatile sig_atomic_t stop;

/* Bars at one of four places, with noise. */
static struct dataset
bars(void)
{
	struct dataset d = DATASET_EMPTY;
	struct rng r = rng_seed(1, 1);

	for (int k = 0; k < CLASSES; k++)
		dataset_class(&d, (const char[]){(char)('a' + k), '\0'}, "bars");
	for (uint32_t i = 0; i < N; i++) {
		const int label = (int)rng_below(&r, CLASSES);
		uint8_t px[GLYPH_SIZE];

		for (int p = 0; p < GLYPH_SIZE; p++)
			px[p] = (uint8_t)(rng_below(&r, 60) + (p % GLYPH_SIDE / 7 == label ? 150 : 0));
		dataset_put(&d, px, &(struct truth){label, label}, i);
	}
	return d;
}

static struct train_options
options(enum optimizer kind)
{
	return (struct train_options){
		.r = {.arch = "8c5s2 bn relu drop0.2 12c3s2n bn relu d", .optim = {kind, 0.9, 0.001, 0.9},
			.schedule = RATE_ONECYCLE, .rate = 0.01, .member = 1, .epochs = 4, .batch = 24, .seed = 5},
		.smooth = 0.05, .augment = AUGMENT_DEFAULTS, .fade = 1, .style = "emnist",
	};
}

/* Trains whole; with a stop and a resume in the middle when path is given. */
static struct trainer *
train(const struct train_options *o, const struct dataset *d, const char *path)
{
	struct trainer *t = train_new(o, d);
	struct progress bar;
	int held;

	progress_start(&bar, 0, "", "", 0);
	while (t && t->l.epoch < o->r.epochs) {
		if (learner_epoch(&t->l, &bar, &stop))
			abort();
		if (path && t->l.epoch == 2) {
			stop = 1;
			learner_epoch(&t->l, &bar, &stop);
			stop = 0;
			if (learner_save(&t->l, path, OUT_WHOLE, &held) || close(held) != 0)
				abort();
			train_free(t);
			t = train_new(o, d);
			if (learner_resume(&t->l, path))
				abort();
			path = NULL;
		}
	}
	return t;
}

static int
same(const struct trainer *a, const struct trainer *b)
{
	return memcmp(a->l.state.ema, b->l.state.ema, a->l.arch.n_params * sizeof(float)) == 0
	       && memcmp(a->l.state.params, b->l.state.params, a->l.arch.n_params * sizeof(float)) == 0
	       && memcmp(a->l.stats, b->l.stats, a->l.arch.n_stats * sizeof(float)) == 0;
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

static void
checkpoints(const struct dataset *d)
{
	struct train_options o = options(OPTIM_ADAMW), other = o;
	char path[] = "/tmp/hwr-test-XXXXXX";
	struct trainer *whole = train(&o, d, NULL), *halves, *t;
	int fd = mkstemp(path);

	close(fd);
	halves = train(&o, d, path);
	tap_ok(same(whole, halves), "a resumed run ends with the same bytes");
	tap_hush(1);
	other.r.seed = 6;
	t = train_new(&other, d);
	tap_ok(learner_resume(&t->l, path) == -1, "a checkpoint of another run is refused");
	train_free(t);
	t = train_new(&o, d);
	tap_ok(truncate(path, 3000) == 0 && learner_resume(&t->l, path) == -1, "a checkpoint cut short is refused");
	tap_hush(0);
	train_free(t);
	unlink(path);
	train_free(whole);
	train_free(halves);
}

/* With Winograd layers, pooling and a bn in the middle, too; the number of threads is left at 3. */
static void
any_threads(const struct train_options *o, const struct dataset *d, const char *what)
{
	struct trainer *one, *three;

	set_threads(1);
	one = train(o, d, NULL);
	set_threads(3);
	three = train(o, d, NULL);
	tap_ok(same(one, three), "one thread and three give the same bytes%s", what);
	train_free(one);
	train_free(three);
}

/* How often an epoch of t draws image i. */
static int
draws(const struct trainer *t, int64_t i)
{
	int n = 0;

	for (int64_t k = 0; k < t->l.size; k++)
		n += t->l.order[k] == i;
	return n;
}

/* Images come as often as they weigh; balanced, classes come alike. */
static void
weights(struct dataset *d)
{
	struct train_options o = options(OPTIM_SGD);
	struct trainer *t;
	double of_class[CLASSES] = {0};
	int right = 0, alike = 0;
	float *share;

	o.r.epochs = 1;
	o.r.arch = "d";
	for (int64_t i = 0; i < d->n; i++)
		d->weights[i] = i % 2 ? 2.5f : 0.5f;
	t = train(&o, d, NULL);
	for (int64_t i = 0; i < d->n; i++)
		right += i % 2 ? draws(t, i) == 2 || draws(t, i) == 3 : draws(t, i) <= 1;
	tap_ok(t->l.size == d->n * 3 / 2 && right == d->n, "%d of %d images come as often as they weigh, in %d draws",
	       right, (int)d->n, (int)t->l.size);
	train_free(t);
	dataset_balance(d, 0);
	tap_ok(d->weights[1] > 2.4f && d->weights[1] < 2.6f, "not balanced, weights stay");
	dataset_balance(d, 1);
	for (int64_t i = 0; i < d->n; i++)
		of_class[d->labels[i]] += (double)d->weights[i];
	share = class_shares(d, SHARES_ALL);
	for (int k = 0; k < CLASSES; k++)
		alike += fabs(of_class[k] * CLASSES / (double)d->n / 1.5 - 1) < 1e-3 && fabs((double)share[k] * CLASSES - 1) < 1e-3;
	tap_ok(alike == CLASSES, "balanced, %d of %d classes are alike, and their shares say so", alike, CLASSES);
	free(share);
	for (int64_t i = 0; i < d->n; i++)
		d->weights[i] = 1;
	t = train(&o, d, NULL);
	for (int64_t i = right = 0; i < d->n; i++)
		right += draws(t, i) == 1;
	tap_ok(right == d->n, "without weights every image comes once");
	train_free(t);
}

/* Scores made t times as large want a temperature t times as high; answers stay. */
static void
temperatures(const struct trainer *t, struct dataset *d)
{
	const struct dataset none = DATASET_EMPTY;
	double before, after, right;
	int64_t was;

	tap_ok(calibrate_temperature(&t->l.arch, t->l.state.ema, t->l.stats, &none, NULL) == 1
	       && calibrate_temperature(&t->l.arch, t->l.state.ema, t->l.stats, d, NULL) == 1,
	       "nothing, or nothing wrong, leaves scores as they are");
	for (int64_t i = 0; i < d->n; i += 4)		/* what is sure now is wrong at times */
		d->labels[i] = d->also[i] = (uint16_t)((d->labels[i] + 1) % d->n_classes);
	was = train_validate(t, d);
	before = calibrate_temperature(&t->l.arch, t->l.state.ema, t->l.stats, d, NULL);
	calibrate_scale(&t->l.arch, t->l.state.ema, before / 2);	/* should be 2 now */
	after = calibrate_temperature(&t->l.arch, t->l.state.ema, t->l.stats, d, NULL);
	calibrate_scale(&t->l.arch, t->l.state.ema, after);
	right = calibrate_temperature(&t->l.arch, t->l.state.ema, t->l.stats, d, NULL);
	tap_ok(before > CALIBRATE_LEAST && before < CALIBRATE_MOST && fabs(after - 2) < 0.01 && fabs(right - 1) < 0.005,
	       "a temperature is found and undone (%.3f, %.3f, %.3f)", before, after, right);
	tap_ok(train_validate(t, d) == was, "answers stay the same");
	for (int64_t i = 0; i < d->n; i += 4)
		d->labels[i] = d->also[i] = (uint16_t)((d->labels[i] + d->n_classes - 1) % d->n_classes);
}

int
main(void)
{
	struct dataset d = bars();
	struct train_options o = options(OPTIM_ADAMW), s = options(OPTIM_SGD);
	struct trainer *one;
	struct augment a;

	any_threads(&o, &d, "");
	s.r.arch = "16c3s2n bn relu 20c3p1 relu p2 bn 24c3p1n bn relu drop0.2 d";
	any_threads(&s, &d, " with Winograd's method");
	s.r.arch = o.r.arch;
	one = train(&o, &d, NULL);
	tap_ok(train_validate(one, &d) > N * 9 / 10, "AdamW learns bars (%d of %d)", (int)train_validate(one, &d), N);
	temperatures(one, &d);
	weights(&d);
	train_free(one);
	one = train(&s, &d, NULL);
	tap_ok(train_validate(one, &d) > N * 9 / 10, "SGD learns bars (%d of %d)", (int)train_validate(one, &d), N);
	train_free(one);
	tap_ok(rate_at(RATE_CONSTANT, 2, 5, 10) == 2 && rate_at(RATE_COSINE, 2, 9, 10) < 1e-9
	       && rate_at(RATE_ONECYCLE, 2, 2, 11) > 1.9 && rate_at(RATE_ONECYCLE, 2, 0, 11) < 0.1
	       && rate_at(RATE_ONECYCLE, 2, 10, 11) < 0.01, "rates rise and fall as they say");
	tap_ok(augment_from("rotate=3,elastic=0", &a) == 0 && a.rotate == 3 && a.elastic == 0 && a.stroke > 0,
	       "a list of changes is read");
	tap_ok(augment_from("rotate", &a) && augment_from("twist=1", &a) && augment_from("rotate=1,", &a)
	       && augment_from("rotate=nan", &a) && augment_from("", &a), "wrong lists are refused");
	checkpoints(&d);
	dataset_free(&d);
	return tap_done();
}
