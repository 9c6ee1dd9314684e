/*
 * vote.h - what an ensemble says of one glyph.
 */
#ifndef HWR_VOTE_H
#define HWR_VOTE_H

#include "net/model.h"

enum vote { VOTE_MAJORITY, VOTE_MEAN };

/* The union of the members' classes, by label; index 0 .. n-1. */
struct classes {
	char **label;		/* n labels, owned */
	int n;
	int **of;		/* of[member][k]: class of the member's output k; -1 ends the list */
	int members;
	uint8_t *allowed;	/* n: 1 when --classes lets it be the answer */
};

struct classes classes_union(const struct models *set);
void classes_free(struct classes *c);

/*
 * classes_restrict - only characters of spec may be answered.
 * spec is a list of characters with ranges, "0-9A-F", "\-" for a dash; a class
 * is allowed when one of its characters is named; of a merged letter only what is
 * named stays in its label.  Returns 0, or -1 when no class is left or spec is
 * malformed (nothing said).
 */
int classes_restrict(struct classes *c, const char *spec);

/* label_is_merged - 1 for a letter whose cases look alike, "Cc": upper, then lower. */
int label_is_merged(const char *label);

struct candidate {
	int cls;		/* index into struct classes */
	float prob;		/* mean probability over members, of the allowed classes, 0..1 */
	int votes;		/* members whose best allowed answer it is */
};

/*
 * vote_rank - the best answers for one glyph, best first.
 *
 * probs  probs[member] is that member's (n_classes) probabilities
 * best   room for top candidates
 * VOTE_MAJORITY: most votes first, ties by mean probability; VOTE_MEAN: by
 * mean probability; further ties by class index.  Restricted classes are
 * removed, and the rest scaled to sum 1, before anything is counted.
 * Returns the number written, at most top.
 */
int vote_rank(const struct classes *c, const float *const *probs, enum vote how,
              struct candidate *best, int top);

#endif
