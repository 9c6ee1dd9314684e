/*
 * candidates.h - segments in a row that may be one character.
 */
#ifndef HWR_CANDIDATES_H
#define HWR_CANDIDATES_H

#include "page/parts.h"

/*
 * candidate_join - the parts of segments from .. to - 1 as one group, until
 * candidate_part, which gives each its own again.
 * Returns 0 when they can be no character: too wide, or too far apart; then
 * nothing is joined.
 */
int candidate_join(struct parts *p, const struct line *l, int from, int to, struct group *out);
void candidate_part(struct parts *p, const struct line *l, int from, int to);

/*
 * letter_join - the same for all segments of one character as cuts_letters left it,
 * wherever they stand, until letter_part; letter -1: for all of the line, of which
 * there is at least one.
 */
void letter_join(struct parts *p, const struct line *l, int letter, struct group *out);
void letter_part(struct parts *p, const struct line *l, int letter);

#endif
