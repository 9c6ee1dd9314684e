/*
 * loss.h - what an image should have been, and how far the scores are from it.
 *
 * Cross-entropy with label smoothing, of
 *  - a class, or a letter of unknown case: either of two classes is right, and
 *    -log(p[a] + p[b]) is the loss (Cour, Sapp, Taskar, "Learning from Partial
 *    Labels", JMLR 12, 2011, in its maximum likelihood form);
 *  - two images mixed (Zhang, Cisse, Dauphin, Lopez-Paz, "mixup", arXiv 1710.09412);
 *  - and what a teacher says of the image (Hinton, Vinyals, Dean, "Distilling the
 *    Knowledge in a Neural Network", arXiv 1503.02531, at temperature 1: teachers
 *    here are calibrated).
 * Scores may leave out how often classes occur (logit_adjust.h): then what is judged is
 * score + log(share), and smoothing is by share as well.
 */
#ifndef HWR_LOSS_H
#define HWR_LOSS_H

#include <stdint.h>

struct answers { uint16_t label, also; };	/* either is right; the same class when there is no doubt */

struct target {
	struct answers of[2];	/* of the image, of the one that is mixed in */
	float mixed;		/* share of of[1], 0..0.5 */
	const float *teacher;	/* (classes) probabilities, or NULL */
	const float *share;	/* (classes) of what the image is drawn from, above 0; NULL: scores hold it */
};

/* How targets count in a training. */
struct loss {
	float smooth;		/* the truth is 1 - smooth, plus smooth / classes everywhere */
	float teacher;		/* share of the teacher's word, where there is one, 0..1 */
};

struct loss_batch {
	struct loss how;
	const struct target *targets;	/* one for each image, borrowed */
};

/*
 * loss_of - the loss of one image.
 *
 * logits   (classes); replaced by the gradient, scaled by scale
 * Returns the loss; *right becomes 1 when an answer of of[0] has the highest score.
 */
double loss_of(const struct loss *how, const struct target *t, float *logits, int classes, float scale, int *right);

/* loss_step - loss_of for image i of a struct loss_batch; it is a step_loss of net/train_step.h. */
double loss_step(const void *batch, int i, float *logits, int classes, float scale, int *right);

#endif
