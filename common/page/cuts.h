/*
 * cuts.h - characters that touch are cut apart.
 *
 * Along a straight cut in the direction of the slant the ink is a stretch of
 * one or more strokes; a cut is cheap where it crosses one thin stroke, low on
 * the line as joining strokes are.  Where to cut, and whether at all, is the
 * cheapest path over the candidate cuts: what the widths of letters cost and
 * what the cuts cost (Casey and Lecolinet, "A survey of methods and strategies
 * in character segmentation", 1996, call it dissection).
 */
#ifndef HWR_CUTS_H
#define HWR_CUTS_H

#include "page/writer_stats.h"

enum cuts { CUTS_LIKELY, CUTS_ALL };	/* where letters are likeliest; wherever a letter may end */

/*
 * cuts_make - cut group i of the line, which becomes its left rest; what is
 * right of a cut is added at the end.  *cap is the room in the line's groups.
 */
void cuts_make(struct parts *p, struct line *l, int i, const struct writer_stats *stats, enum cuts which, int *cap);

/* cuts_letters - cut all wide groups of the line where letters are likeliest, and keep the order. */
void cuts_letters(struct parts *p, struct line *l, const struct writer_stats *stats);

/* cuts_group - one more group of the line; groups stay where they are by number, but may move in memory. */
struct group *cuts_group(struct line *l, int *cap);

#endif
