/*
 * stage.h - a training step's work on a few images, small enough for the cache.
 *
 * The layers of a network are cut into stages.  Only the maps between stages
 * are kept for a whole batch; what lies inside a stage is made again where it
 * is needed, image by image, in the cache.  A stage is
 *
 *   [bn] [pooling, relu, dropout, a bracket's end ...] [convolution, lstm, or a bracket's begin]
 *
 * so that the numbers a batch norm is fed with are complete, and their mean
 * known, before the stage that begins with it is entered.  A relu behind bn or
 * a convolution belongs to it (arch.h).  The map that a
 * bracket keeps is the one behind its stage.
 */
#ifndef HWR_STAGE_H
#define HWR_STAGE_H

#include "net/conv.h"
#include "net/layers.h"
#include "net/lstm.h"

struct stage {
	int first, end;			/* its layers: first .. end - 1 */
	struct conv *conv;		/* of its last layer, or NULL */
	struct lstm *lstm;		/* the same */
	float *memory;			/* what that keeps of every image on the way forward, for the way back */
	const struct layer *depth;	/* its last layer, if that is a depthwise convolution, or NULL */
	const struct layer *bn;		/* its first layer, or NULL */
	int open;			/* its last layer, if a bracket begins with it, or -1 */
	int run;			/* images that go through together */
	size_t in, out;			/* floats of an image's map before and behind it; of lines, of ARCH_LINE_COLS columns */
};

/* What one thread works with. */
struct workspace {
	float *values;			/* the maps inside a stage */
	float *grad[2];			/* gradients on their way back through it */
	float *sums;			/* conv_sums of the weight gradient */
	float *scratch;			/* conv_scratch */
};

/* Images lo .. lo + n - 1 of the batch. */
struct images {
	const uint8_t *bytes;		/* of image lo, (28,28), and those behind it; of one line */
	int lo, n;			/* of lines n is 1 */
	size_t before, each;		/* images before lo, 1; of lines the columns of those before it, and of this one */
	uint64_t seed;			/* of the step's dropout */
	float *const *kept;		/* by layer, where a bracket begins: the batch's maps, and */
	float *const *kept_grad;	/* their gradients from where it ends */
};

/* images_at - where the map of images im begins among those of a batch, each of which has so many floats. */
static inline size_t
images_at(const struct images *im, size_t floats)
{
	return floats * im->before / im->each;
}

/*
 * stages_new - cuts a into stages, which are all 0 and have room for a->n + 1;
 * their convolutions and lstms run on k, and have no weights and memory yet.  Returns how many there are.
 */
int stages_new(const struct arch *a, const struct kernel *k, struct stage *stages);
void stages_free(struct stage *stages, int n);

/* stage_values - floats of work->values that st needs for one image. */
size_t stage_values(const struct arch *a, const struct stage *st);

/*
 * stage_at - st as it is for lines of which a (arch_at) is: it has a convolution of its
 * own, freed with conv_free.
 */
struct stage stage_at(const struct arch *a, const struct stage *st);

/*
 * stage_forward - x, the maps in front of the stage, to y behind it.
 * x is NULL for the first stage, which takes the images; bn the statistics of
 * st->bn; params those of the network.
 */
void stage_forward(const struct arch *a, const struct kernel *k, const struct stage *st,
                   const struct images *im, const float *x, const struct bn *bn, const float *params,
                   struct workspace *work, float *y);

/*
 * stage_backward - dy, the gradient behind the stage, to dx before it.
 *
 * Behind a stage that ends with a convolution, y and dy are what stage_forward
 * made and its gradient, bn of the next stage undone already.  dx is that
 * behind st->bn, masked by its relu, and bn_sums (2,Np) grow by its sums; the
 * first stage has no dx.  Weight gradients go to work->sums; bias gradients to
 * db, or NULL.
 */
void stage_backward(const struct arch *a, const struct kernel *k, const struct stage *st,
                    const struct images *im, const float *x, const struct bn *bn, const float *params,
                    const float *y, const float *dy, struct workspace *work, float *db, float *dx, double *bn_sums);

#endif
