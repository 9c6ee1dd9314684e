/*
 * lattice.h - the glyphs of a line, what networks say of each, and how they may be put together.
 *
 * hwr-split --lattice cuts a line into more pieces than it has characters, and
 * every run of pieces that might be one character is a candidate.  So a line is a
 * graph: its nodes are the places between pieces, 0 before the first; its edges are
 * the candidates, each from the node before its first piece (tag from) to the one
 * behind its last (tag to).  A text is a path from the first node to the last.
 *
 *	node      0       1       2       3
 *	pieces      |  c  |  l  |  o  |
 *	edges       [--c--] [--l--] [--o--]
 *	            [-----d-----]
 *
 * A line that was cut once has the same struct, its glyphs being edges of one piece each.
 */
#ifndef HWR_LATTICE_H
#define HWR_LATTICE_H

#include "read/result.h"
#include "read/vote.h"

/* Nothing of it is owned.  Edge i has the i-th of everything. */
struct lattice {
	const struct classes *classes;
	const struct ranked_class *ranked;	/* (n, ranks): what networks say, best first */
	const int *n_ranked;	/* (n): how many of the ranks are filled */
	int ranks;
	struct result *results;	/* (n): tags and parts are set; answers are filled in when the line is read */
	int n;
};

/* lattice_slice - n edges of l, from number from on. */
struct lattice lattice_slice(const struct lattice *l, int from, int n);

/* lattice_ranked - the ranked classes of edge i. */
const struct ranked_class *lattice_ranked(const struct lattice *l, int i);

/*
 * lattice_ok - 1 when l are the candidates of one line, or of its rest: their
 * pieces known and in order (by tags from, then to), and no more of them than candidates.
 */
int lattice_ok(const struct lattice *l);

/*
 * lattice_part - of n glyphs of a line that goes on, at least one, how many can be
 * read without the rest: as many as there are before the last piece over which no
 * candidate reaches; n when there is no such piece, or they are no candidates.
 */
int lattice_part(const struct result *r, int n);

#endif
