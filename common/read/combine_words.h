/*
 * combine_words.h - one text out of two: that of a line's lattice and that of the line read as a whole.
 *
 * The words of both are laid side by side by where they stand; where they differ, the word
 * (or the words that stand in one place, where spaces differ) is taken that more speaks for:
 * after J. Fiscus, "A post-processing system to yield reduced word error rates:
 * Recognizer Output Voting Error Reduction (ROVER)", ASRU 1997, with two voters.  For
 * the lattice speaks how sure it is of its characters, as log odds; for the whole how much less likely
 * its text becomes, by network and language, when the lattice's words stand there instead (ctc_rescore.h),
 * and how much less likely the lattice's becomes with those of the whole (lattice_text.h).
 */
#ifndef HWR_COMBINE_WORDS_H
#define HWR_COMBINE_WORDS_H

#include "read/lattice_text.h"
#include "read/line_reader.h"

struct voters {			/* who says what of a line; nothing is owned */
	const struct line_reader *by;	/* of whole lines, */
	const struct line_reading *reading;	/* and what it read */
	const struct lattice_text *lattice;	/* the line's lattice; NULL: not known */
	double small_cost;	/* of the lattice's decoder: above 0 where the page is in capitals, as only who saw all of it knows */
};

/*
 * combine_words - the characters of a line, added to out with words and characters numbered from 1.
 *
 * lattice, whole  what either read, in reading order: those that are taken go over to
 *                 out, the others are freed
 */
void combine_words(const struct voters *v, struct result *lattice, int n_lattice, struct result *whole, int n_whole,
                   struct results *out);

#endif
