/*
 * decode.h - the best path through a line's lattice: which candidates are its characters, and which characters they are.
 *
 * What networks say of every candidate, its size and place, how likely cuts and spaces
 * are, and what the language expects are weighed together by beam search (search.h);
 * after L. Yaeger, B. Webb, R. Lyon, "Combining Neural Networks and Context-Driven Search
 * for On-Line, Printed Handwriting Recognition in the Newton", AI Magazine 19(1), 1998.
 *
 * A line is read in two passes.  The first has a narrow beam and is repeated to find the
 * metrics under which the line is most likely (line_metrics.h); its score also tells
 * whether a page is one in capitals (decode_page.h).  The second has the full beam, keeps
 * its links, and gives answers, confidences (posterior.h) and what else words may be
 * (nbest_search.h).
 */
#ifndef HWR_DECODE_H
#define HWR_DECODE_H

#include "read/decoder.h"
#include "read/lattice.h"
#include "read/line_metrics.h"

struct first_pass {
	struct line_metrics metrics;	/* under which the line is most likely; what was measured where none was found */
	double score;		/* nats of the best path under them */
	int found;		/* 1: there is one, and score and letters are its own; 0 also where tags tell no heights */
	const struct lm *lm;	/* of the decoder's language models the one that says so; NULL: it has none */
	int capitals, small;	/* letters A to Z, a to z, on that path */
};

/*
 * decode_first_pass - of a lattice that lattice_ok takes, by the decoder's only language model or the likeliest of
 * several.
 */
void decode_first_pass(const struct decoder *d, const struct lattice *l, struct first_pass *first);

/*
 * decode_line - choose the characters of one line, which lattice_ok takes.
 *
 * first  the first pass of the same line; its language model is taken
 * l      its edges by tags.from, then tags.to.  The results of those that are chosen come to the
 *        front in reading order, with answers, and word and char numbers (of the
 *        rest of a line, words count from above those before it); and with an n-best list
 *        at the first of each word, when the decoder wants them.  The others are behind them
 *
 * Returns how many were chosen; 0 when no path leads to the end.
 */
int decode_line(const struct decoder *d, const struct first_pass *first, const struct lattice *l);

#endif
