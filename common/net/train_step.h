/*
 * train_step.h - one training step: scores and gradients of a batch.
 *
 * A batch is cut into STEP_PARTS parts whatever the number of threads; each
 * part sums its own gradient and parts are added in order, so the same bytes
 * come out for any number of threads.  A part goes through a stage (stage.h)
 * a few images at a time.  Lines have columns of their own each and go through
 * one by one; nothing of one depends on those beside it.
 */
#ifndef HWR_TRAIN_STEP_H
#define HWR_TRAIN_STEP_H

#include "net/arch.h"
#include "net/stage.h"
#include "net/tunables.h"

struct train_step {
	const struct arch *arch;	/* borrowed */
	const struct kernel *kernel;
	int batch;			/* room, images; of lines, columns of all of them */
	int widest;			/* of lines, columns of one */
	int n_stages, threads;
	struct stage stage[ARCH_MAX_LAYERS + 1];
	float *map[ARCH_MAX_LAYERS + 2];	/* (B,rows,cols,Cp) before stage i and behind the last; 0: NULL */
	float *kept[ARCH_MAX_LAYERS];	/* where layer i begins a bracket, the map behind its stage */
	float *kept_grad[ARCH_MAX_LAYERS];	/* its gradient from the bracket's end, owned; else NULL */
	float *delta[2];		/* gradients of maps, on their way back */
	struct workspace *work;		/* (threads) */
	float *packed;			/* the convolutions' weights */
	float *part_grad;		/* (STEP_PARTS, largest layer), of one stage */
	double *sums;			/* (STEP_PARTS, 2, Np) of one bn */
	double *total;			/* (2, Np) of the bn behind the stage under way */
	float *bn_mean, *bn_inv;	/* (n_stats) of this step's batch */
};

/*
 * step_loss - what a network is taught: the loss of image i of a batch.
 *
 * targets  what the batch's images should be, as the loss wants it
 * scores   (classes) of the image, of a line (cols / step, Np); replaced by the loss's gradient times scale
 * Returns the loss; *right becomes 1 when the image counts as right, else 0; of a line, how many characters are.
 */
typedef double step_loss(const void *targets, int i, float *scores, int classes, float scale, int *right);

struct line_input {
	const uint8_t *px;	/* (rows of the architecture, cols) */
	int cols;		/* a multiple of arch.step, widest of the train_step at most */
};

struct batch {
	const uint8_t *images;	/* (n,28,28); NULL for lines, which are */
	const struct line_input *lines;	/* n of them */
	int n;			/* 2 .. room of the train_step; of lines at least 1 */
	uint64_t seed;		/* of this step's dropout */
	step_loss *loss;
	const void *targets;	/* handed to loss */
};

/*
 * train_step_new - for steps of at most batch images, or lines that have batch columns
 * together (a multiple of ARCH_LINE_COLS) and widest each; freed with train_step_free.
 */
struct train_step *train_step_new(const struct arch *a, int batch, int widest);
void train_step_free(struct train_step *t);

/*
 * train_step_run - grads (n_params) = the mean gradient over the batch.
 * stats, the running means and variances, move by momentum towards this batch's.
 * Returns the sum of the losses; *right is the sum of what was right.
 */
double train_step_run(struct train_step *t, const float *params, float *stats, float momentum,
                      const struct batch *b, float *grads, int *right);

#endif
