/*
 * reach.h - what of a line can still match a pattern.
 *
 * A beam search that keeps the likeliest texts alone may drop all that can end as a pattern
 * wants in favour of likelier ones that cannot.  So it is found out beforehand, from the
 * line's end backwards, where in the pattern a text may be at every node of the lattice.
 */
#ifndef HWR_REACH_H
#define HWR_REACH_H

#include "lang/pattern.h"
#include "read/alternatives.h"
#include "read/lattice.h"

struct reach_line {		/* of whose lattice nothing is owned */
	const struct lattice *lattice;
	const struct alternatives *alternatives;	/* of every edge */
	int first, nodes;	/* the piece before which the first node is; how many nodes there are */
	int apart;		/* 1: a space stands before every character but the first; 0: where the tags give it a chance */
};

/*
 * reach_find - reach[node], (nodes): the positions of p from which some path, with characters that
 * its edges may be, leads to the last node and to p's end.  What is not in one of them at its node cannot match.
 */
void reach_find(const struct pattern *p, const struct reach_line *line, struct pattern_state *reach);

#endif
