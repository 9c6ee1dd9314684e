/*
 * glyph_geometry.h - how tall characters are and where they stand on the line.
 *
 * Heights are in units of cap height above the base line; x-height is XH.
 */
#ifndef HWR_GLYPH_GEOMETRY_H
#define HWR_GLYPH_GEOMETRY_H

#include "page/tags.h"

enum kind {
	KIND_UPPER, KIND_LOWER, KIND_DIGIT, KIND_OTHER,	/* what words are made of; other: not known here */
	KIND_LINK,	/* ' " -: anywhere in a word */
	KIND_STOP,	/* . , ; : ! ?: at its end */
	KIND_SIGN,	/* & ( + and the like: beside it */
	KINDS,
};

/* Whether a letter leaves its line free between two parts, as i does under its dot. */
enum parts { PARTS_ANY, PARTS_ONE, PARTS_TWO };

struct form {
	char ch;
	enum kind kind;
	float bottom, top;	/* cap heights */
	enum parts parts;
	float aspect;		/* width over height; 0: not told by it */
};

/* form_of - what is known of a character; NULL when nothing is. */
const struct form *form_of(const char *text);

/* kind_of - KIND_OTHER when not known. */
enum kind kind_of(const char *text);

struct place {			/* where a glyph was seen */
	double bottom, top;	/* cap heights */
	double aspect;		/* width over height of its box */
	int parts;		/* 1 or 2; 0 when not known */
};

/* tags_placed - 1 when box, base and x-height are known. */
int tags_placed(const struct tags *t);

/*
 * place_of - a glyph's place by its tags and its line's x-height and cap
 * height, in pixels.  What lies between base line and x-height, and between
 * x-height and cap height, is stretched so that XH is where x-height is.
 * Returns 0 when box, base or x-height is not known.
 */
int place_of(const struct tags *t, double xh, double cap, struct place *p);

/* form_small - the form of a capital that is written as tall as small letters are, in words of such. */
struct form form_small(const struct form *f);

/* form_fit - how well a glyph seen at p can be f: a log-likelihood, 0 at best. */
double form_fit(const struct form *f, const struct place *p);

#endif
