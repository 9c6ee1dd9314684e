/*
 * split.h - from an ink image to lines as wholes, and to glyphs: words, characters.
 */
#ifndef HWR_SPLIT_H
#define HWR_SPLIT_H

#include <stdio.h>

#include "image/image.h"
#include "page/tags.h"

struct glyph {			/* a character, a candidate for one, or a whole line */
	struct image img;	/* its ink alone, cropped; img.tag is unused */
	struct tags tags;	/* all that is known of it is set; of a whole line there are no word and char */
};

struct glyphs {			/* in reading order */
	struct glyph *v;
	int n;
};

enum {				/* values of whole */
	WHOLE_NONE,
	WHOLE_TOO,		/* each line as one image, before its characters or candidates */
	WHOLE_ALONE,		/* and nothing else */
};

struct split_options {
	int deskew;		/* 1: turn lines level within 5 degrees before looking for them */
	int lattice;		/* 1: candidates, of which characters are chosen later, in place of characters */
	int plain;		/* 1: with candidates, characters, too: tags.plain tells them, and those that are no candidates have no tags.from */
	int whole;		/* WHOLE_NONE, WHOLE_TOO, WHOLE_ALONE */
	double word_gap;	/* a gap this wide is a space, in units of x-height; 0 = estimated per line */
	FILE *measures;		/* of a lattice: a TSV row for every segment but a line's first (boundary_model.h); NULL: none */
};

#define SPLIT_DEFAULTS {.deskew = 1}

/*
 * split_page - the lines and characters of an ink image.
 *
 * ink   255 ink on 0, as hwr-trim writes it
 * page  its tags: page and src are handed on to the glyphs; its box, when
 *       known, says where ink lies in the original image
 * out   the glyphs in reading order (n may be 0), candidates by their first,
 *       then their last segment, characters among them in reading order, too;
 *       freed with glyphs_free
 *
 * A whole line has all its characters and marks, without what reaches in from
 * the lines above and below; it is not turned.  What whole says changes
 * nothing of the other glyphs.  Of a page whose boxes lie over one another so
 * that copies would not fit into memory, a warning says how many are left out.
 */
void split_page(const struct image *ink, const struct tags *page,
                const struct split_options *o, struct glyphs *out);

void glyphs_free(struct glyphs *g);

#endif
