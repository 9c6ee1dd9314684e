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
#include "read/results.h"

struct journey_view {		/* a page that was read, for whoever wants to look at it; nothing of it may be kept */
	const char *name;	/* of the input, and the number of the page in it, from 1 */
	int page;
	const struct image *ink;
	struct box at;		/* where the ink lies in the picture, pixels */
	const struct glyphs *glyphs;	/* the glyphs or candidates that were found; their tags have no texts (src, rest) */
	const struct result *results;	/* n characters that were read, in reading order */
	int n;
};

struct journey {
	struct reader reader;
	struct ink_options ink;
	struct split_options split;
	int64_t max_pixels;	/* larger pictures are refused */
	/*
	 * Called with every page that was read, such as to draw it; NULL: nobody looks.  Pages are
	 * read by several threads at once.  Returns 0, or 1 after saying what failed.
	 */
	int (*look)(const void *ctx, const struct journey_view *view);
	const void *ctx;	/* look's own */
};

/*
 * journey_page - add what picture pic, page number page of the input name, says.  A page that is
 * hardly readable is told (readable.h).
 * Returns 0, or 1 when j->look failed.
 */
int journey_page(const struct journey *j, const struct image *pic, const char *name, int page,
                  struct results *out);

/*
 * journey_file - read all pictures of the file called name; "-" is stdin.
 *
 * put  gets what every page says as soon as it is read, and takes it over; ctx is its own
 *
 * Returns 0, or 1 after saying what failed.
 */
int journey_file(const struct journey *j, const char *name, void (*put)(void *ctx, struct results *page), void *ctx);

#endif
