/*
 * tally.h - whether a stream has all images of its pages, and when.
 *
 * hwr-split says with every image how many its page has (tag of).  Who counts them
 * knows that a page is complete before anything comes behind it, and that images were lost.
 */
#ifndef HWR_TALLY_H
#define HWR_TALLY_H

#include "page/tags.h"

struct tally {			/* of the page that goes on */
	int page, of, seen;	/* its number, its images, and how many came; of 0: there is none */
};

#define TALLY_EMPTY {0, 0, 0}

/*
 * tally_add - one image more, with tags t, of the stream that messages call name.
 * Returns 1 when it completes its page.  A page that ended before it was complete is warned of.
 */
int tally_add(struct tally *c, const struct tags *t, const char *name);

/* tally_end - nothing more comes; the same warning. */
void tally_end(struct tally *c, const char *name);

#endif
