/*
 * combine_words.h - one text out of two: that of a line's lattice and that of the line read as a whole.
 *
 * The words of both are laid side by side by where they stand; where they differ, the word
 * (or the words that stand in one place, where spaces differ) is taken that more speaks for:
 * after J. Fiscus, "A post-processing system to yield reduced word error rates:
 * Recognizer Output Voting Error Reduction (ROVER)", ASRU 1997, with two voters.  For
 * the lattice speaks how sure it is of its characters, as log odds; for the whole how much less likely
 * its text becomes, by network and language, when the lattice's words stand there instead (ctc_rescore.h).
 */
#ifndef HWR_COMBINE_WORDS_H
#define HWR_COMBINE_WORDS_H

#include "read/line_reader.h"

/*
 * combine_words - the characters of a line, added to out with words and characters numbered from 1.
 *
 * lattice, whole  what either read, in reading order: those that are taken go over to
 *                 out, the others are freed
 * reading         that whole is from, by reader
 * capitals        1: the page is in capitals, as only those who saw all of it know: the lattice's decoder did
 */
void combine_words(const struct line_reader *by, const struct line_reading *reading, struct result *lattice, int n_lattice,
                   struct result *whole, int n_whole, int capitals, struct results *out);

#endif
