/*
 * tunables.h - every constant of this room that a measurement may move.
 *
 * Lengths are in one of three units: em, the usual height of the letters of
 * the page or line, whatever their case; xh, the line's x-height; sw, the
 * usual stroke width.  Angles are tangents.  Costs and odds are natural
 * logarithms.  "dev" is a standard deviation.
 *
 * Where they come from: chosen by the counts of lines, words and characters on
 * composed pages and UNIPEN's printed lines (cmd/hwr-split.t holds some), and
 * since candidates are read, by scripts/score-sets.sh; the history does not
 * tell them apart.  A source of its own is named.  Each section says what
 * happens when its numbers move.  Learnt weights are in boundary_model.c.
 */
#ifndef HWR_PAGE_TUNABLES_H
#define HWR_PAGE_TUNABLES_H

/*
 * Ink: what counts as a stroke, and what as dirt.  A higher level breaks faint
 * strokes, a lower one joins letters by their soft edges.
 */
#define INK_FRACTION 0.40	/* level of ink, as a fraction of the full ink's sample value */
#define INK_FULL_SHARE 10	/* full ink: one in so many samples of ink is as dark */
#define INK_NOISE 16		/* samples below are noise of the background */
#define PARTS_MOST 50000	/* three times the letters of a page of newspaper; bounds the time on pictures of dots */
#define SPECK_AREA 0.25		/* sw squared; smaller parts are dirt */
#define EM_FLAT 2.5		/* sw; letters lower than this are dashes and dots: then widths tell the em, too */
#define EM_DASH 2		/* of its height, that a dash is wider; its em is its width over this */

/*
 * Skew.  More steps are slower and closer; a higher gain leaves slightly
 * turned pages as they are, a lower one turns short texts by their letters.
 */
#define SKEW_MAX 0.0875		/* tangent of 5 degrees */
#define SKEW_STEPS 40		/* angles tried on either side of level */
#define SKEW_GAIN 1.02		/* the profile must be this much sharper than unturned */
#define SKEW_MIN_WIDTH 6.0	/* em; narrower images say nothing of their skew */
#define SKEW_BLUR 6		/* the profile is blurred by em over this */
#define SKEW_RUN 4		/* sw; wider runs count no more: frames and rules */

/* Slant of letters.  A larger prior leaves slanted hands slanted, a smaller one follows single strokes. */
#define SLANT_MIN (-0.5)
#define SLANT_MAX 1.0
#define SLANT_STEPS 30
#define SLANT_PRIOR 0.15	/* loss of score for each unit of slant: upright unless told otherwise */
#define SLANT_STROKE 2		/* sw; wider runs are not across an upright stroke */
#define SLANT_PARTS 3000	/* parts that are looked at; more is slower */

/*
 * Lines.  Where two lines become one, BLUR, APART, VALLEY or SHARED is too
 * high; where accents or commas become a line of their own, too low.
 */
#define LETTER_MIN 0.45		/* em; lower parts do not tell where a line is */
#define LETTER_MAX 2.2		/* em; higher parts may reach over two lines */
#define LETTER_WEIGHT 5.0	/* letters; a joined word counts one more for each em of its width, and no more than this */
#define LINE_BLUR 0.22		/* em; dev of letter centres about their line */
#define LINE_APART 0.85		/* em; nearer centres are one line */
#define LINE_VALLEY 0.65	/* of the lower peak; a shallower valley does not part two lines */
#define LINE_RIDGE 60		/* letters at one em that hold the slope to 0: a short line keeps the page's skew */
#define LINE_ROUNDS 4		/* times that letters are assigned and lines merged, at most */
#define LINE_CORE 0.30		/* em on either side of the centre: what every letter of a line covers */
#define LINE_CUT_MIN 1.7	/* em; a part is cut between two lines only when this high */
#define LINE_SHARED 0.35	/* of the lower line: two lines that share more rows are one */
#define LINE_BESIDE 0.15	/* of the shorter line: less shared columns are side by side */
#define LINE_STEP 0.25		/* em; side by side with less between their rows is one line */
#define LINE_NEAR 4		/* letters on either side that a mark's distance is taken to */

/*
 * Base line (baseline.c).  A larger blur finds it in scrawled lines and lets
 * descenders pull it down; a larger ridge keeps short lines level.
 */
#define BASE_LETTER_MIN 0.4	/* em; lower parts do not tell where the base line is */
#define BASE_BLUR 0.16		/* em; letters whose feet are this far off do not stand on it */
#define BASE_SLOPE_MAX 0.1	/* tangent, after deskewing */
#define BASE_SLOPES 12		/* tried on either side of level */
#define BASE_LEVEL 0.02		/* loss of score at the steepest: level unless told otherwise */
#define BASE_BIN 24		/* em over this is the finest bin of the histogram of feet */
#define BASE_ROUNDS 3		/* refinements by those that stand on it */
#define BASE_RIDGE 8.0		/* letters at one em that hold the slope to 0 */
#define BASE_LOCAL_BESIDE 8	/* letters on either side that tell how the line bends, at most */
#define BASE_LOCAL_REACH 3.0	/* em; letters this near tell it */
#define BASE_LOCAL_PRIOR 1.0	/* letters that hold it straight */
#define BASE_LOCAL_DEV 0.4	/* em; how far lines bend */

/*
 * Heights (heights.c).  They decide which letters are capitals, and the size
 * of everything below that is in xh.  Larger devs follow the prior, the page,
 * where a line says little.
 */
#define HEIGHT_ODD 0.03		/* share of letters of other heights, below cap height */
#define HEIGHT_ABOVE 0.006	/* the same above it */
#define HEIGHT_DEV 0.085	/* cap height; dev of the tops of small letters */
#define HEIGHT_TALL 1.1		/* times as much of tall ones, which are of more kinds */
#define HEIGHT_UNDER_MIN (-0.25)	/* em below the base line; feet above that stand on nothing */
#define HEIGHT_UNDER_MAX 1.2	/* em; feet below that are of another line */
#define HEIGHT_DESCENDER 0.22	/* em; feet below that are descenders */
#define HEIGHT_LOWEST 0.3	/* em; what is lower is a comma, or dirt */
#define HEIGHT_CAP_MIN 0.6	/* em; cap heights tried: from here to CAP_MAX times that */
#define HEIGHT_CAP_MAX 4.0
#define HEIGHT_CAP_STEPS 40	/* of 3.5 % */
#define HEIGHT_XH_MIN 0.42	/* x-heights tried, of the cap height: from here on */
#define HEIGHT_XH_STEP 0.04
#define HEIGHT_XH_STEPS 10
#define HEIGHT_EM_DEV 0.7	/* of the logarithm of a page's cap height about its em */
#define XH_RATIO 0.62		/* x-height of cap height, usually: less than in print, where it is 0.65 to 0.75 */
#define XH_RATIO_DEV 0.09	/* of that, from hand to hand */
#define PAGE_SIZE_DEV 0.15	/* of the logarithm of a line's cap height about the page's */
#define PAGE_RATIO_DEV 0.06	/* of a line's x-height over cap height about the page's */

/* How text may be: the share of small letters, and how usual such a line is. */
#define HEIGHT_KINDS { \
	{0.02, 0.22},	/* capitals or digits */ \
	{0.35, 0.10},	/* a name, a code */ \
	{0.65, 0.58},	/* running text */ \
	{0.92, 0.10},	/* a short word */ \
}
#define HEIGHT_SMALL_BELOW 0.13	/* of small letters have descenders: shares as in English text */
#define HEIGHT_TALL_BELOW 0.04	/* of tall ones */
#define HEIGHT_DOTTED 0.07	/* of letters are i and j */
#define HEIGHT_DOTTED_CAPITALS 0.005	/* of capitals and digits, by mistake */

/*
 * Parts that are one character (groups.c, grouping.c).  Larger: letters beside
 * one another are joined; smaller: dots and broken strokes become characters.
 */
#define CORE_BELOW 0.05		/* xh below the base line, to where the core of a letter reaches */
#define JOIN_DOT 0.5		/* xh; a mark no larger than this may be a dot */
#define JOIN_DOT_SW 2		/* sw; the same for thick pens */
#define JOIN_STACK 1.0		/* xh; rows between a dot and its stem at most */
#define JOIN_STACK_BELOW 0.7	/* xh; the same where the dot is below, as in ! and ? */
#define JOIN_STACK_INTO 0.15	/* of the lower part: rows that the upper one may reach into it */
#define JOIN_STACK_OVER 0.5	/* of the narrower part, that stands over the other */
#define JOIN_STACK_COLON 0.99	/* the same of two dots */
#define JOIN_STEM 0.75		/* xh; i and j are no wider than this */
#define JOIN_STEM_HIGH 2	/* of a dot's height, and more: a stem */
#define JOIN_STRAY 0.6		/* xh; columns between a dot and the middle of its stem at most */
#define JOIN_STRAY_HIGH 0.8	/* xh above the base line, where such a dot hangs */
#define JOIN_STRAY_STEM 0.5	/* xh; its stem is higher */
#define JOIN_STRAY_INTO 0.1	/* xh; rows that its stem may reach into it */
#define JOIN_STRAY_BESIDE 12	/* parts on either side that are looked at */
#define JOIN_BROKEN 0.35	/* xh; rows between the parts of a letter broken across */
#define JOIN_WIDTH 1.5		/* xh; wider than this no broken letter becomes */
#define JOIN_NESTED 0.7		/* of the narrower part; shares more columns: one letter */
#define JOIN_NESTED_WIDER 1.15	/* times as wide as the wider part, or JOIN_WIDTH, may both be */
#define JOIN_NEAR 0.35		/* xh; a detached stroke is nearer than this */
#define JOIN_FRAGMENT 0.65	/* xh; a lower part is no letter */
#define JOIN_FRAGMENT_ABOVE 0.4	/* xh above the base line; nor is what hangs there, unless it is as high as */
#define JOIN_FRAGMENT_HIGH 0.9	/* xh */
#define JOIN_GAP 0.10		/* xh; a fragment this near is broken off */
#define JOIN_GAP_SW 0.7		/* sw; the same for thick pens */
#define JOIN_GAP_WIDER 1.1	/* times as wide as the wider one, or JOIN_WIDTH, may both be */
#define JOIN_BESIDE 24		/* parts to the right that are looked at */
#define JOIN_MOST 12		/* parts of one letter: dirt must not cost more than its number */

/* = : two dashes over one another, nearer than they are long. */
#define EQUALS_FLAT 0.45	/* xh; the height of a dash at most */
#define EQUALS_FLAT_SW 1.5	/* sw; the same for thick pens */
#define EQUALS_WIDE 0.4		/* xh; its width at least */
#define EQUALS_LONG 1.5		/* of its height, and more, it is wide */
#define EQUALS_REACH 0.8	/* of its width, or of xh, are between the two at most */

/* " : two short strokes side by side, high up. */
#define QUOTES_HIGH 0.5		/* xh above the base line */
#define QUOTES_WIDE 0.45	/* xh; the width of either at most */
#define QUOTES_LONG 0.8		/* xh; the height of either at most */
#define QUOTES_ALIKE 0.6	/* of the higher one, that the lower one is high */
#define QUOTES_UPRIGHT 1.2	/* of the wider one's width, that the lower one is high */
#define QUOTES_APART 0.45	/* xh; columns between the two at most */

/* A letter to a box.  Larger: printed lines with air are taken for boxes; smaller: letters fall into strokes. */
#define BOX_APART 0.35		/* xh; what is nearer may share a box */
#define BOX_AIR 0.7		/* xh; most boxes are further apart */
#define BOX_LETTER 2.6		/* xh; wider clusters are no single letter */
#define BOX_WHOLE 1.3		/* xh; all of a cluster no wider is one letter */
#define BOX_OVER 0.5		/* of the narrower part; who shares more columns is one letter */
#define BOX_LEAST 3		/* clusters; fewer do not tell */
#define BOX_JOINED 8		/* one cluster in so many may be wider than a letter */
#define BOX_PARTS 16		/* parts of a cluster; more are dirt */

/*
 * Cuts (cuts.c).  Costs weigh the widths of letters against the places of
 * cuts: higher ones leave letters joined, lower ones cut m into n and i.
 */
#define CUT_WIDTH_MIN 1.2	/* xh; narrower is never cut */
#define CUT_HEIGHT_MIN 0.5	/* xh; nor lower, as dashes are */
#define CUT_DASH 2.5		/* sw; lower strokes are dashes, however long */
#define CUT_MARK_HEIGHT 0.5	/* xh; dots and accents are lower, */
#define CUT_MARK_WIDTH 0.6	/* xh; and narrower: they are not cut, and go with what is below */
#define CUT_LOW 0.8		/* xh; what is lower is no letter */
#define CUT_ABOVE 0.37		/* xh; nor is what hangs higher above the base line */
#define CUT_COST_LOW 5.0	/* for each xh of either */
#define CUT_NEAR 0.12		/* xh; cuts are no closer */
#define CUT_COST 1.7		/* of any cut */
#define CUT_COST_GAP 2.0	/* of a cut where there is no ink: parts that were joined */
#define CUT_THIN 0.72		/* sw; thinner ink costs no more */
#define CUT_COST_THICK 2.1	/* for each sw of ink more */
#define CUT_COST_STROKE 1.2	/* for each stroke crossed after the first */
#define CUT_HIGH 0.7		/* xh above the base line: the arches of small letters */
#define CUT_COST_HIGH 1.2	/* of a cut there */
#define CUT_COST_MOST 8.0	/* dearer places are not looked at */
#define CUT_TOUCH 0.72		/* weight of how often letters touch on this page */
#define CUT_AIR 6.0		/* for each xh that the median gap is wider than WRITER_GAP */
#define LETTER_WIDTH 1.18	/* xh; median width of letters */
#define LETTER_WIDTH_DEV 0.36	/* of its logarithm */
#define LETTER_WIDTH_LEAST 0.05	/* xh; narrower ones are as odd */
#define NARROW_WIDTH 0.2	/* xh; the median of i, l, I and 1 */
#define NARROW_WIDTH_DEV 0.4
#define NARROW_SHARE 0.12	/* of letters are so */
#define WIDTH_ODD 1e-9		/* density of any width: bounds the cost of one */

/* The hand (writer_stats.c).  More hold: pages are treated alike; less: a short text tells too much. */
#define WRITER_GAP 0.2		/* xh; letters further apart seldom touch */
#define WRITER_RATE 0.06	/* usual share of letters that touch the one before */
#define WRITER_HOLD 13.0	/* letters by which what is usual is held */
#define WRITER_JOINED 1.8	/* xh; wider groups are more than one letter, as far as these counts go */
#define WRITER_NARROW 0.45	/* xh; narrower letters do not tell of the hand's width */

/*
 * Segments, of which letters are put together (segments.c, cuts.c), and
 * candidates for letters (candidates.c).  Finer segments and more candidates
 * find more letters, cost time, and let the reader find letters in strokes.
 */
#define SEGMENT_CUT_WIDTH 0.75	/* xh; narrower is never cut */
#define SEGMENT_WIDTH 0.2	/* xh; no segment is cut narrower */
#define SEGMENT_CUT_MOST 6.0	/* dearer cuts are not made */
#define SEGMENT_OVER 0.3	/* of the narrower part; who shares more columns stays together */
#define CANDIDATE_MOST 6	/* segments of a letter */
#define CANDIDATE_WIDTH 2.4	/* xh; several segments are no wider */
#define CANDIDATE_GAP 0.6	/* xh; nor is air between them wider */

/*
 * What the boundary model measures (boundary_model.c): its weights were
 * learnt with these, and have to be learnt again when one moves.
 */
#define BOUNDARY_LENGTH 0.05	/* xh; added to lengths before their logarithms */
#define BOUNDARY_GAP WORD_IN	/* scaled; the usual gap, by which a line's is held */
#define BOUNDARY_HOLD 3		/* gaps by which it is */
#define BOUNDARY_STEEP 8	/* log odds for each unit of scaled gap beyond the line's limit */
#define BOUNDARY_MOST 5.3	/* log odds; no more than that: 99.5 % */
#define BOUNDARY_VAGUE 0.6	/* of STEEP, where no gap of the line is a space for sure */
#define BOUNDARY_UNKNOWN 0.35	/* scaled; the limit in place of such a line's own */

/*
 * Words.  Gaps are in xh, and compared as log(gap + WORD_OFFSET); "scaled" are
 * such logarithms.  A higher mean between words, or a smaller share, joins
 * words; a lower one parts letters.
 */
#define WORD_OFFSET 0.4		/* xh */
#define WORD_OVERLAP 0.75	/* of WORD_OFFSET; letters that overlap by more are as close */
#define WORD_CORE 0.2		/* weight of the gap between x-height cores; the rest is of all ink */
#define WORD_GAP_MIN 0.4	/* xh; no space is narrower */
#define WORD_IN (-0.35)		/* scaled; mean gap within words, 0.3 xh */
#define WORD_IN_DEV 0.25	/* of that mean, from hand to hand */
#define WORD_IN_SPREAD 0.3	/* usual dev of the gaps of one hand */
#define WORD_BETWEEN 0.65	/* scaled; mean gap between words, 1.5 xh */
#define WORD_BETWEEN_DEV 0.3
#define WORD_BETWEEN_SPREAD 0.25
#define WORD_SHARE 0.18		/* of all gaps are spaces */
#define WORD_MOST 0.6		/* of all gaps, and one more, may be spaces */
#define WORD_HOLD 4		/* gaps by which the usual spread and share are held */
#define WORD_BOXED 0.45		/* scaled; mean gap of letters in boxes, 1.2 xh */
#define WORD_BOXED_DEV 0.35
#define WORD_BOXED_SHARE 0.05	/* of all pages are so */
#define PITCH_GAP 0.55		/* xh; letters in boxes are mostly further apart */
#define PITCH_WIDEST 2.6	/* of the median gap: no gap in boxes is wider */
#define PITCH_MOST 1.42		/* of the median pitch: no two letters in boxes are further apart */
#define WORD_LINE_DEV 0.15	/* scaled; of a line's means about those of its page */

/* The picture of a character (glyph_image.c): more edge takes shadows along, less cuts soft strokes. */
#define EDGE_LEAST 2		/* pixels; width of the soft edge around a stroke */
#define EDGE_STROKES 8		/* and one pixel more for so many of sw */
#define EDGE_MOST 8		/* pixels */

/*
 * The core of a whole line (line_frame.c), by which networks for lines see it:
 * a model has to be trained again when one moves.  CORE and TRIM were chosen so
 * that on the 21,242 words and lines of UNIPEN's writers the logarithm of the
 * x-height found, over the one that UNIPEN's hints tell, has mean 0.00 and dev
 * 0.21 for joined writing and 0.28 for mixed (0.19 and 0.25 for print, where
 * lines in capitals count with their cap height).
 */
#define FRAME_ROUNDS 12		/* refinements; more change little */
#define FRAME_FAINT 32		/* a power of 2; fainter samples are no ink */
#define FRAME_CORE 3.1		/* devs of its ink, that a core is high: an even one has sqrt(12), a little is for loops and tails */
#define FRAME_TRIM 2.2		/* devs from the middle that count in the next round; below 1.8 the core shrinks to nothing */
#define FRAME_RIDGE 2.0		/* heights of the core to either side where ink holds the slope to 0: a short line keeps level */
#define FRAME_SLOPE_MAX 0.3	/* tangent */
#define LINE_SAMPLES 8		/* samples in a pixel's row and column at most: more is slower and smoother for huge writing */

/* Memory (split.c): boxes of strokes across the page in great number are no writing, and would not fit. */
#define COPY_MOST 4		/* times the page's pixels may be copied into characters, or into each of CANDIDATE_MOST */

/*
 * Normalization in EMNIST's style, in pixels of the 28 x 28 output.  BLUR,
 * FAINT and SHARP were fitted together to EMNIST's images: made binary at five
 * times their size and normalized, they keep their mean grey, their share of
 * full black, and their longest side of 22 pixels at half of the maximum
 * (report/test_normalize_proof.c).  The trainer imitates a normalized page by
 * the same numbers (train/augment_fit.c), so that models made after a change
 * see what it does; models made before lose by it.
 */
#define NORMALIZE_BLUR 0.575	/* dev wanted of edges; more: softer and greyer glyphs */
#define NORMALIZE_FAINT (5.0 / 255)	/* of the darkest ink: what still counts for the box; less: smaller glyphs */
#define NORMALIZE_REACH 2.06	/* devs from an edge outwards to where FAINT is left of it: follows from FAINT */
#define NORMALIZE_HALO 2.0	/* a soft edge is cut back by no more; chosen by eye on enlarged glyphs */
#define NORMALIZE_SHARP 0.7	/* the cubic kernel's width when reducing; 1 is free of all aliasing, as EMNIST's is not */
#define NORMALIZE_GRAIN 16	/* ink fainter than the darkest over this is grain of the paper; chosen by eye */
#define NORMALIZE_COARSE 128	/* pixels: larger glyphs are first averaged to at least this; less is faster and rougher */
#define NORMALIZE_BORDER 2	/* empty pixels around the ink, as in EMNIST's paper */
#define NORMALIZE_MNIST_FIT 20	/* the longest side in MNIST's style, as in LeCun et al. 1998 */

#endif
