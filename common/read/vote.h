/*
 * vote.h - what an ensemble says of one glyph.
 */
#ifndef HWR_VOTE_H
#define HWR_VOTE_H

#include "net/model.h"

/* Most votes; highest mean probability; the same with members weighted by how often they are right. */
enum vote { VOTE_MAJORITY, VOTE_MEAN, VOTE_WEIGHTED, VOTES };
extern const char *const vote_names[VOTES + 1];	/* as options have them; ends with NULL */

/* The union of the members' classes, by label; index 0 .. n-1. */
struct classes {
	char **label;		/* n labels, owned */
	int n;
	int **of;		/* of[member][k]: class of the member's output k; -1 ends the list */
	int members;
	uint8_t *allowed;	/* n: 1 when --classes lets it be the answer */
	float *weight;		/* members: for VOTE_WEIGHTED, the log odds of a model's accuracy on held-out data */
	float capital[26];	/* A to Z: nats by which the small letter was more frequent in training; 0: not known */
	int reject;		/* the class of bad cuts, never an answer; -1: no member knows it */
};

/*
 * classes_union - a letter that is merged in one member is merged in all: "C"
 * and "c" of another count for "Cc" together.
 */
struct classes classes_union(const struct models *set);

/*
 * classes_merge - count the two cases of these capitals as one class.
 * classes_merge_as: of those that are merged among the n labels.
 * LETTERS_ALIKE are those that EMNIST merges, whose cases have one shape.
 */
#define LETTERS_ALIKE "CIJKLMOPSUVWXYZ"
void classes_merge(struct classes *c, const char *letters);
void classes_merge_as(struct classes *c, char *const *labels, int n);
void classes_free(struct classes *c);

/* classes_reject - the output of a member that stands for bad cuts; -1 when it knows none. */
int classes_reject(const struct classes *c, int member);

/*
 * classes_restrict - only characters of spec may be answered.
 * spec is a list of characters with ranges, "0-9A-F", "\-" for a dash; a class
 * is allowed when one of its characters is named; of a merged letter only what is
 * named stays in its label.  Returns 0, or -1 when no class is left or spec is
 * malformed (nothing said).
 */
int classes_restrict(struct classes *c, const char *spec);

struct ranked_class {
	int cls;		/* index into struct classes */
	float prob;		/* mean (weighted mean) probability over members, of the allowed classes, 0..1 */
	int votes;		/* members whose best allowed answer it is */
};

/*
 * vote_rank - the best answers for one glyph, best first; probs[m] is NULL where member m was not asked.
 *
 * probs  probs[member] is that member's (n_classes) probabilities
 * best   room for top candidates
 * VOTE_MAJORITY: most votes first, ties by mean probability; VOTE_MEAN: by
 * mean probability; VOTE_WEIGHTED: by the weighted mean; further ties by class
 * index.  Restricted classes are removed, and the rest scaled to sum 1, before
 * anything is counted; what a member takes for a bad cut counts in that sum, and
 * members that know no bad cuts take what the others say of that.
 * Returns the number written, at most top.
 */
int vote_rank(const struct classes *c, const float *const *probs, enum vote how,
              struct ranked_class *best, int top);

/* vote_alone - what one member would answer; -1 when it knows no allowed class. */
int vote_alone(const struct classes *c, int member, const float *probs);

#endif
