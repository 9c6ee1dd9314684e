/*
 * tunables.h of train - every constant of training that a measurement may move.
 *
 * Each moves the models that are trained, except where it says so.  Where
 * nothing else stands a number was chosen by eye; models/trials.md has what
 * whole parts of a training are worth, with these numbers.  A range is two
 * numbers, for rng_range.
 */
#ifndef HWR_TRAIN_TUNABLES_H
#define HWR_TRAIN_TUNABLES_H

/* Optimizer (optim.h). */
#define ADAM_BETA2 0.99		/* decay of the mean of squares; nearer to 1 it is calmer and later */
#define ADAM_EPSILON 1e-8	/* as in Kingma, Ba, arXiv 1412.6980 */
#define ONECYCLE_RISE 0.2	/* share of a run in which the rate rises; more leaves less time to settle */
#define ONECYCLE_START 0.04	/* of the peak: the rate of the first step */
#define ONECYCLE_END 1e-4	/* of the peak: the rate of the last step */
#define EMA_EARLY 10		/* steps: the running mean's decay is (1 + t) / (EMA_EARLY + t) at first; more forgets the start sooner */
#define BN_MOMENTUM 0.05f	/* of the running statistics towards a batch's; more follows sooner and shakes more */
#define FADE_PART 3		/* warp and stroke fade over the last 1/FADE_PART of the epochs */

/* What a thread takes at a time: they move speed and memory alone. */
#define VALIDATE_CHUNK 256	/* images */
#define CALIBRATE_CHUNK 256	/* images */
#define TEACHER_CHUNK 16	/* images, of a batch that has to do for all threads */
#define OPTIM_CHUNK 8192	/* parameters */

/* Calibration (calibrate.h). */
#define CALIBRATE_LEAST 0.25	/* temperatures; what lies outside comes of too few images */
#define CALIBRATE_MOST 4.0
#define CALIBRATE_WRONG 8	/* images; fewer that are read wrongly cannot tell */
#define CALIBRATE_STEPS 40	/* of golden section, at most */
#define CALIBRATE_WIDTH 1e-3	/* of the bracket of log T that is narrow enough */

/* Logit adjustment (logit_adjust.h). */
#define LOGIT_ADJUST_POOLED 0.02f	/* of a source's shares are those of all sources: nothing is impossible anywhere */
#define LOGIT_ADJUST_LEAST 1e-6		/* share of a class that never occurred: how far its score may fall */

/*
 * Augmentation where nothing else is asked for (augment.h has the units).  What
 * imitates a scan is off: it slows training, and scripts ask for it.
 */
#define AUGMENT_DEFAULTS { \
	.rotate = 10, .shear = 0.2, .scale = 0.1, .shift = 1.5, .elastic = 0.8, .stroke = 0.6, \
}
#define ELASTIC_GRID 6		/* points on a side of the elastic field: more of them make smaller waves */
#define TEXTURE_GRID 12		/* the same of where the pen skips: patches of two or three pixels */
#define RESOLUTION_MOST 0.8	/* share of rows and columns that may be lost */
#define CONTRAST_BEND 1.5	/* at contrast 1: logarithm of how much the curve of greys bends, at most */
#define CONTRAST_LOSS 0.4	/* at contrast 1: share of the darkness that is lost, at most */
#define NOISE_WHITE 1.5		/* deviations of the noise that are taken for white paper, at most */
#define SLIVER_COLUMNS 4	/* pixels: width of what is left of the neighbour, at most */
#define SLIVER_GAPS 4		/* widths of the gap before it, from 0 pixels on */
#define SLIVER_SHIFT 5		/* pixels that it stands higher or lower, at most */
#define SLIVER_INK 64		/* 0..255: more is ink when a glyph's edge is looked for */

/*
 * Scans and fits (augment_steps.h): the errors of scans and of the normalizer
 * of pages, about what page/tunables.h has.  Wider ranges make networks that
 * bear more, and read what is usual a little less well.
 */
#define FIT_REACH (NORMALIZE_REACH - 0.06)	/* deviations; our kernel ends before a Gaussian, so its FAINT is reached earlier */
#define FIT_BLUR NORMALIZE_BLUR - 0.225, NORMALIZE_BLUR + 0.175	/* pixels of the frame, deviation of edges */
#define FIT_LEVEL 0.3, 0.7	/* of full ink: the scan's threshold */
#define FIT_SHIFT 0.5		/* pixels that the frame is off, at most */
#define FIT_WIDE 1		/* pixels that its square is too large or too small, at most */
#define FIT_LEAST_INK 20	/* sum of a row's or column's samples; more is ink: greys that no scan sees are none */

/* What kinds of rejects there are (reject.h), percent, in the order of enum reject_kind. */
#define REJECT_SHARES {18, 32, 30, 3, 6, 6, 5}
#define REJECT_TRIES 12		/* attempts at a kind before it is two glyphs */
#define REJECT_SOLID 0.7	/* ink of the ellipse with its second moments; more is a stroke or a dot, which are characters */
#define REJECT_GREY 0.5		/* chance that greys stay, as data have them, where else it is made black and white */
#define REJECT_GREY_BLUR 0.2	/* pixels, deviation of the edges then */

/* Where rejects are cut: shares of the glyph's width, or of its height. */
#define REJECT_CUT_RIGHT 0.45, 0.7	/* the right half stays */
#define REJECT_CUT_LEFT 0.3, 0.55	/* the left half stays */
#define REJECT_CUT_LEVEL 0.35, 0.65	/* of the height: top or bottom is lost */
#define REJECT_CUT_MORE 0.3, 0.7	/* of the neighbour */
#define REJECT_STRIP_FROM 0.05, 0.75	/* the left edge of a strip, */
#define REJECT_STRIP_WIDE 0.12, 0.22	/* and its width */

/* How far cuts lean, radians, at most. */
#define REJECT_LEAN_OFTEN 0.5		/* chance of the first, else the second */
#define REJECT_LEAN 0.1
#define REJECT_LEAN_FAR 0.7
#define REJECT_LEAN_LEVEL 0.2		/* from the level */
#define REJECT_LEAN_STRIP 0.05		/* between the two sides of a strip */

/* What must be cut for a half to be no character: chances that it is taken. */
#define REJECT_THROUGH_MANY 0.4		/* three strokes and more, the right half: that of an '8' is a '3' */
#define REJECT_THROUGH_ONE 0.08		/* one stroke: the halves of a 'w' are a 'v' each */

/* Two glyphs side by side: sizes of their own, pixels. */
#define REJECT_PAIR_SIZE 0.7, 1
#define REJECT_PAIR_GAP -2.5, 4
#define REJECT_PAIR_LEVEL 0.7		/* chance of the first shift from the line, at most, else the second */
#define REJECT_PAIR_SHIFT 2.5
#define REJECT_PAIR_SHIFT_FAR 7

/* Rules beside a glyph: pixels, radians. */
#define REJECT_RULE_SIZE 0.5, 0.8	/* of the glyph, of its own */
#define REJECT_RULE_LIES 0.75		/* chance; else it stands */
#define REJECT_RULE_STRAIGHT 0.7	/* chance of the first turn, at most, else the second */
#define REJECT_RULE_TURN 0.08
#define REJECT_RULE_TURN_FAR 0.35
#define REJECT_RULE_ACROSS 13		/* from the glyph's middle across the rule, at most, for its whole size */
#define REJECT_RULE_ALONG 4		/* and along it */
#define REJECT_RULE_LENGTH 28, 46
#define REJECT_RULE_RADIUS 0.7, 1.5

/* Specks: pixels of a scene, which is fitted into the frame afterwards. */
#define REJECT_SPECK_ALONE 0.2		/* chance of one; else there are three to six */
#define REJECT_SPECK_SPREAD 4, 12
#define REJECT_SPECK_SIZE 0.8, 2.5
#define REJECT_SPECK_SIZE_ALONE 4

/* Scenes (reject_scene.h). */
#define SCENE_INK 100		/* 0..255: more is ink, for boxes and crossings */
#define SCENE_SMALL 0.8		/* of the frame's square; smaller ink is made black and white, as its greys, enlarged, would be too soft */

/*
 * Lines (line_trainer.h, line_augment.h), where nothing else is asked for: as the
 * first networks for lines were trained.
 */
#define LINE_RATE 0.002		/* the schedule's peak, AdamW's */
#define LINE_INIT_RATE 0.0005	/* the same from a model on: see LINE_INIT_DRAWS */
/*
 * Lines that are drawn from a model on, at least, and times over the data: ten lines of a writer of Copiste
 * took her others from 32 % of characters wrong to 23 %, with 100 draws to 29, at a rate of 0.002 to 25 (four writers).
 */
#define LINE_INIT_DRAWS 1000
#define LINE_INIT_EPOCHS 10
#define LINE_EMA 0.999		/* decay of the running mean of the weights */
#define LINE_BATCH 16		/* lines of a step */
#define LINE_JOIN 0.6		/* chance that a line is put together with others of its writer */
#define LINE_COLUMNS 1600	/* of a line that is drawn, at most; wider ones take more memory and time, and are seldom */
#define LINE_COLUMNS_EACH 1280	/* of a line of a batch, on average, at most: lines that are more are left out of it */
#define LINE_CLIP 5.0		/* norm of a gradient that is not shortened */

/*
 * A gzipped file that has given more than so many bytes, and so many times its own,
 * was made to fill the memory.  Images of EMNIST compress 4 times, lines of UNIPEN 20
 * times; gzip reaches 1000.
 */
#define BOMB_BYTES 64000000
#define BOMB_RATIO 200

#endif
