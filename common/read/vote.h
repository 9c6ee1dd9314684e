/*
 * vote.h - what an ensemble says of one glyph.
 */
#ifndef HWR_VOTE_H
#define HWR_VOTE_H

#include "read/classes.h"

/* Most votes; highest mean probability; the same with members weighted by how often they are right. */
enum vote { VOTE_MAJORITY, VOTE_MEAN, VOTE_WEIGHTED, VOTES };
extern const char *const vote_names[VOTES + 1];	/* as options have them; ends with NULL */

struct ranked_class {		/* one answer of the ensemble among others, ranked by the vote */
	int cls;		/* index into struct classes */
	float prob;		/* mean (weighted mean) probability over members, of the allowed classes, 0..1 */
	int votes;		/* members whose best allowed answer it is */
};

/*
 * vote_rank - the best answers for one glyph, best first; probs[m] is NULL where member m was not asked.
 *
 * probs  probs[member] is that member's (n_classes) probabilities
 * best   room for top of them
 * VOTE_MAJORITY: most votes first, ties by mean probability; VOTE_MEAN: by
 * mean probability; VOTE_WEIGHTED: by the weighted mean; further ties by class
 * index.  Restricted classes are removed, and the rest scaled to sum 1, before
 * anything is counted; what a member takes for a reject counts in that sum, and
 * members that know no rejects take what the others say of that.
 * Returns the number written, at most top.
 */
int vote_rank(const struct classes *c, const float *const *probs, enum vote how,
              struct ranked_class *best, int top);

/* vote_alone - what one member would answer; -1 when it knows no allowed class. */
int vote_alone(const struct classes *c, int member, const float *probs);

#endif
