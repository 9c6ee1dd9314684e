/* Logit adjustment: what a class looks like is learnt apart from how often a source has it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/tap.h"
#include "net/network.h"
#include "train/logit_adjust.h"
#include "train/train.h"

enum { N = 400, CLASSES = 3, OFTEN = 4 };	/* of five images, OFTEN are of a source's frequent class */

static volatile sig_atomic_t stop;

static int
source_of(int64_t i)
{
	return (int)(i & 1);
}

/* Two sources, told apart by their ink; classes 0 and 1 look alike, and are 4:1 in one source, 1:4 in the other. */
static struct dataset
two_sources(void)
{
	struct dataset d = DATASET_EMPTY;

	for (int k = 0; k < CLASSES; k++)
		dataset_class(&d, (const char[]){(char)('a' + k), '\0'}, "two sources");
	for (int s = 0; s < 2; s++)
		dataset_origin(&d, s ? "two" : "one");
	for (uint32_t i = 0; i < N; i++) {
		const int source = source_of(i), often = i / 2 % 5 < OFTEN;
		const int label = i % 9 == 0 ? 2 : often == source;
		uint8_t px[GLYPH_SIZE] = {0};

		memset(px + (label == 2 ? 300 : 0), source ? 255 : 120, 200);
		dataset_put(&d, px, &(struct truth){label, label}, i);
		d.origins[i] = (uint16_t)source;
	}
	return d;
}

static void
shares(const struct dataset *d)
{
	float *share = logit_adjust_shares(d, 0.1, 2);
	int sums = 0, above = 0;

	for (int s = 0; s < 2; s++) {
		float sum = 0;

		for (int k = 0; k < CLASSES; k++) {
			sum += share[s * CLASSES + k];
			above += share[s * CLASSES + k] > 0;
		}
		sums += fabs((double)sum - 1) < 1e-5;
	}
	tap_ok(sums == 2 && above == 2 * CLASSES, "each source's shares sum to 1, and none is 0");
	tap_ok(share[0] > 3 * share[1] && share[4] > 3 * share[3] && share[0] < 4 * share[1],
	       "they are the source's own, with a little of all");
	tap_ok(share[2] > 0.18f && share[2] < 0.22f, "rejects that are made on the way are counted (%.3f)", (double)share[2]);
	free(share);
}

/* How much likelier class 0 is than 1, by the scores for an image of each source. */
static void
odds(const struct dataset *d, int adjust, double of[2])
{
	const struct train_options o = {
		.r = {.arch = "6c5s4 relu d", .optim = {OPTIM_ADAMW, 0.9, 0, 0.9}, .schedule = RATE_COSINE, .rate = 0.01,
			.member = 1, .epochs = 40, .batch = 40, .seed = 3},
		.fade = 1, .adjust = adjust,
	};
	struct trainer *t = train_new(&o, d);
	struct network *net;
	struct progress bar;

	progress_start(&bar, 0, "", "", 0);
	while (t->l.epoch < o.r.epochs)
		learner_epoch(&t->l, &bar, &stop);
	progress_end(&bar);
	net = network_new(&t->l.arch, t->l.state.ema, t->l.stats);
	for (int s = 0; s < 2; s++) {
		float scores[CLASSES];

		network_run(net, d->images + (s ? 1 : 2) * GLYPH_SIZE, 1, scores);
		of[s] = (double)(scores[0] - scores[1]);
	}
	network_free(net);
	tap_ok(train_validate(t, d) > N * 7 / 10, "by its source's shares most of it is right (%d of %d)",
	       (int)train_validate(t, d), N);
	train_free(t);
}

/* A bias by a prior and back leaves the parameters. */
static void
bias(const struct dataset *d)
{
	const float prior[2] = {0.5f, 0.25f};
	struct arch a;
	char why[100];
	float *p;
	size_t b;

	if (arch_parse("d", d->n_classes, &a, why, sizeof why))
		abort();
	p = mem_floats(a.n_params);
	b = a.layer[a.n - 1].b;
	logit_adjust_bias(&a, prior, 2, 1, p);
	tap_ok(fabs((double)p[b] - log(0.5)) < 1e-6 && fabs((double)p[b + 1] - log(0.25)) < 1e-6 && p[b + 2] == 0,
	       "the last bias takes the log of the prior, of the classes it has");
	logit_adjust_bias(&a, prior, 2, -1, p);
	tap_ok(fabs((double)p[b]) < 1e-6 && fabs((double)p[b + 1]) < 1e-6, "and gives it back");
	free(p);
}

int
main(void)
{
	struct dataset d = two_sources();
	double as_they_are[2], adjusted[2];

	shares(&d);
	bias(&d);
	odds(&d, 0, as_they_are);
	odds(&d, 1, adjusted);
	tap_ok(as_they_are[0] > 1 && as_they_are[1] < -1, "without it a network learns each source's shares (%.2f, %.2f)",
	       as_they_are[0], as_they_are[1]);
	tap_ok(fabs(adjusted[0]) < 0.4 && fabs(adjusted[1]) < 0.4, "with it, what looks alike scores alike in both (%.2f, %.2f)",
	       adjusted[0], adjusted[1]);
	dataset_free(&d);
	return tap_done();
}
