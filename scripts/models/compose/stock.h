/*
 * stock.h - glyphs that lines are composed of, by who wrote them.
 *
 * Known writers' glyphs come with their size and their place on the line; those of
 * the pool are of nobody in particular: each line of them is a mixture of hands.
 */
#ifndef HWR_STOCK_H
#define HWR_STOCK_H

#include <stdint.h>

#include "image/image.h"
#include "train/dataset.h"

enum { STOCK_CODES = 127 };	/* characters that lines can have: printable ASCII without the blank, by code */

struct stock_glyph {
	const uint8_t *px;	/* (28,28) ink high on 0, of the stock */
	struct box ink;		/* where its ink is, never empty */
	double height, base;	/* of the pen's way: how high it is, how far its bottom is above the base line; x-heights; NAN: unknown */
};

struct stock_writer {
	char *name;		/* owned; NULL for the pool, and for all */
	int *of[STOCK_CODES];	/* n[code] glyphs of each character, indices into v of the stock, owned */
	int n[STOCK_CODES];
	int kinds;		/* characters that there are glyphs of */
};

struct stock {
	struct stock_glyph *v;	/* n, owned */
	int64_t n;
	struct stock_writer *writers;	/* n_writers, owned */
	int n_writers;
	struct stock_writer pool;	/* of nobody known */
	struct stock_writer all;	/* of all known writers together */
	struct dataset known, mixed;	/* whose images the glyphs are, owned */
};

#define STOCK_EMPTY {0}

/*
 * stock_add_writers - once: glyphs of known writers.
 *
 * prefix: an IDX file of labelled images, as train/source.h has it, with
 * PREFIX-mapping.txt where there is one, and PREFIX-index.tsv[.gz], a table with a
 * line of column names and a row for every image, in their order.  It has columns "char",
 * the image's label, "writer", "rel_h" and "base_xh", stock_glyph's height and base,
 * empty where unknown.  Returns 0, or -1 after saying why; then s is fit for stock_free only.
 */
int stock_add_writers(struct stock *s, const char *prefix);

/* stock_add_pool - once: glyphs of nobody known; labels: another labels file, or NULL.  The same returns. */
int stock_add_pool(struct stock *s, const char *prefix, const char *labels, int transpose);

/* stock_writer_for - who writes code where w should: w, or, when they have no such glyph, all or the pool; NULL: nobody can. */
const struct stock_writer *stock_writer_for(const struct stock *s, const struct stock_writer *w, uint32_t code);

void stock_free(struct stock *s);		/* twice is harmless */

#endif
