/*
 * ink.h - from a picture as it is to an ink image: polarity, background, rules, specks.
 */
#ifndef HWR_INK_H
#define HWR_INK_H

#include "image/image.h"

enum polarity { POLARITY_AUTO, POLARITY_DARK, POLARITY_LIGHT };	/* DARK: dark ink on light paper */
enum threshold { THRESHOLD_AUTO, THRESHOLD_OTSU, THRESHOLD_SAUVOLA, THRESHOLD_FIXED };

struct ink_options {
	enum polarity polarity;
	enum threshold threshold;
	int level;		/* 1..254, for THRESHOLD_FIXED: ink is darker than this (after polarity) */
	int keep_rules;		/* 1: ruled lines stay */
	int speck;		/* pixels of area below which a component is dirt; -1 = from the stroke width */
	int margin;		/* pixels of background kept around the ink */
};

#define INK_DEFAULTS {POLARITY_AUTO, THRESHOLD_AUTO, 128, 0, -1, 0}

/* ink_polarities - what an option calls the polarities, in the order of enum polarity; ends with NULL. */
extern const char *const ink_polarities[];

/* ink_thresholds - the same of the ways to find a threshold. */
extern const char *const ink_thresholds[THRESHOLD_FIXED + 1];

/*
 * ink_set_threshold - o's threshold, and with a number its level, out of word:
 * "auto", "otsu", "sauvola", or a level 1 .. 254.
 * Returns 0, or -1 when word is none of them (o stays, and nothing is said).
 */
int ink_set_threshold(struct ink_options *o, const char *word);

/* ink_threshold_option - the same as the call of an option (base/opts.h), to a struct ink_options: says what is wrong and exits 2. */
void ink_threshold_option(void *to, const char *option, const char *arg);

/*
 * ink_extract - the ink of picture pic, cropped.
 *
 * name  how messages call the picture
 * ink   a new ink image (255 ink, 0 background; the grey inside strokes is
 *       kept); 1 x 1 and 0 when pic is blank
 * box   where ink lies in pic, pixels; of a blank picture 0,0,1,1
 * Returns 1 when there is ink, 0 when pic is blank.
 */
int ink_extract(const struct image *pic, const char *name, const struct ink_options *o,
                struct image *ink, struct box *box);

#endif
