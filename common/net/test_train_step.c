/* Gradients of every kind of layer against central differences of the loss. */
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

enum { BATCH = 24, CLASSES = 10, PROBES = 12 };

struct fixture {
	struct arch arch;
	struct train_step *step;
	float *params, *stats, *grads;
	uint8_t *images;
	int labels[BATCH];
};

/* Cross-entropy, for targets that are labels: a step_loss. */
static double
cross_entropy(const void *targets, int i, float *scores, int classes, float scale, int *right)
{
	const int label = ((const int *)targets)[i];
	double loss;

	*right = 1;
	for (int k = 0; k < classes; k++)
		*right &= scores[k] <= scores[label];
	softmax(scores, classes, scores);
	loss = -log((double)scores[label] + 1e-30);
	scores[label] -= 1;
	for (int k = 0; k < classes; k++)
		scores[k] *= scale;
	return loss;
}

static struct batch
batch_of(const struct fixture *f)
{
	return (struct batch){f->images, NULL, BATCH, 11, cross_entropy, f->labels};
}

static void
setup(struct fixture *f, const char *text)
{
	struct rng r = rng_seed(3, 1);
	char why[200];

	if (arch_parse(text, CLASSES, &f->arch, why, sizeof why))
		abort();
	f->step = train_step_new(&f->arch, BATCH, 0);
	f->params = mem_floats(f->arch.n_params);
	f->stats = mem_floats(f->arch.n_stats + 1);
	f->grads = mem_floats(f->arch.n_params);
	f->images = mem_alloc(BATCH, 28 * 28);
	weights_init(&f->arch, 5, f->params, f->stats);
	for (int i = 0; i < BATCH * 28 * 28; i++)
		f->images[i] = (uint8_t)rng_below(&r, 256);
	for (int i = 0; i < BATCH; i++)
		f->labels[i] = (int)rng_below(&r, CLASSES);
}

static void
teardown(struct fixture *f)
{
	train_step_free(f->step);
	free(f->params);
	free(f->stats);
	free(f->grads);
	free(f->images);
}

static double
mean_loss(struct fixture *f, float *grads)
{
	const struct batch b = batch_of(f);
	int right;

	return train_step_run(f->step, f->params, f->stats, 0, &b, grads, &right) / BATCH;
}

/* The relative error over PROBES parameters whose gradient is not tiny. */
static double
probe(struct fixture *f)
{
	struct rng r = rng_seed(9, 9);
	float *other = mem_floats(f->arch.n_params);
	double worst = 0, top = 0;

	mean_loss(f, f->grads);
	for (size_t i = 0; i < f->arch.n_params; i++)
		top = fmax(top, fabs((double)f->grads[i]));
	for (int n = 0, tries = 0; n < PROBES && tries < 100000; tries++) {
		size_t i = rng_below(&r, (uint32_t)f->arch.n_params);
		const float keep = f->params[i], h = 4e-3f;
		double up, down, diff;

		if (fabs((double)f->grads[i]) < 0.05 * top)
			continue;
		f->params[i] = keep + h;
		up = mean_loss(f, other);
		f->params[i] = keep - h;
		down = mean_loss(f, other);
		f->params[i] = keep;
		diff = (up - down) / (2 * (double)h) - (double)f->grads[i];
		worst = fmax(worst, fabs(diff) / (fabs((double)f->grads[i]) + 0.1 * top));
		n++;
	}
	free(other);
	return worst;
}

static void
gradient(const char *text)
{
	struct fixture f;
	double e;

	setup(&f, text);
	e = probe(&f);
	tap_ok(e < 0.02, "gradient of '%s' (error %.2g)", text, e);
	teardown(&f);
}

/* Inference with running statistics equals training's forward when they are the batch's. */
static void
folding(const char *text)
{
	struct fixture f;
	struct network *net;
	struct batch b;
	float *logits = mem_floats(BATCH * CLASSES);
	int right, best = 0;

	setup(&f, text);
	b = batch_of(&f);
	train_step_run(f.step, f.params, f.stats, 1, &b, f.grads, &right);
	net = network_new(&f.arch, f.params, f.stats);
	network_run(net, f.images, BATCH, logits);
	for (int i = 0; i < BATCH; i++) {
		int top = 0;

		for (int k = 1; k < CLASSES; k++)
			if (logits[i * CLASSES + k] > logits[i * CLASSES + top])
				top = k;
		best += top == f.labels[i];
	}
	tap_ok(abs(best - right) <= 1, "folded inference agrees with training for '%s' (%d, %d)", text, best, right);
	network_free(net);
	free(logits);
	teardown(&f);
}

/* An image's scores do not depend on what it is read together with, on any kernel. */
static void
company(const char *cpu)
{
	enum { IMAGES = 21 };
	struct fixture f;
	struct network *net;
	float all[IMAGES * CLASSES], one[CLASSES];
	uint8_t images[IMAGES * 28 * 28];
	struct rng r = rng_seed(4, 2);
	int same = 0;

	setenv("HWR_CPU", cpu, 1);
	setup(&f, "20c3 bn relu 24c3p1 relu p2 70c3 bn relu p2 64c3 relu d40 relu d");
	for (int i = 0; i < IMAGES * 28 * 28; i++)
		images[i] = (uint8_t)rng_below(&r, 256);
	net = network_new(&f.arch, f.params, f.stats);
	network_run(net, images, IMAGES, all);
	for (int i = 0; i < IMAGES; i++) {
		network_run(net, images + (size_t)i * 28 * 28, 1, one);
		same += memcmp(one, all + (size_t)i * CLASSES, sizeof one) == 0;
	}
	tap_ok(same == IMAGES && !isnan(all[0]), "%s: %d of %d images score the same alone and in company",
	       cpu, same, IMAGES);
	network_free(net);
	teardown(&f);
	unsetenv("HWR_CPU");
}

static void
ask(void *cpu)
{
	setenv("HWR_CPU", cpu, 1);
	kernel_best();
	exit(0);
}

/* A processor runs what it has all instructions for, and no faster kernel than was asked for. */
static void
dispatch(void)
{
	char wrong[] = "fast", right[] = "plain", said[200];
#if defined(__x86_64__)
	const unsigned avx2 = CPU_AVX2 | CPU_FMA, avx512 = avx2 | CPU_AVX512F | CPU_AVX512VL;

	tap_ok(kernel_of(NULL, avx512) == &kernel_avx512 && kernel_of("avx512", avx512) == &kernel_avx512, "AVX-512 where it is whole");
	tap_ok(kernel_of(NULL, avx512 & ~(unsigned)CPU_AVX512VL) == &kernel_avx2 && kernel_of(NULL, CPU_AVX512F) == &kernel_plain,
	       "AVX-512F without VL is not enough");
	tap_ok(kernel_of("avx2", avx512) == &kernel_avx2 && kernel_of("plain", avx512) == &kernel_plain, "less, when it is asked for");
	tap_ok(kernel_of("avx512", avx2) == &kernel_avx2 && kernel_of("avx2", CPU_AVX2) == &kernel_plain, "never more than there is");
#endif
	tap_ok(kernel_of("", 0) == &kernel_plain && kernel_of("avx2", 0) == &kernel_plain && kernel_of("AVX2", cpu_has()) == NULL,
	       "other words are no kernels");
	tap_ok(tap_child(ask, wrong, said, sizeof said) == 2 && strstr(said, "fast") && tap_child(ask, right, said, sizeof said) == 0,
	       "which HWR_CPU says");
}

int
main(void)
{
	gradient("d");
	gradient("4c3 d");
	gradient("4c3 bn d");
	gradient("4c3n bn d12 bn d");
	gradient("4c5s2p2 bn 6c3p1 p2 d");
	gradient("4c3s2 a2 5c3 gap d");
	gradient("8c5s3 drop0.4 d");
	gradient("6c5s3 bn drop0.2 4c3s2p1 d");
	gradient("16c3 bn 20c3p1n bn drop0.1 a2 24c3 bn d");
	gradient("a2 bn 16c3s2 relu p2 d20 relu d");
	gradient("4c5s2 bn dw3p1 bn p2 d");
	gradient("6c5s3 dw3s2p1n bn d");
	gradient("6c5s2n bn relu ( 6c3p1 bn )+ p2 d");
	gradient("6c5s3 ( bn 6c3p1n bn drop0.2 6c3p1n )+ bn d");
	gradient("6c5s3 bn ( gap d4 d6 sigmoid )* 5c3 d");
	gradient("4c5s3 bn ( 4c3p1n bn ( gap d4 sigmoid )* )+ ( 4c3p1 )+ d");
	gradient("p2 ( dw3p1 )+ 6c3s3 d");
	folding("8c3s2 bn relu dw3p1n bn relu ( 8c3p1n bn ( gap d4 relu d8 sigmoid )* )+ relu p2 ( 8c3p1 bn relu )+ d");
	folding("8c3s2 bn relu 12c3p1 relu p2 8c3 bn relu d");
	folding("8c5s2 relu bn p2 d20 relu d");
	dispatch();
	company("plain");
	company("avx2");
	company("avx512");
	return tap_done();
}
