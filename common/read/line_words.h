/*
 * line_words.h - what the words of a line that was read whole may be.
 *
 * The texts that the search kept are compared with the best of them: what they
 * begin and end with alike is left out, word by word, and what lies between answers
 * for the words there, where their number is the same, or where it is one word.
 * A text's share is exp(score / LINE_TEXT_TEMPERATURE) of the sum over all of them.
 */
#ifndef HWR_LINE_WORDS_H
#define HWR_LINE_WORDS_H

#include "read/line_reader.h"

/*
 * line_words - give the first character of every word its n-best list, of at most r->nbest texts.
 * v are the n results of the best text of l (line_reading_results).
 */
void line_words(const struct line_reader *r, const struct line_reading *l, struct result *v, int n);

#endif
