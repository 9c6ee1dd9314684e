/*
 * intake.h - normalized images that come one by one, read when enough of their like are there.
 *
 * What belongs together is read together: the glyphs of a line and the line as a
 * whole, the lines of a page, as decode_pages has it.  Memory is bounded: by DECODE_MOST
 * glyphs and DECODE_COLUMNS columns of whole lines that wait.  Pages that are known to
 * be complete (page/tally.h) can be read at any time, with the same answers.
 */
#ifndef HWR_INTAKE_H
#define HWR_INTAKE_H

#include "read/reader.h"

struct intake_mark {		/* a place in what waits: so many glyphs and whole lines come before it */
	int glyphs, lines;
};

struct intake_out {		/* who gets what was read, in order */
	void (*put)(void *ctx, const struct result *r);
	void (*end_page)(void *ctx);	/* the page is complete; not called where tags of what comes next tell that it is of another */
	void *ctx;
};

struct intake {
	const struct reader *reader;
	struct intake_out out;
	uint8_t *images;	/* (DECODE_MOST,28,28) */
	struct result *results;	/* DECODE_MOST, of which n.glyphs wait */
	struct line_picture *lines;	/* n.lines wait */
	int line_room, columns;	/* of those lines */
	struct intake_mark n, line, page;	/* all that waits; what came before the last line, the last page */
	struct tags full;	/* page and line of a whole line with too many glyphs: those still to come are left out */
	int complete;		/* 1: so is the page of what came last */
	int unnumbered;		/* whole lines that had no line tag, so far: they are lines 1, 2, ... */
};

void intake_open(struct intake *g, const struct reader *r, const struct intake_out *out);

/* intake_glyph - one more; t, its tags, are taken over.  What the reader does not take (reader_takes) is left out. */
void intake_glyph(struct intake *g, const uint8_t image[GLYPH_SIZE], struct tags *t);

/* intake_line - one more whole line, that the reader's lines take (line_reader_takes); img and t are taken over. */
void intake_line(struct intake *g, struct image *img, struct tags *t);

/* intake_page - all of a page is there; now: it is read at once, with all that waits. */
void intake_page(struct intake *g, int now);

/* intake_close - read what still waits, and free all. */
void intake_close(struct intake *g);

#endif
