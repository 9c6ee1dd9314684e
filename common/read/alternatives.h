/*
 * alternatives.h - what characters a glyph may be: networks, and size and place on the line.
 *
 * Scores are nats of log-probability, not scaled to sum 1.
 */
#ifndef HWR_ALTERNATIVES_H
#define HWR_ALTERNATIVES_H

#include "read/glyph_geometry.h"
#include "read/result.h"
#include "read/vote.h"

enum {
	OPTIONS = 24,			/* characters that a glyph may be, the best of them */
	OPTIONS_LEAST = 6,		/* those that are weighed however unlikely they are */
};

struct option {				/* one character that a glyph may be */
	char text[RESULT_LABEL];
	enum kind kind;
	const struct form *shape;	/* what it looks like; NULL: not known */
	double networks;	/* what they say */
	double form;		/* what size and place say, weighted; 0: nothing */
	double score;		/* both */
	double small;		/* nats more where it is a capital for a small letter; 0 at least */
	double frequent;	/* nats more where capitals are as frequent as small letters were in training; 0 at least */
};

struct choice {				/* one glyph */
	struct option option[OPTIONS];	/* best first */
	int n;
	int placed;			/* 1 when its size and place are known */
};

/*
 * choice_open - the characters that the n ranked candidates may be, best first as
 * networks see it.  Merged letters become both cases, where the glyph is not placed
 * (0) the small one.  What networks say follows the order of the vote: none is above
 * those before it.  Hopeless ones are left out, but never of the first least.
 */
void choice_open(struct choice *c, const struct classes *classes, const struct ranked_class *ranked, int n, int placed, int least);

/* choice_place - weigh size and place, too; p is where the glyph stands, NULL: not known. */
void choice_place(struct choice *c, const struct place *p);

/*
 * line_heights - a line's x-height and cap height in pixels: its tags, corrected by
 * glyphs whose character is known without them.  Returns 0 when the tags say nothing.
 */
int line_heights(const struct classes *classes, const struct ranked_class *const *ranked, const int *n_ranked,
                 const struct result *r, int n, double *xh, double *cap);

#endif
