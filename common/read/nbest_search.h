/*
 * nbest_search.h - the likeliest texts of a word that a search read.
 *
 * What lies between a word's first and last cut is read once more along all
 * links of the search: every hypothesis carries its likeliest texts since the word's
 * start with their probabilities, those of one text being summed; after F. K.
 * Soong, E.-F. Huang, "A tree-trellis based fast search for finding the N best
 * sentence hypotheses in continuous speech recognition", ICASSP 1991, with the
 * sums of posterior.h in place of the scores of what is left.
 */
#ifndef HWR_NBEST_SEARCH_H
#define HWR_NBEST_SEARCH_H

#include "read/nbest.h"
#include "read/posterior.h"

/*
 * nbest_search - what the ink between two cuts says, with a space before and one
 * after it (or an end of the line); a text may have spaces within.
 *
 * s         a search that was done with keep_links set, and its sums p
 * from, to  nodes, from < to
 * answer    the text on the search's best path: it comes first, however likely
 * word      empty; filled with at most n texts, 1 .. RESULT_TOP, and what they share of all paths
 */
void nbest_search(const struct search *s, const struct posterior *p, int from, int to, const char *answer, int n,
                  struct nbest *word);

#endif
