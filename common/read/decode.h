/*
 * decode.h - the best way through a line that was cut more often than is right.
 *
 * A line is a lattice: nodes are the places between its pieces, arcs the
 * candidates (runs of pieces, hwr-split --lattice).  Beam search over the nodes
 * from left to right (Viterbi with a language model's state, which keeps the
 * best few) weighs what networks say of every candidate, its size and place,
 * how likely spaces are, and what the language model expects; after L. Yaeger,
 * B. Webb, R. Lyon, "Combining Neural Networks and Context-Driven Search for
 * On-Line, Printed Handwriting Recognition in the Newton", AI Magazine 19(1), 1998.
 */
#ifndef HWR_DECODE_H
#define HWR_DECODE_H

#include "read/decoder.h"
#include "read/result.h"
#include "read/line_scale.h"
#include "read/vote.h"

struct look {			/* what a first look at a line says */
	struct scale scale;	/* at which it is most likely */
	double score;		/* nats of the best way at that scale */
	int capitals, small;	/* letters A to Z, a to z, of it */
};

/* decode_look - for candidates as decode_line has them. */
void decode_look(const struct decoder *d, const struct classes *c, const struct ranked_class *const *ranked,
                 const int *n_ranked, const struct result *r, int n, struct look *look);

/*
 * decode_line - choose the characters of one line among n candidates.
 *
 * look  at the same line
 * c     the classes
 * ranked  ranked[i] are the ranked classes of candidate i, n_ranked[i] of them
 * r     n candidates, by tags.from, then tags.to; those chosen come to the
 *       front in reading order, with answers, and word and char numbers (of the
 *       rest of a line, words count from above those before it), and at each
 *       word's first what else the word may be, when readings are wanted; the
 *       others behind them
 * Returns how many were chosen; 0 when no way leads to the end.
 */
int decode_line(const struct decoder *d, const struct look *look, const struct classes *c, const struct ranked_class *const *ranked,
                const int *n_ranked, struct result *r, int n);

#endif
