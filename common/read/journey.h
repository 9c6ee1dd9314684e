/*
 * journey.h - from a picture to results: trim, split, normalize and predict in one go.
 *
 * What the separate programs do one after the other, with the same answers.
 */
#ifndef HWR_JOURNEY_H
#define HWR_JOURNEY_H

#include <stdint.h>
#include <stdio.h>

#include "image/ink.h"
#include "page/split.h"
#include "read/reader.h"
#include "read/result.h"

struct journey {
	struct reader reader;
	struct ink_options ink;
	struct split_options split;
	int64_t max_pixels;	/* larger pictures are refused */
	const char *sketches;	/* folder for a picture of how each page was read (sketch.h); NULL: none */
};

struct results {		/* in reading order; free with results_free */
	struct result *v;
	int n;
};

#define RESULTS_EMPTY {NULL, 0}

/*
 * journey_page - add what picture pic, page number page of the input name, says.
 * Returns 0, or 1 after saying why there is no sketch of it.
 */
int journey_page(const struct journey *j, const struct image *pic, const char *name, int page,
                  struct results *out);

/*
 * journey_file - add what all pictures of the file called name say; "-" is stdin.
 * Returns 0, or 1 after saying what failed; what was read before that stays.
 */
int journey_file(const struct journey *j, const char *name, struct results *out);

void results_free(struct results *r);

#endif
