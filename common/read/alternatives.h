/*
 * alternatives.h - what characters a glyph may be: what networks say of it, with its size and place on the line.
 *
 * Scores are nats of log-probability that do not sum to 1: they are compared with
 * each other, and added up along a path through a line.
 */
#ifndef HWR_ALTERNATIVES_H
#define HWR_ALTERNATIVES_H

#include "lang/pattern.h"
#include "read/glyph_geometry.h"
#include "read/lattice.h"
#include "read/result.h"

enum {
	ALTERNATIVES = 24,	/* characters that a glyph may be, the best of them */
	ALTERNATIVES_LEAST = 6,	/* those that are weighed however unlikely they are */
};

struct alternative {		/* one character that a glyph may be */
	char text[LABEL_SIZE];
	enum char_kind kind;
	const struct glyph_geometry *geometry;	/* as the character is usually written; NULL: not known */
	double networks;	/* nats by what networks say */
	double fit;		/* nats by size and place, weighted; 0 where nothing is known */
	double score;		/* the sum of both */
	double small_capital;	/* nats to add in a word of capitals, where this is one as tall as a small letter; 0 at least */
	/*
	 * Nats to add to a capital on a page of capitals, 0 at least.  Networks know how seldom
	 * capitals were in training; there they are as frequent as small letters were.
	 */
	double frequent;
};

struct alternatives {		/* of one glyph */
	struct alternative v[ALTERNATIVES];	/* best first */
	int n;
	int placed;		/* 1 when its size and place are known */
};

/*
 * alternatives_open - the characters that edge i of a line may be, as networks see it.
 *
 * placed  1 when its size and place will be known: a merged letter, "Cc", becomes both
 *         cases, which place tells apart; 0: it becomes the small one alone
 * least   that many ranked classes are kept however unlikely they are
 * pattern only characters that it has anywhere are kept, and as many as there is room for, so that of
 *         any of its places that some ranked class has one is kept; NULL: there is none
 *
 * Alternatives keep the order of the vote, which need not be that of probabilities: what
 * networks say of one is never above what they say of those before it.
 */
void alternatives_open(struct alternatives *a, const struct lattice *l, int i, int placed, int least, const struct pattern *pattern);

/*
 * alternatives_place - weigh the glyph's place p (NULL: not known) anew, and sort.  It may be
 * called again with another place; what networks say is kept.
 */
void alternatives_place(struct alternatives *a, const struct glyph_place *p);

#endif
