/*
 * bench-net - images a second of the bare engine, for scripts/bench/bench.sh.
 *
 *   bench-net NETWORK infer|train THREADS BATCH SECONDS
 *       NETWORK: a name hwr-train --arch knows; random weights and images.
 *       Prints name, mode, threads, images/s, GFLOP/s: medians over batches.
 *   bench-net peak THREADS
 *       Prints the GFLOP/s of multiply-adds that THREADS cores do together.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/order.h"
#include "base/rng.h"
#include "base/threads.h"
#include "net/network.h"
#include "net/train_step.h"
#include "net/weights.h"
#include "train/loss.h"
#include "train/optim.h"
#include "peak.h"
#include "timing.h"

enum { CLASSES = 47, MAX_TIMES = 100000, WARM = 3, PIXELS = GLYPH_SIDE * GLYPH_SIDE };

struct bench {
	struct arch arch;
	struct optim_state state;
	struct train_step *step;	/* to train */
	struct network *net;		/* to infer */
	float *stats, *grads, *logits;
	uint8_t *images;
	struct target *targets;
	int batch;
};

static void
bench_open(struct bench *b, const char *name, int train, int batch)
{
	const char *text = arch_named(name);
	struct rng r = rng_seed(1, 2);
	char why[200];

	if (arch_parse(text ? text : name, CLASSES, &b->arch, why, sizeof why)) {
		fprintf(stderr, "bench-net: %s: %s\n", name, why);
		exit(2);
	}
	b->batch = batch;
	b->state = optim_new(&b->arch);
	b->stats = mem_floats(b->arch.n_stats + 1);
	b->grads = mem_floats(b->arch.n_params);
	b->logits = mem_floats((size_t)batch * CLASSES);
	b->images = mem_alloc((size_t)batch, PIXELS);
	b->targets = mem_zero((size_t)batch, sizeof *b->targets);
	weights_init(&b->arch, 1, b->state.params, b->stats);
	for (int i = 0; i < batch * PIXELS; i++)
		b->images[i] = (uint8_t)rng_below(&r, 256);
	for (int i = 0; i < batch; i++) {
		const uint16_t label = (uint16_t)rng_below(&r, CLASSES);

		b->targets[i].of[0] = b->targets[i].of[1] = (struct answers){label, label};
	}
	if (train)
		b->step = train_step_new(&b->arch, batch, 0);
	else
		b->net = network_new(&b->arch, b->state.params, b->stats);
}

static void
bench_close(struct bench *b)
{
	train_step_free(b->step);
	network_free(b->net);
	optim_free(&b->state);
	free(b->stats);
	free(b->grads);
	free(b->logits);
	free(b->images);
	free(b->targets);
}

/* As PyTorch's peer: scores, loss, gradients, one step of SGD with momentum. */
static void
train_batch(struct bench *b)
{
	const struct optim sgd = {OPTIM_SGD, 0.9, 0, 0};
	const struct loss_batch targets = {{0, 0}, b->targets};
	const struct batch batch = {b->images, NULL, b->batch, 1, loss_step, &targets};
	int right;

	train_step_run(b->step, b->state.params, b->stats, 0.1f, &batch, b->grads, &right);
	optim_step(&sgd, &b->arch, &b->state, b->grads, 0.01);
}

/* Every thread takes runs of images, as the programs do. */
static void
infer_batch(struct bench *b)
{
	const int run = NETWORK_RUN;

#pragma omp parallel for schedule(dynamic)
	for (int i = 0; i < b->batch; i += run)
		network_run(b->net, b->images + (size_t)i * PIXELS,
		            b->batch - i < run ? b->batch - i : run, b->logits + (size_t)i * CLASSES);
}

/* The median of the seconds that a batch takes. */
static double
median_batch(struct bench *b, double seconds)
{
	double *times = mem_alloc(MAX_TIMES, sizeof *times), middle, end;
	int n = 0;

	for (int i = 0; i < WARM; i++)
		b->step ? train_batch(b) : infer_batch(b);
	for (end = seconds_now() + seconds; n < MAX_TIMES && (n == 0 || seconds_now() < end); n++) {
		const double start = seconds_now();

		b->step ? train_batch(b) : infer_batch(b);
		times[n] = seconds_now() - start;
	}
	middle = median(times, n, 0);
	free(times);
	return middle;
}

static int
peak(const char *threads)
{
	const char *kernel = kernel_best()->name;
	double sum = 0;

	threads_set("threads", threads);
#pragma omp parallel reduction(+:sum)
	sum += peak_macs(kernel);
	printf("peak\t%s\t%s\t-\t%.1f\n", kernel, threads, 2e-9 * sum);
	return 0;
}

int
main(int argc, char *argv[])
{
	struct bench b = {0};
	double rate;
	int train;

	setprog("bench-net");
	if (argc == 3 && strcmp(argv[1], "peak") == 0)
		return peak(argv[2]);
	if (argc != 6) {
		fprintf(stderr, "usage: bench-net network infer|train threads batch seconds\n       bench-net peak threads\n");
		return 2;
	}
	train = strcmp(argv[2], "train") == 0;
	threads_set("threads", argv[3]);
	bench_open(&b, argv[1], train, (int)arg_int("batch", argv[4], 2, 4096));
	rate = b.batch / median_batch(&b, arg_real("seconds", argv[5], 0, 3600));
	printf("%s\t%s\t%s\t%.0f\t%.1f\n", argv[1], train ? "train" : "infer", argv[3], rate,
	       rate * b.arch.macs * (train ? 6e-9 : 2e-9));
	bench_close(&b);
	return 0;
}
