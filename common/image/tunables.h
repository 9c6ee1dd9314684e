/*
 * tunables.h - every constant of this room that a measurement may move.
 *
 * Lengths are in pixels, or in sw: the usual width of the strokes.  Levels are
 * samples, 0 .. 255.  Where a line names no source, the number was chosen by
 * eye: on scans, photographs and drawn pages (testdata, composed pages, forms,
 * photographed sheets), so that their ink was taken and nothing else.  What
 * moves one of these runs cmd/hwr-trim.t, common/image/test_ink.c and
 * scripts/score-sets.sh again.
 */
#ifndef HWR_IMAGE_TUNABLES_H
#define HWR_IMAGE_TUNABLES_H

/* background.c: cells small enough for shadows, large enough that ink does not fill them. */
#define CELL_LEAST 12			/* pixels a side */
#define CELL_MOST 256
#define CELL_COUNT 24			/* along the longer side, where a cell stays within those */
#define CELL_SAMPLES 40			/* a side of a cell, about; more is slower and no surer */
#define CELL_LIGHT 0.7			/* of a cell's samples are darker than its light level; more: grain counts as paper, less: ink does */
#define CELL_NEAR_LIGHT 0.9		/* the same of cells so small that ink may fill most of one */
#define CELL_SLACK 4			/* levels from the middle, and twice the quartiles' distance, that lean to no side: noise */
#define CELL_DEVIATION 0.95		/* of all cells deviate less than those with writing; for Sauvola's R */
#define CELL_OUTLIERS 0.02		/* of all cells, at either end, do not tell how uneven the light is */

/* preprocess.c: polarity, strokes, light. */
#define POLARITY_UNSURE (-0.3)		/* less light than this, in -2 .. 2, and ink is light: blank paper is near 0, and light paper usual */
#define POLARITY_BORDER 64		/* the border is one pixel and the shorter side over this */
#define STROKE_ROWS 400			/* rows that are looked at for the thickness of strokes, about */
#define FLAT_PAPER 240			/* level that paper is brought to; its grain goes above */
#define FLAT_DARKEST 24			/* level; paper is no darker than this: there is no writing in the black */

/* ink.c: which threshold. */
#define INK_UNEVEN 0.25			/* of the contrast: paper varies by more in uneven light, which Sauvola is for; less: slower, and faint ink is lost */
#define INK_UNEVEN_LEAST 8		/* levels; the same at least */
#define INK_GRAIN 5			/* deviations of the paper's noise that are no ink; less: specks, more: faint strokes break */
#define INK_GRAIN_SMOOTHED 7		/* the same where it was smoothed, which makes blots of it */
#define INK_GRAINY 0.5			/* of the contrast: stronger grain is smoothed first, which softens strokes */
#define INK_LEAST_CONTRAST 6		/* levels from paper to ink; less: the paper's structure becomes ink */
#define INK_NEAR 2			/* sw; side of the cells that follow a shadow's edge */
#define INK_NEAR_LEAST 8		/* pixels; the same at least */
#define INK_REACH 2			/* cells; dark ink fills no wider gap in the paper than twice this */
#define SAUVOLA_K 0.3			/* Sauvola and Pietikainen have 0.2 to 0.5; more: thinner strokes */
#define SAUVOLA_CONTRAST 128		/* levels; ink fainter than this lowers k with its contrast */
#define SAUVOLA_RANGE 1.5		/* R, in the deviations of cells that hold writing */
#define SAUVOLA_RANGE_LEAST 8		/* levels */
#define SAUVOLA_RANGE_MOST 128		/* levels, as in the paper for full contrast */
#define SAUVOLA_RADIUS 0.75		/* of a cell's side: the window's reach */

/* ink.c: the samples of ink. */
#define INK_CORE 128			/* samples of ink from here on are ink without doubt: where the threshold is put */
#define INK_WEAK 64			/* and from here on where they touch a core: half way from paper to the threshold */
#define INK_DARKEST 0.1			/* of the ink is darker than the level that becomes 255 in even light */
#define INK_HEADROOM 32			/* steps of the core for as far below a local threshold as paper is above */
#define INK_FULL 0.7			/* of the core is lighter than what becomes 255; more: greyer ink */

/* components.c */
#define STROKE_MOST 1000		/* pixels; thicker is as thick: bounds the time of measuring */
#define STROKE_EVERY 8			/* pixels of a run to a place where its thickness is measured; less is slower */
#define STROKE_PLACES 32		/* the same at most */

/*
 * specks.c: what is dirt.  Areas are in sw squared, of pixels of at least
 * INK_CORE; a dot has about 1, of which half may be lost.
 */
#define SPECK_DOT 0.35			/* smaller marks are dirt; more: dots are lost, less: dirt stays */
#define SPECK_LEAST 2			/* pixels; the same at least */
#define SPECK_SMALL 2.5			/* smaller marks must be as dark as writing */
#define SPECK_FAINT 0.5			/* of the writing's darkness, which they must have */
#define SPECK_LARGE 30			/* larger marks count for no more when darkness is taken */
#define SPECK_MEASURED 9		/* pixels of a mark whose thickness can be told */
#define BORDER_SLIVER 1.6		/* sw from the border inwards: rests of what is outside reach no further */
#define BORDER_SMALL 3			/* what is cut off by the border has less than the largest mark over this */
#define FRAME_THICK 3.1			/* sw; a line along the border is thinner */
#define FRAME_SLANT 0.12		/* or, where it is slanted, thinner than this part of the picture */
#define FRAME_LONG 0.7			/* of the side it lies along */
#define FRAME_NEAR 0.3			/* of the picture, in which it lies */
#define TABLE_ROUND 0.6			/* of both sides of the picture: what goes round the paper */
#define TABLE_THICK 3			/* sw; tables and covers around the paper are thicker */
#define TABLE_MARKS 3			/* so many marks inside are writing, which a table is beside */
#define TABLE_MARK 4			/* such a mark is larger */

/*
 * ruled_lines.c.  Thickness is that of the rule itself; allowed thickness is
 * what a rule may have at most beside strokes of width sw.
 */
#define RULE_THICK 1.25			/* sw, and 2 pixels: allowed thickness; more: strokes along a rule go with it */
#define RULE_THICK_MORE 2		/* pixels */
#define RULE_THICKEST 40		/* pixels, at most */
#define RULE_SLANT 0.09			/* tangent: five degrees */
#define RULE_LENGTH 60			/* of a rule at least, in its thickness; less: bars of letters are rules */
#define RULE_LENGTH_SW 15		/* of a rule at least, sw */
#define RULE_SPAN 0.6			/* of the picture, that a rule spans at least */
#define RULE_COVER 0.4			/* of its span, that is seen as a rule at least; writing hides the rest */
#define RULE_SHARE 0.35			/* of the ink: more is not ruled paper but a letter's bars */
#define RULE_SEVERAL 3			/* so many rules make others likely, which the border cut short */
#define RULE_MANY 5			/* no letter has so many bars */
#define RULE_EDGE 0.02			/* of the picture, and 2 pixels: a rule that ends so near its side reaches it */
#define RULE_EDGE_MORE 2		/* pixels */
#define RULE_MOST 400			/* rules; and pieces of rules: bounds the time on nets of fine lines */
#define RULE_PIECES 8000
#define RULE_PIECE_MOST 24		/* allowed thicknesses; length of a piece, within which paper is not bent */
#define RULE_PIECE_LEAST 2		/* allowed thicknesses; shorter ones have no direction */
#define RULE_PIECE_PIXELS 12		/* the same, pixels */
#define RULE_SEED 4			/* allowed thicknesses; a rule is followed from no shorter piece */
#define RULE_PIECE_FULL 1.5		/* of length times allowed thickness: no piece has more ink */
#define RULE_PIECE_THIN 0.7		/* of its length: no piece has less */
#define RULE_PIECE_BENT 0.16		/* allowed thickness squared, and 0.25 pixels squared: variance about a straight line */
#define RULE_PIECE_BENT_MORE 0.25	/* pixels squared */
#define RULE_GAP_PART 3.0		/* a gap in a rule is at most the picture's length over this: writing may hide it for long */
#define RULE_GAP 20			/* or so many allowed thicknesses */
#define RULE_OVERLAP 2			/* pixels that two pieces in a row may share */
#define RULE_STRAY 0.5			/* allowed thickness, and 1 pixel: how far the next piece may lie off */
#define RULE_STRAY_MORE 1		/* pixels */
#define RULE_STRAY_GAP 0.015		/* and this part of the gap */
#define RULE_TURN 0.4			/* weight of the last piece for the slope from there on: bent paper bends rules */
#define RULE_ERASE_OFF 0.5		/* thickness, and 1.5 pixels: a rule is looked for so far from its middle */
#define RULE_ERASE_THICK 1.3		/* thickness, and 1.5 pixels: thicker ink is a stroke that crosses, and stays */
#define RULE_ERASE_MORE 1.5		/* pixels */
#define RULE_ERASE_EDGE 2		/* pixels on either side that go with it: its soft edge */
#define RULE_ERASE_ENDS 4		/* thicknesses beyond the last piece */

#endif
