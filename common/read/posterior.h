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

#include "read/search.h"

struct posterior {		/* of a search; (n_ways) each */
	double *to, *from;	/* log of the summed ways to a way, from it to the end */
	double all;		/* the same of all */
	double temperature;	/* that scores are divided by */
};

/*
 * posterior_open - the sums of s, a search that was done with keep_edges set.
 * Scores count what neighbours share more than once, and are too sure: the
 * longer what is asked for, the higher the temperature.
 */
void posterior_open(struct posterior *p, const struct search *s, double temperature);
void posterior_close(struct posterior *p);

/* posterior_scaled - nats as they count in the sums. */
double posterior_scaled(const struct posterior *p, double score);

/* log_add - log(exp(a) + exp(b)). */
double log_add(double a, double b);

/*
 * posterior_options - the probability, 0..1, of every candidate to be cut so and
 * to be each of its options; (n, OPTIONS), new, freed by the caller.
 */
float *posterior_options(const struct posterior *p, const struct search *s);

#endif
