/*
 * ctc.h - connectionist temporal classification: the loss of a network that
 * reads a whole line and is told only the line's text.
 *
 * A. Graves, S. Fernandez, F. Gomez, J. Schmidhuber, "Connectionist Temporal
 * Classification: Labelling Unsegmented Sequence Data with Recurrent Neural
 * Networks", ICML 2006.  The network gives, at each of T steps along the line,
 * scores for every class and for one class more, the blank.  A path names one of
 * them at every step; it spells the text that is left when repeated classes are
 * made one and blanks are dropped.  The probability of a text is the sum over
 * all paths that spell it, found by a forward and a backward pass over the text
 * with blanks around every character.  All sums are in log space.
 */
#ifndef HWR_CTC_H
#define HWR_CTC_H

#include <stdint.h>

struct ctc_text {
	const uint16_t *label;	/* n classes, none of them the blank */
	int n;			/* characters; 0 is a text of nothing */
};

/* ctc_steps_least - the fewest steps that can spell text: one a character, and a blank between equal ones. */
int ctc_steps_least(const struct ctc_text *text);

/*
 * ctc_loss - the loss of one line, -log of the probability of its text.
 *
 * scores   (steps, stride): the first classes of every row are scores before
 *          softmax, the last of them, class classes - 1, of the blank; they are
 *          replaced by the loss's gradient times scale
 * Returns the loss in nats, which is finite: where steps are fewer than
 * ctc_steps_least says it is 0, and so is the gradient.
 */
double ctc_loss(const struct ctc_text *text, int steps, int classes, int stride, float scale, float *scores);

#endif
