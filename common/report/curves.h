/*
 * curves.h - how trainings went, as a picture that a person reads.
 */
#ifndef HWR_CURVES_H
#define HWR_CURVES_H

#include "image/image.h"
#include "report/training_log.h"

enum { CURVES_MAX = 8 };	/* logs of one picture, as many as there are colours */

/*
 * curves_picture - the red, green and blue plane of a new picture, each freed
 * with image_free.
 *
 * On the left the loss by epoch, on the right the accuracy: lines that have
 * their last value beside them for the validation, dots for the training data.
 * The scale of the accuracy is for the validation and for how training ends;
 * what lies below is cut off.  Names and colours of the n logs (1 ..
 * CURVES_MAX) stand underneath.
 */
void curves_picture(const struct training_log *log, int n, struct image plane[3]);

#endif
