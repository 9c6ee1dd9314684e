/*
 * posterior.h - how sure a search is of each character that it chose.
 *
 * The ways that beam search kept are a graph; forward and backward sums over all
 * of it give how much of the probability goes through each of its edges: the
 * posterior probabilities of F. Wessel, R. Schlueter, K. Macherey, H. Ney,
 * "Confidence Measures for Large Vocabulary Continuous Speech Recognition", IEEE
 * Trans. Speech and Audio Processing 9(3), 2001, scores being divided by a
 * temperature as they do.
 */
#ifndef HWR_POSTERIOR_H
#define HWR_POSTERIOR_H

#include "text/search.h"

/*
 * posterior_of - the probability, 0..1, of every candidate to be cut so and to
 * be each of its options; (n, OPTIONS), new, freed by the caller.
 * s  a search that was done with keep_edges set
 */
float *posterior_of(const struct search *s);

#endif
