/*
 * tags.h - what is known of an image, as it rides in the stream.
 *
 *   page=1 line=2 word=3 char=1 box=120,44,31,52 base=96 xh=30 cap=52 src=scan.png
 *
 * page, line, word, char count from 1: a line within its page, a word within
 * its line, a char within its word.  box is x,y,w,h in pixels of the original
 * image, origin top left.  base is the row of the base line under this glyph
 * in the original image; xh and cap are the line's x-height and cap height in
 * pixels above it.  from, to, cut, space and pitch are those of a candidate for a
 * character, of which a line has more than it has characters; plain tells which
 * of them are the characters that hwr-split --plain would write.  src is the
 * file's name, bytes outside 0x21..0x7e and '%' as %XX.  of is how many images the
 * page has, so that whoever reads them knows when it has all (tally.h).  A key that is not known
 * is kept as it came.  See hwr-stream(5).
 *
 *   page=1 line=2 box=120,40,900,70 base=96 xh=30 cap=52 whole=1 slope=-1250 src=scan.png
 *
 * is a whole line: it has no word and no char, and its base line is given at the
 * left edge of its box and by its slope.  zoom, middle and tilt lead from its
 * normalized image back to the original (line_image.h).
 */
#ifndef HWR_TAGS_H
#define HWR_TAGS_H

#include "base/buf.h"
#include "image/image.h"

enum {				/* which fields are known: bits of have */
	TAG_PAGE = 1, TAG_LINE = 2, TAG_WORD = 4, TAG_CHAR = 8,
	TAG_BOX = 16, TAG_BASE = 32, TAG_XH = 64, TAG_CAP = 128,
	TAG_FROM = 256, TAG_TO = 512, TAG_SPACE = 1024, TAG_CUT = 2048, TAG_PITCH = 4096, TAG_PLAIN = 8192,
	TAG_WHOLE = 16384, TAG_SLOPE = 32768, TAG_ZOOM = 65536, TAG_MIDDLE = 131072, TAG_TILT = 262144, TAG_OF = 524288,
};

struct tags {
	unsigned have;		/* TAG_ bits */
	int page, line, word, chr;	/* 1 .. 1000000000 */
	int of;			/* images that its page has in the stream */
	struct box box;		/* pixels of the original */
	int base, xh, cap;	/* pixels; base may lie outside the image */
	int from, to;		/* of a candidate: it is segments from .. to - 1 of its line, counted from 0 */
	int cut;		/* how likely a character begins with its first segment, per mille */
	int space;		/* how likely a space stands before it, if so, per mille */
	int pitch;		/* of a line with a character to a box: from one to the next, pixels */
	int plain;		/* which character of its word it is where lines are cut once; 0: it is none of these */
	int whole;		/* 1: the image is a line as a whole */
	int slope;		/* of its base line, rows down for each million columns; base is at column box.x */
	int zoom;		/* normalized pixels for each million of the original's */
	int middle, tilt;	/* row of its core's middle at column box.x, and slope, as above */
	char *src;		/* decoded, owned; NULL when unknown */
	char *rest;		/* unknown keys as they came, owned; NULL for none */
};

#define TAGS_EMPTY {0}

/* tags_parse - out of text (NULL: nothing known).  A malformed value is as if its key were missing. */
void tags_parse(const char *text, struct tags *out);

/* tags_format - the text, new, freed by the caller; NULL when nothing is known. */
char *tags_format(const struct tags *t);

/*
 * tags_columns, tags_row - names, and values, of all that hwr-split knows of an
 * image, to the end of b as a line of columns parted by tabs: first page, line,
 * word, char, x, y, w, h, base, xh, cap, 0 where there is none, then all else,
 * "-" where there is none.
 */
void tags_columns(struct buf *b);
void tags_row(const struct tags *t, struct buf *b);

struct tags tags_copy(const struct tags *t);
void tags_free(struct tags *t);

#endif
