/*
 * posterior.h - how sure a search is of each character that it chose.
 *
 * The hypotheses that beam search kept and the links between them are a graph; forward and
 * backward sums over all its paths tell how much of the probability goes through each link: the
 * posterior probabilities of F. Wessel, R. Schlueter, K. Macherey, H. Ney,
 * "Confidence Measures for Large Vocabulary Continuous Speech Recognition", IEEE
 * Trans. Speech and Audio Processing 9(3), 2001, scores being divided by a
 * temperature as they do.
 */
#ifndef HWR_POSTERIOR_H
#define HWR_POSTERIOR_H

#include "read/search.h"

struct posterior {		/* of a search; nats, scores being scaled */
	double *forward;	/* (n_hyps) log of the sum of all paths from the line's start to a hypothesis */
	double *backward;	/* (n_hyps) the same from it to the line's end */
	double total;		/* the same of all paths from start to end */
	double temperature;	/* that scores are divided by */
};

/*
 * posterior_open - the sums of s, a search that was done with keep_links set and outlives p.
 * Scores count what neighbours share more than once, and are too sure: the
 * longer what is asked for, the higher the temperature.
 */
void posterior_open(struct posterior *p, const struct search *s, double temperature);
void posterior_close(struct posterior *p);

/* posterior_scaled - nats as they count in the sums. */
double posterior_scaled(const struct posterior *p, double score);

/* posterior_link - log of the share of all paths that go over a link; 0 at most. */
double posterior_link(const struct posterior *p, const struct link *link);

/*
 * posterior_alternatives - the probability, 0..1, of every edge to be on the path and
 * to be each of its alternatives; (edges, ALTERNATIVES), new, freed by the caller.
 */
float *posterior_alternatives(const struct posterior *p, const struct search *s);

#endif
