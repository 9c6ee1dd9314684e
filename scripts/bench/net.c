/*
 * bench-net - images or lines a second of the bare engine, for scripts/bench/bench.sh.
 *
 *   bench-net NETWORK infer|train THREADS BATCH SECONDS
 *       NETWORK: a name hwr-train --arch knows, or an architecture; random weights and images.
 *       BATCH: how many images; for a network for lines the columns of each, "600,424,600".
 *       Prints name, mode, threads, images/s or lines/s, GFLOP/s: medians over batches.
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
#include "base/threads.h"
#include "net/weights.h"
#include "batch.h"
#include "peak.h"
#include "timing.h"

enum { MAX_TIMES = 100000, WARM = 3 };

uint8_t *
random_bytes(struct rng *r, size_t n)
{
	uint8_t *px = mem_alloc(n, 1);

	for (size_t i = 0; i < n; i++)
		px[i] = (uint8_t)rng_below(r, 256);
	return px;
}

static void
bench_open(struct bench *b, const char *name, const char *batch, int train)
{
	const char *text = arch_named(name);
	char why[200];

	text = text ? text : name;
	b->kind = strncmp(text, "line", 4) == 0 ? &batch_lines : &batch_images;
	if (arch_parse(text, b->kind->classes, &b->arch, why, sizeof why)) {
		fprintf(stderr, "bench-net: %s: %s\n", name, why);
		exit(2);
	}
	b->state = optim_new(&b->arch);
	b->stats = mem_floats(b->arch.n_stats + 1);
	b->grads = mem_floats(b->arch.n_params);
	weights_init(&b->arch, 1, b->state.params, b->stats);
	b->kind->open(b, batch, train);
	if (!train)
		b->net = network_new(&b->arch, b->state.params, b->stats);
}

static void
bench_close(struct bench *b)
{
	b->kind->close(b);
	train_step_free(b->step);
	network_free(b->net);
	optim_free(&b->state);
	free(b->stats);
	free(b->grads);
}

/* The median of the seconds that a batch takes. */
static double
median_batch(struct bench *b, double seconds)
{
	void (*const run)(struct bench *) = b->step ? b->kind->train : b->kind->infer;
	double *times = mem_alloc(MAX_TIMES, sizeof *times), middle, end;
	int n = 0;

	for (int i = 0; i < WARM; i++)
		run(b);
	for (end = seconds_now() + seconds; n < MAX_TIMES && (n == 0 || seconds_now() < end); n++) {
		const double start = seconds_now();

		run(b);
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
	double batches;		/* a second */
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
	bench_open(&b, argv[1], argv[4], train);
	batches = 1 / median_batch(&b, arg_real("seconds", argv[5], 0, 3600));
	printf("%s\t%s\t%s\t%.2f\t%.2f\n", argv[1], train ? "train" : "infer", argv[3], b.n * batches,
	       b.macs * batches * (train ? 6e-9 : 2e-9));
	bench_close(&b);
	return 0;
}
