/*
 * line_sampler.h - the lines of a training step: drawn, put together, changed.
 *
 * A short line is often drawn with others of its writer behind it, apart by
 * spaces, because words are what most data are of and lines are what is read.
 * Everything random comes from the seed and the place in the epoch.
 */
#ifndef HWR_LINE_SAMPLER_H
#define HWR_LINE_SAMPLER_H

#include "net/train_step.h"
#include "train/ctc.h"
#include "train/line_augment.h"

struct line_sampler {
	const struct line_set *set;	/* borrowed */
	struct line_augment augment;
	double join;			/* 0..1: chance that a line is put together with others */
	int most;			/* columns of a line that is drawn, a multiple of LINE_MULTIPLE */
	int space;			/* the class of a space */
	uint32_t *by_group;		/* (set->n) lines, writer by writer, owned */
	uint32_t *start;		/* (n_groups + 1) where each begins there, owned */
};

struct line_batch {
	int n;
	struct line_input *lines;		/* n, whose pictures are owned */
	struct ctc_text *texts;		/* n, whose labels are owned */
};

/* line_sampler_new - set must have a class for spaces, else nothing is put together. */
struct line_sampler line_sampler_new(const struct line_set *set, const struct line_augment *a, double join, int most);
void line_sampler_free(struct line_sampler *s);

/*
 * line_sampler_draw - the n lines order[0..n-1], places at .. at + n - 1 of the
 * epoch that has this seed; made by all threads, the same for any number of them.
 */
struct line_batch line_sampler_draw(const struct line_sampler *s, uint64_t seed, int64_t at, const uint32_t *order, int n);
void line_batch_free(struct line_batch *b);

#endif
