/*
 * trim.h - a picture cropped to its ink, with tags that say where the ink came from.
 *
 * What hwr-trim does with every picture of a stream, and hwr-recognize before
 * it looks for lines.
 */
#ifndef HWR_TRIM_H
#define HWR_TRIM_H

#include "image/ink.h"
#include "page/tags.h"

/*
 * trim_picture - the ink of pic, and what is known of it.
 *
 * name  how messages call the picture's file; "<stdin>" is no src in the tags
 * page  1 .. : which picture of its input it is, where its own tags do not say
 * ink   a new ink image, freed by the caller, without a tag (ink_extract)
 * tags  a new set, freed by the caller with tags_free: what pic's own tag knows,
 *       and box, page and src.  box is in pixels of the original, also where
 *       pic was cropped out of it before
 *
 * A picture whose tag has a box came from hwr-trim or hwr-split: its ink is
 * high already, however much of it there is, and polarity is not guessed.
 * Returns 1 when there is ink, 0 when pic is blank (nothing is said).
 */
int trim_picture(const struct image *pic, const char *name, int page, const struct ink_options *o,
                 struct image *ink, struct tags *tags);

#endif
