/* Networks for lines: words of their architecture, gradients, and that a line is alone even in company. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "base/tap.h"
#include "net/network.h"
#include "net/softmax.h"
#include "net/train_step.h"
#include "net/weights.h"

enum { LINES = 5, CLASSES = 7, NP = 16, PROBES = 6, COLUMNS = 512 };

static const int cols[LINES] = {64, 40, 96, 48, 136};
static const char *const archs[] = {
	"line48 16c3s2p1 bn relu 24c3p1 bn relu p2 ( 24c3p1 bn relu )+ p2x1 drop0.1 40c6x1 bn relu lstm16 lstm32 d",
	"line48 16c3s2p1n bn relu 24c3p1n bn relu p2 32c3p1n bn relu p2x1 32c6x1 relu 32c1x5p0x2 bn relu d",
	"line24 16c3s2p1 bn relu dw3p1 a2x1 sigmoid d24 relu lstm16 drop0.2 d",
};

struct fixture {
	struct arch arch;
	float *params, *stats, *grads;
	struct line_input line[LINES];
};

/* Cross-entropy at every step, of a class that place and line tell: a step_loss. */
static double
loss_of_steps(const void *targets, int i, float *scores, int classes, float scale, int *right)
{
	const struct fixture *f = targets;
	double loss = 0;

	*right = 0;
	for (int t = 0; t < cols[i] / f->arch.step; t++, scores += NP) {
		const int label = (i + t) % classes;

		softmax(scores, classes, scores);
		loss -= log((double)scores[label] + 1e-30);
		scores[label] -= 1;
		for (int k = 0; k < classes; k++)
			scores[k] *= scale;
	}
	return loss;
}

static void
setup(struct fixture *f, const char *text)
{
	struct rng r = rng_seed(3, 1);
	char why[200];

	if (arch_parse(text, CLASSES, &f->arch, why, sizeof why))
		abort();
	f->params = mem_floats(f->arch.n_params);
	f->stats = mem_floats(f->arch.n_stats + 1);
	f->grads = mem_floats(f->arch.n_params);
	weights_init(&f->arch, 5, f->params, f->stats);
	for (int i = 0; i < LINES; i++) {
		const size_t n = (size_t)f->arch.line * (size_t)cols[i];
		uint8_t *px = mem_alloc(n, 1);

		for (size_t k = 0; k < n; k++)
			px[k] = (uint8_t)rng_below(&r, 256);
		f->line[i] = (struct line_input){px, cols[i]};
	}
}

static void
teardown(struct fixture *f)
{
	for (int i = 0; i < LINES; i++)
		free((void *)f->line[i].px);
	free(f->params);
	free(f->stats);
	free(f->grads);
}

static double
step(struct fixture *f, struct train_step *t, float momentum, float *grads)
{
	const struct batch b = {.lines = f->line, .n = LINES, .seed = 11, .loss = loss_of_steps, .targets = f};
	int right;

	return train_step_run(t, f->params, f->stats, momentum, &b, grads, &right) / LINES;
}

/* The gradient against central differences, at parameters where it is not tiny. */
static void
test_gradient(const char *text)
{
	struct rng r = rng_seed(9, 9);
	struct fixture f;
	struct train_step *t;
	float *other;
	double worst = 0, top = 0;

	setup(&f, text);
	t = train_step_new(&f.arch, COLUMNS, 136);
	other = mem_floats(f.arch.n_params);
	step(&f, t, 0, f.grads);
	for (size_t i = 0; i < f.arch.n_params; i++)
		top = fmax(top, fabs((double)f.grads[i]));
	for (int n = 0, tries = 0; n < PROBES && tries < 200000; tries++) {
		const size_t i = rng_below(&r, (uint32_t)f.arch.n_params);
		const float keep = f.params[i], h = 2e-3f, g = f.grads[i];
		double up, down;

		if (fabs((double)g) < 0.04 * top)
			continue;
		f.params[i] = keep + h;
		up = step(&f, t, 0, other);
		f.params[i] = keep - h;
		down = step(&f, t, 0, other);
		f.params[i] = keep;
		worst = fmax(worst, fabs((up - down) / (2 * (double)h) - (double)g) / (fabs((double)g) + 0.1 * top));
		n++;
	}
	tap_ok(worst < 0.02, "gradient of '%s' (error %.2g)", text, worst);
	free(other);
	train_step_free(t);
	teardown(&f);
}

/* What a line is answered does not depend on how wide the one before it was. */
static void
test_alone(const char *text)
{
	struct fixture f;
	struct network *net;
	float *first, *again, *wide;
	size_t n;

	setup(&f, text);
	net = network_new(&f.arch, f.params, f.stats);
	n = (size_t)(cols[1] / f.arch.step * CLASSES);
	first = mem_floats(n);
	again = mem_floats(n);
	wide = mem_floats((size_t)(cols[4] / f.arch.step * CLASSES));
	network_run_line(net, f.line[1].px, cols[1], first);
	network_run_line(net, f.line[4].px, cols[4], wide);
	network_run_line(net, f.line[1].px, cols[1], again);
	tap_ok(memcmp(first, again, n * sizeof *first) == 0, "a line has the same scores after another: '%s'", text);
	free(first);
	free(again);
	free(wide);
	network_free(net);
	teardown(&f);
}

/* A long line, which goes through block by block, has the scores that it has in one piece. */
static void
test_blocks(const char *text)
{
	enum { WIDE = 2 * NETWORK_LINE_BLOCK + 200 };
	struct rng r = rng_seed(2, 3);
	struct fixture f;
	struct network *net;
	size_t n, pixels;
	uint8_t *px;
	float *whole, *blocks;

	setup(&f, text);
	net = network_new(&f.arch, f.params, f.stats);
	n = (size_t)(WIDE / f.arch.step * CLASSES);
	pixels = (size_t)f.arch.line * WIDE;
	px = mem_alloc(pixels, 1);
	for (size_t k = 0; k < pixels; k++)
		px[k] = (uint8_t)rng_below(&r, 256);
	whole = mem_floats(n);
	blocks = mem_floats(n);
	network_run_line_in(net, px, WIDE, WIDE, whole);
	network_run_line(net, px, WIDE, blocks);
	tap_ok(memcmp(whole, blocks, n * sizeof *whole) == 0, "block by block a line has the scores of one piece: '%s'", text);
	network_run_line_in(net, px, WIDE, 24, blocks);
	tap_ok(memcmp(whole, blocks, n * sizeof *whole) == 0, "and by blocks of 24 columns");
	free(px);
	free(whole);
	free(blocks);
	network_free(net);
	teardown(&f);
}

/* Training's forward pass and the answers agree when the running statistics are the batch's. */
static void
test_folding(void)
{
	struct fixture f;
	struct train_step *t;
	struct network *net;
	float *scores, worst = 0;

	setup(&f, archs[1]);	/* without dropout */
	t = train_step_new(&f.arch, COLUMNS, 136);
	step(&f, t, 1, f.grads);
	/* the variance that runs is the unbiased one: a hair larger */
	net = network_new(&f.arch, f.params, f.stats);
	scores = mem_floats((size_t)(cols[2] / f.arch.step * CLASSES));
	network_run_line(net, f.line[2].px, cols[2], scores);
	for (int s = 0; s < cols[2] / f.arch.step; s++) {
		const float *own = t->map[t->n_stages] + (size_t)((cols[0] + cols[1]) / f.arch.step + s) * NP;
		float p[CLASSES];

		softmax(scores + s * CLASSES, CLASSES, p);
		for (int k = 0; k < CLASSES; k++)	/* the gradient is what training left of its probabilities */
			worst = fmaxf(worst, fabsf(p[k] - (float)(k == (2 + s) % CLASSES) - own[k] * LINES));
	}
	tap_ok(worst < 5e-3f, "answers are training's forward pass (%.2g)", (double)worst);
	free(scores);
	network_free(net);
	train_step_free(t);
	teardown(&f);
}

static void
test_words(void)
{
	static const char *const bad[] = {
		"line0 d", "line300 d", "line48x d", "line48 gap d", "line48 16c3p1 bn relu lstm16 d",
		"line48 16c48x1 lstm15 d", "line48 16c3 d", "line48 16c3s3p1 d", "lstm16 d", "line48 16c48x1 lstm16", "32c3 lstm16 d",
	};
	struct arch a, at;
	char why[200];

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		tap_ok(arch_parse(bad[i], CLASSES, &a, why, sizeof why) < 0, "'%s' is refused", bad[i]);
	tap_ok(arch_parse(archs[0], CLASSES, &a, why, sizeof why) == 0 && a.line == 48 && a.step == 4,
	       "a line of 48 rows has a step for 4 columns");
	arch_at(&a, 1024, &at);
	tap_ok(at.layer[a.n - 1].ocols == 256 && at.layer[a.n - 1].orows == 1, "of 1024 columns, 256");
}

int
main(void)
{
	test_words();
	for (size_t i = 0; i < sizeof archs / sizeof *archs; i++) {
		test_gradient(archs[i]);
		test_alone(archs[i]);
		test_blocks(archs[i]);
	}
	test_folding();
	return tap_done();
}
