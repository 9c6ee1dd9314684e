/*
 * glyph_geometry.h - how tall characters are and where they stand on their line.
 *
 * Networks see every glyph at one size, so 'c' and 'C', '.' and 'o', ',' and an
 * apostrophe look alike to them; geometry tells these apart.  Heights are above the
 * base line in units of cap height: 0 is the base line, 1 the top of capitals.
 * Here the x-height is GEOMETRY_XH of it, whatever it is in the line that is read.
 */
#ifndef HWR_GLYPH_GEOMETRY_H
#define HWR_GLYPH_GEOMETRY_H

#include "page/tags.h"

enum char_kind {
	KIND_UPPER, KIND_LOWER, KIND_DIGIT, KIND_OTHER,	/* what words are made of; other: not known here */
	KIND_LINK,	/* ' " -: anywhere in a word */
	KIND_STOP,	/* . , ; : ! ?: at its end */
	KIND_SIGN,	/* & ( + and the like: beside it */
	KINDS,
};

/* Whether a letter leaves its line free between two parts, as i does under its dot. */
enum glyph_parts { PARTS_ANY, PARTS_ONE, PARTS_TWO };

struct glyph_geometry {		/* of one character, as it is usually written */
	char ch;
	enum char_kind kind;
	float bottom, top;	/* cap heights */
	enum glyph_parts parts;
	float aspect;		/* width over height; 0: not told by it */
};

struct glyph_place {		/* where a glyph was seen */
	double bottom, top;	/* cap heights */
	double aspect;		/* width over height of its box */
	int parts;		/* 1 or 2; 0 when not known */
};

/* geometry_of - that of the character text (UTF-8); NULL when it is not known: beyond ASCII, or several characters. */
const struct glyph_geometry *geometry_of(const char *text);

/* geometry_kind - KIND_OTHER when its geometry is not known. */
enum char_kind geometry_kind(const char *text);

/* geometry_known - 1 when tags tell box, base and x-height, so that geometry_place knows a place. */
int geometry_known(const struct tags *t);

/*
 * geometry_place - a glyph's place by its tags and its line's x-height and cap
 * height, in pixels; p->parts is left to the caller.  What lies below the x-height, and
 * what lies above, is stretched so that the x-height is GEOMETRY_XH and the cap height 1.
 * Returns 0 when box, base or x-height is not known.
 */
int geometry_place(const struct tags *t, double xh, double cap, struct glyph_place *p);

/* geometry_small_capital - that of a capital which is written as tall as small letters are, in words of capitals. */
struct glyph_geometry geometry_small_capital(const struct glyph_geometry *g);

/* geometry_fit - how well a glyph seen at p can be a character of geometry g: nats of log-likelihood, 0 at best. */
double geometry_fit(const struct glyph_geometry *g, const struct glyph_place *p);

#endif
