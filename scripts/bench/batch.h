/*
 * batch.h - a random batch that bench-net has a network answer or learn from.
 */
#ifndef HWR_BENCH_BATCH_H
#define HWR_BENCH_BATCH_H

#include "base/rng.h"
#include "net/network.h"
#include "net/train_step.h"
#include "train/optim.h"

/* A network of random weights, and what it needs to learn or to answer. */
struct bench {
	struct arch arch;
	struct optim_state state;
	float *stats, *grads;
	struct train_step *step;	/* to train, or NULL */
	struct network *net;		/* to infer, or NULL */
	const struct batch_kind *kind;
	void *batch;			/* of that kind, owned */
	int n;				/* images, or lines, of a batch */
	double macs;			/* multiply-adds of a batch's answers */
};

struct batch_kind {
	int classes;			/* of the network */
	/* A new batch, as text, the argument of bench-net, has it: b->batch, b->n, b->macs, and b->step when train is 1. */
	void (*open)(struct bench *b, const char *text, int train);
	void (*close)(struct bench *b);
	void (*train)(struct bench *b);	/* a whole step, the optimizer's too */
	void (*infer)(struct bench *b);	/* the answers, by all threads, as the programs do it */
};

extern const struct batch_kind batch_images, batch_lines;

/* random_bytes - n of them, new. */
uint8_t *random_bytes(struct rng *r, size_t n);

#endif
