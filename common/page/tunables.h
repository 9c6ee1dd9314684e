/*
 * tunables.h - every constant of segmentation that a measurement may move.
 *
 * Lengths are in one of three units: em, the usual height of the letters of
 * the page or line, whatever their case; xh, the line's x-height; sw, the
 * usual stroke width.  Angles are tangents.  Chosen by the counts of lines,
 * words and characters on composed pages and real printed lines.
 */
#ifndef HWR_PAGE_TUNABLES_H
#define HWR_PAGE_TUNABLES_H

/* Ink: what counts as a stroke, and what as dirt. */
#define INK_FRACTION 0.40	/* level of ink, as a fraction of the full ink's sample value */
#define SPECK_AREA 0.25		/* sw squared; smaller parts are dirt */

/* Skew. */
#define SKEW_MAX 0.0875		/* tangent of 5 degrees */
#define SKEW_STEPS 40		/* angles tried on either side of level */
#define SKEW_GAIN 1.02		/* the profile must be this much sharper than unturned */
#define SKEW_MIN_WIDTH 6.0	/* em; narrower images say nothing of their skew */

/* Slant of letters. */
#define SLANT_MIN (-0.5)
#define SLANT_MAX 1.0
#define SLANT_STEPS 30
#define SLANT_PRIOR 0.15	/* loss of score for each unit of slant: upright unless told otherwise */

/* Lines. */
#define LETTER_MIN 0.45		/* em; lower parts do not tell where a line is */
#define LETTER_MAX 2.2		/* em; higher parts may reach over two lines */
#define LINE_BLUR 0.22		/* em; deviation of letter centres about their line */
#define LINE_APART 0.85		/* em; nearer centres are one line */
#define LINE_VALLEY 0.65	/* of the lower peak; a shallower valley does not part two lines */
#define LINE_CORE 0.30		/* em on either side of the centre: what every letter of a line covers */
#define LINE_CUT_MIN 1.7	/* em; a part is cut between two lines only when this high */
#define LINE_SHARED 0.35	/* of the lower line: two lines that share more rows are one */
#define LINE_BESIDE 0.15	/* of the shorter line: less shared columns are side by side */
#define LINE_STEP 0.25		/* em; side by side with less between their rows is one line */

/* Base line and heights. */
#define BASE_LETTER_MIN 0.4	/* em; lower parts do not tell where the base line is */
#define BASE_BLUR 0.16		/* em; letters whose feet are this far off do not stand on it */
#define BASE_SLOPE_MAX 0.1	/* tangent, after deskewing */
#define BASE_SLOPES 12		/* tried on either side of level */
#define BASE_RIDGE 8.0		/* letters at one em that hold the slope to 0 */
#define BASE_LOCAL_REACH 3.0	/* em; letters this near tell how the line bends */
#define BASE_LOCAL_PRIOR 1.0	/* letters that hold it straight */
#define BASE_LOCAL_DEV 0.4	/* em; how far lines bend */
#define HEIGHT_ODD 0.03		/* share of letters of other heights, below cap height */
#define HEIGHT_ABOVE 0.006	/* the same above it */
#define HEIGHT_DEV 0.085	/* cap height; deviation of the tops of letters of one kind */
#define XH_RATIO 0.62		/* x-height of cap height, usually */
#define XH_RATIO_DEV 0.09
#define PAGE_SIZE_DEV 0.15	/* of the logarithm of a line's cap height about the page's */
#define PAGE_RATIO_DEV 0.06

/* Parts that are one character. */
#define JOIN_DOT 0.5		/* xh; a mark no larger than this may be a dot */
#define JOIN_STACK 1.0		/* xh; rows between a dot and its stem at most */
#define JOIN_STEM 0.75		/* xh; i and j are no wider than this */
#define JOIN_STRAY 0.6		/* xh; columns between a dot and the middle of its stem at most */
#define JOIN_BROKEN 0.35	/* xh; rows between the parts of a letter broken across */
#define JOIN_WIDTH 1.5		/* xh; wider than this no broken letter becomes */
#define JOIN_NESTED 0.7		/* of the narrower part; shares more columns: one letter */
#define JOIN_NEAR 0.35		/* xh; a detached stroke is nearer than this */
#define JOIN_FRAGMENT 0.65	/* xh; a lower part is no letter */
#define JOIN_GAP 0.10		/* xh; a fragment this near is broken off */
#define JOIN_GAP_SW 0.7		/* sw; the same for thick pens */

/* A letter to a box. */
#define BOX_APART 0.35		/* xh; what is nearer may share a box */
#define BOX_AIR 0.7		/* xh; most boxes are further apart */
#define BOX_LETTER 2.6		/* xh; wider clusters are no single letter */
#define BOX_WHOLE 1.3		/* xh; all of a cluster no wider is one letter */

/*
 * Cuts.  Costs are logarithms of how unusual something is; they weigh the
 * widths of letters against the places of cuts.
 */
#define CUT_WIDTH_MIN 1.2	/* xh; narrower is never cut */
#define CUT_HEIGHT_MIN 0.5	/* xh; nor lower, as dashes are */
#define CUT_DASH 2.5		/* sw; lower strokes are dashes, however long */
#define PIECE_HEIGHT 0.8	/* xh; lower pieces are no letters */
#define PIECE_ABOVE 0.37		/* xh; nor are those that hang higher above the base line */
#define PIECE_COST 5.0		/* for each xh of either */
#define CUT_NEAR 0.12		/* xh; cuts are no closer */
#define CUT_COST 1.7		/* of any cut */
#define CUT_COST_GAP 2.0	/* of a cut where there is no ink: parts that were joined */
#define CUT_THIN 0.72		/* sw; thinner ink costs no more */
#define CUT_COST_THICK 2.1	/* for each sw of ink more */
#define CUT_COST_STROKE 1.2	/* for each stroke crossed after the first */
#define CUT_HIGH 0.7		/* xh above the base line: the arches of small letters */
#define CUT_COST_HIGH 1.2	/* of a cut there */
#define CUT_COST_MOST 8.0	/* dearer places are not looked at */
#define CUT_HABIT 0.72		/* weight of how often letters touch on this page */
#define CUT_AIR 6.0		/* for each xh that the median gap is wider than HABIT_GAP */
#define HABIT_GAP 0.2		/* xh; letters further apart seldom touch */
#define HABIT_RATE 0.06		/* usual share of letters that touch the one before */
#define HABIT_HOLD 13.0		/* letters by which what is usual is held */
#define HABIT_JOINED 1.8	/* xh; wider groups are more than one letter, as far as habits go */
#define HABIT_NARROW 0.45	/* xh; narrower letters do not tell of the hand's width */
#define LETTER_WIDTH 1.18	/* xh; median width of letters */
#define LETTER_WIDTH_DEV 0.36	/* of its logarithm */
#define NARROW_WIDTH 0.2	/* xh; the same of i, l, I and 1 */
#define NARROW_WIDTH_DEV 0.4
#define NARROW_SHARE 0.12

/* Pieces, of which letters are put together. */
#define PIECE_CUT_WIDTH 0.75	/* xh; narrower is never cut */
#define PIECE_WIDTH 0.2		/* xh; no piece is cut narrower */
#define PIECE_CUT_MOST 6.0	/* dearer cuts are not made */
#define PIECE_OVER 0.3		/* of the narrower part; who shares more columns stays together */
#define RUN_MOST 6		/* pieces of a letter */
#define RUN_WIDTH 2.4		/* xh; several pieces are no wider */
#define RUN_GAP 0.6		/* xh; nor is air between them wider */

/*
 * Words.  Gaps are in xh, and compared as log(gap + WORD_OFFSET); "scaled" are
 * such logarithms.
 */
#define WORD_OFFSET 0.4		/* xh */
#define WORD_CORE 0.2		/* weight of the gap between x-height cores; the rest is of all ink */
#define WORD_GAP_MIN 0.4	/* xh; no space is narrower */
#define WORD_IN (-0.35)		/* scaled; mean gap within words, 0.3 xh */
#define WORD_IN_DEV 0.25	/* of that mean, from hand to hand */
#define WORD_IN_SPREAD 0.3	/* usual deviation of the gaps of one hand */
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

/*
 * Normalization in EMNIST's style, in pixels of the 28 x 28 output.  BLUR,
 * FAINT and SHARP were fitted together to EMNIST's images: made binary at five
 * times their size and normalized, they keep their mean grey, their share of
 * full black, and their longest side of 22 pixels at half of the maximum
 * (report/test_normalize_proof.c).  The trainer imitates a normalized page by
 * the same numbers (train/augment_fit.c), so that models made after a change
 * see what it does; models made before lose by it.
 */
#define NORMALIZE_BLUR 0.575	/* standard deviation wanted of edges; more: softer and greyer glyphs */
#define NORMALIZE_FAINT (5.0 / 255)	/* of the darkest ink: what still counts for the box; less: a larger box, so smaller glyphs */
#define NORMALIZE_REACH 2.06	/* deviations from an edge outwards to where FAINT is left of it: follows from FAINT */
#define NORMALIZE_HALO 2.0	/* a soft edge is cut back by no more; chosen by eye on enlarged glyphs */
#define NORMALIZE_SHARP 0.7	/* the cubic kernel's width when reducing, 1 being free of all aliasing: EMNIST's is not */
#define NORMALIZE_GRAIN 16	/* ink fainter than the darkest over this is grain of the paper; chosen by eye */
#define NORMALIZE_COARSE 128	/* pixels: larger glyphs are first averaged in blocks to at least this; less is faster and rougher */
#define NORMALIZE_BORDER 2	/* empty pixels around the ink, as in EMNIST's paper */
#define NORMALIZE_MNIST_FIT 20	/* the longest side in MNIST's style, as in LeCun et al. 1998 */

#endif
