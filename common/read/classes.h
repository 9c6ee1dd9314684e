/*
 * classes.h - the classes of an ensemble: the union of its members', by label.
 *
 * A class is a label (net/labels.h): one character, or a merged letter, "Cc", whose cases
 * look alike, or that of rejects, what was cut at a wrong place, which is never an answer.
 */
#ifndef HWR_CLASSES_H
#define HWR_CLASSES_H

#include <stdint.h>

#include "net/model.h"

struct classes {
	char **label;		/* n labels, owned */
	int n;
	int **of;		/* of[member][k]: class of the member's output k; -1 ends the list */
	int members;
	uint8_t *allowed;	/* n: 1 when --classes lets it be the answer */
	float *weight;		/* members: for VOTE_WEIGHTED, the log odds of a model's accuracy on held-out data */
	float capital[26];	/* A to Z: nats by which the small letter was more frequent in training; 0: not known */
	int reject;		/* the class of rejects, never an answer; -1: no member knows it */
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

/* classes_reject - the output of a member that stands for rejects; -1 when it knows none. */
int classes_reject(const struct classes *c, int member);

/*
 * classes_restrict - only characters of spec may be answered.
 * spec is a list of characters with ranges, "0-9A-F", "\-" for a dash; a class
 * is allowed when one of its characters is named; of a merged letter only what is
 * named stays in its label.  Returns 0, or -1 when no class is left or spec is
 * malformed (nothing said).
 */
int classes_restrict(struct classes *c, const char *spec);

#endif
