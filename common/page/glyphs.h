/*
 * glyphs.h - from the parts of a line to its characters.
 *
 * glyphs_join   parts that belong to one character: dots, accents, broken strokes
 * glyphs_cut    characters that touch are cut apart
 * words_find    which gap is a space
 * odds_find     the same, and which cut is between characters, in probabilities
 * glyph_image   the samples of one character
 */
#ifndef HWR_GLYPHS_H
#define HWR_GLYPHS_H

#include <stdio.h>

#include "page/parts.h"

/* group_measure - box, spans and stem of a group, from its parts and the line's metrics. */
void group_measure(const struct parts *p, const struct metrics *m, struct group *g);

/* glyphs_join - fill the line's groups, in reading order; the line's metrics are rough. */
void glyphs_join(struct parts *p, struct line *l);

/* What the joined lines tell of the hand. */
struct habits {
	double width;		/* median width of its letters, xh */
	double cut;		/* cost of a cut: low where letters often touch */
};

struct habits habits_find(const struct lines *l);

/* glyphs_cut - cut wide groups of the line where it is thin, and keep the order. */
void glyphs_cut(struct parts *p, struct line *l, const struct habits *h);

/*
 * glyphs_pieces - the line's groups become pieces: what stands beside one
 * another is parted, what may be two letters cut.  No piece is of two letters,
 * as far as can be seen; a letter is a run of some.
 */
void glyphs_pieces(struct parts *p, struct line *l, const struct habits *h);

/* glyphs_sort - reading order: by the middle of the core. */
void glyphs_sort(struct line *l);

/*
 * run_join - the parts of pieces from .. to - 1 as one group, until run_part.
 * Returns 0 when they can be no character: too wide, or too far apart; then
 * nothing is joined.
 */
int run_join(struct parts *p, const struct line *l, int from, int to, struct group *run);
void run_part(struct parts *p, const struct line *l, int from, int to);

/*
 * odds_find - how likely a character begins with each piece of the lines, and
 * how likely a space stands before it; after words_find and glyphs_pieces.
 * What was measured goes to the stream to, unless that is NULL (split.h).
 */
void odds_find(const struct lines *l, FILE *to);

/*
 * gaps_find - the gaps before all groups but the first of each line, one line
 * after the other, in units of x-height, new, *n of them.
 * gap_scaled: on a scale where their spread is alike for close and wide writing.
 */
double *gaps_find(const struct lines *l, int *n);
double gap_scaled(double gap);

/*
 * words_find - number the words of every line from 1.
 * word_gap: a gap this wide is a space, in units of x-height; 0 = estimated.
 */
void words_find(const struct lines *l, double word_gap);

/*
 * glyph_image - group g alone, cropped to its ink; *at is where that lies in
 * the ink image.  Soft edges go with the ink they fall away from.
 */
struct image glyph_image(const struct parts *p, const struct group *g, struct box *at);

#endif
