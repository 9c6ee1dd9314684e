/*
 * confusion_plot.h - a confusion matrix as a picture that a person reads.
 */
#ifndef HWR_CONFUSION_PLOT_H
#define HWR_CONFUSION_PLOT_H

#include "image/image.h"
#include "report/confusion.h"

/*
 * confusion_picture - a new grey image, freed with image_free.
 *
 * A row is a class, a column an answer, with their labels on all sides; a cell
 * is the darker, the larger its share of the row, and has that share in per
 * cent where it is 1 or more and cells are large enough (up to 100 classes).
 * Cells that are right have a frame.  On the right is how many images a class
 * has.  title stands above (ASCII).  Classes without images and answers never
 * given are left out.
 */
struct image confusion_picture(const struct confusion *c, const char *title);

#endif
