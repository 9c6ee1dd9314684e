/*
 * filter.h - an image through a program that reads one picture and writes one, as netpbm's do.
 */
#ifndef HWR_FILTER_H
#define HWR_FILTER_H

#include "image/image.h"

/*
 * image_filter - what a command makes of img.
 *
 * command  for sh(1); it gets img on its standard input, without a tag, and need not read it
 * name     how messages call the picture
 * out      on 0 a new image, of whatever size, without a tag; else untouched
 *
 * What it writes may be of any kind that image_read takes, but must be one image.
 * Returns 0, or 1 after saying what failed.
 */
int image_filter(const char *command, const struct image *img, const char *name, struct image *out);

#endif
