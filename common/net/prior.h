/*
 * prior.h - how often each class occurs: in training, and where a model is used.
 *
 * A network learns the shares of its training data with everything else.  Where
 * classes occur otherwise, its probabilities p are set right without training
 * it again (Saerens, Latinne, Decaestecker, "Adjusting the Outputs of a
 * Classifier to New a Priori Probabilities", Neural Computation 14, 2002):
 *
 *   p'[k] = p[k] * wanted[k] / trained[k], scaled to sum 1
 */
#ifndef HWR_PRIOR_H
#define HWR_PRIOR_H

#include "net/model.h"

/*
 * models_prior - let every model of set answer as if classes had other shares.
 *
 * spec  "trained", as they are; "uniform"; "alone", as prior_alone has it;
 *       or the path of a file: lines of a label and its share (any
 *       scale), apart by blanks.  When all labels are whole numbers and one is
 *       above 9, they are the class numbers of EMNIST's standard set that holds
 *       them (47 of ByMerge, 62 of ByClass).  A merged letter, "Cc", names both
 *       cases of a model that tells them apart.  A class that is not named
 *       never is the answer; rejects stay as likely as in training.
 * Returns 0, or -1 after saying why: an unreadable file, a model that does not
 * say what shares it was trained with, or one of whose classes none is named.
 */
int models_prior(struct models *set, const char *spec);

extern const char *const prior_words[];	/* those that spec may be, files aside; ends with NULL */

/* models_level - the same for classes that are all equally likely, rejects, too.  Returns 0, or -1 after naming path. */
int models_level(struct models *set, const char *path);

/*
 * prior_alone - what the probabilities of m are to be multiplied by where a
 * character stands alone: all letters and digits are equally likely then, what
 * else there is stays as likely as in training.
 * New, (n_classes), freed by the caller; NULL when m does not say how it was trained.
 */
float *prior_alone(const struct model *m);

/*
 * prior_tempered - the same where characters are parts of words: shares are
 * raised to power, 0..1, because neighbours and language say the rest; rejects
 * stay as likely as they were.
 */
float *prior_tempered(const struct model *m, double power);

/* prior_adjust - p[k] *= by[k] for n of them, then scaled to sum 1 (all 0 stays). */
void prior_adjust(const float *by, int n, float *p);

#endif
