/*
 * logit_adjust.h - what a class looks like, learnt apart from how often it occurs.
 *
 * Sources of data have other shares of classes: half of what stands on forms
 * are digits, words are mostly small letters.  A network can tell forms from
 * words by their ink, and learns the shares of each, which no prior that is
 * changed later can take back.  Logit adjustment gives them to the loss: the
 * scores z of an image are judged as z[k] + log(share of k in the image's
 * source), so that z need not hold them (A. K. Menon et al., "Long-tail learning
 * via logit adjustment", arXiv 2007.07314, here with shares by source).
 */
#ifndef HWR_LOGIT_ADJUST_H
#define HWR_LOGIT_ADJUST_H

#include "net/arch.h"
#include "train/dataset.h"

/*
 * logit_adjust_shares - the share of each class in each source of set, by
 * weight, with that of rejects where reject of what is drawn are such
 * (reject_class is their class, or -1).  Each row has a little of the shares of
 * all sources together, so that nothing is impossible anywhere: all are above
 * 0.  Each row sums to 1.  New, (n_paths, n_classes), freed by the caller.
 */
float *logit_adjust_shares(const struct dataset *set, double reject, int reject_class);

/*
 * logit_adjust_scores - scores[k] += log(share[k]) of n classes: by what an
 * image of that source is judged.  NULL: nothing is added.
 */
void logit_adjust_scores(const float *share, int n, float *scores);

/*
 * logit_adjust_bias - add sign * log(prior[k]) to the score of the first n
 * classes, in the parameters: the last layer is dense and has a bias.
 */
void logit_adjust_bias(const struct arch *a, const float *prior, int n, double sign, float *params);

#endif
