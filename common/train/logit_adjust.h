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

/* A source's shares have so much of all sources' in them: nothing is impossible anywhere. */
#define ADJUST_POOLED 0.02f

/*
 * adjust_shares - the share of each class in each source of set, by weight, with
 * that of bad cuts where reject of what is drawn are such (bad_cut is their
 * class, or -1).  Above 0, each row sums to 1.  New, (n_paths, n_classes),
 * freed by the caller.
 */
float *adjust_shares(const struct dataset *set, double reject, int bad_cut);

/* adjust_scores - scores[k] += log(share[k]) of n classes: by what an image of that source is judged.  NULL: nothing is added. */
void adjust_scores(const float *share, int n, float *scores);

/* adjust_bias - add sign * log(prior[k]) to the score of the first n classes, in the parameters: the last layer is dense and has a bias. */
void adjust_bias(const struct arch *a, const float *prior, int n, double sign, float *params);

#endif
