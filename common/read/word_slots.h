/*
 * word_slots.h - where the words of two readers of one line stand, side by side.
 *
 * A slot has the words of either reader that share a place along the line: one word of
 * both as a rule, several where they differ in spaces, none of one who saw nothing there.
 */
#ifndef HWR_WORD_SLOTS_H
#define HWR_WORD_SLOTS_H

#include "read/result.h"

/* Characters from .. to - 1 of what one reader read, which stand in columns l .. r. */
struct place { int from, to; int l, r; };

/* What stands in one place, by either reader: lattice, whole. */
struct slot { struct place of[2]; };

struct slots { struct slot *v; int n; };	/* v is owned */

struct both {			/* what both readers read, in reading order; nothing is owned */
	struct result *r[2];
	int n[2];
};

/* word_slots - all words of both, each in one slot, from left to right; new. */
struct slots word_slots(const struct both *b);

/* word_slot_same - 1 when both readers read the same in a place; with fold, but for the case of letters. */
int word_slot_same(const struct both *b, const struct slot *s, int fold);

#endif
