/*
 * class_shares.h - how often each class occurs in a data set.
 */
#ifndef HWR_CLASS_SHARES_H
#define HWR_CLASS_SHARES_H

#include "train/dataset.h"

/*
 * class_shares - the share of each class in one source of set (an index into its
 * paths) or, for SHARES_ALL, in all of set: by weight, 0..1; an image that is
 * either of two classes is half of each.  New, (n_classes), freed by the caller.
 */
enum { SHARES_ALL = -1 };
float *class_shares(const struct dataset *set, int source);

/*
 * class_shares_drawn - share (n) as a training sees them, in which reject, 0..1,
 * of what is drawn are rejects, class reject_class; -1: there is no such class.
 */
void class_shares_drawn(float *share, int n, double reject, int reject_class);

#endif
