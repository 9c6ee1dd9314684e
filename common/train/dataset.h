/*
 * dataset.h - labelled images to train and to judge networks with.
 *
 * Sources are IDX files, plain or gzipped, as MNIST (LeCun et al. 1998) and
 * EMNIST (Cohen et al., arXiv 1702.05373) are given out, or folders with one
 * sub-folder of pictures per class.  Nothing here says how pictures of pages
 * become glyphs: who reads folders hands in a function that does it.
 */
#ifndef HWR_DATASET_H
#define HWR_DATASET_H

#include <stdint.h>

#include "image/glyph.h"

struct image;			/* image/image.h */

enum {
	DATASET_MAX_CLASSES = 1024,
	DATASET_MAX_PATHS = 1024,
	DATASET_MAX_IMAGES = 10000000,
};

struct dataset {
	uint8_t *images;	/* (n,28,28) ink high on 0, upright, owned */
	uint16_t *labels;	/* n, index into classes, owned */
	uint16_t *also;		/* n, a class that is as right: a letter of unknown case; else that of labels, owned */
	float *weights;		/* n, how often an image is drawn in an epoch; 0: never, see dataset_hold_out; owned */
	uint32_t *groups;	/* n, images with one number stay together in a split, owned */
	uint16_t *origins;	/* n, index into paths, owned */
	int64_t n, room;	/* images there are, and there is memory for */
	char **classes;		/* n_classes UTF-8 labels, owned; "Cc" for a merged letter: upper, then lower */
	int n_classes;
	uint32_t n_groups;
	char **paths;		/* n_paths, where images came from, each path once, owned */
	int n_paths;
	int failed;		/* pictures of folders that could not be read and were left out */
};

#define DATASET_EMPTY {0}
#define DATASET_REJECT "\xE2\x90\x9A"	/* U+241A, the label of what is no character: a bad cut, a speck */

/*
 * dataset_glyph - what makes 28x28 bytes (ink high on 0) of a picture.
 * name is what messages call it.  Returns 1, or 0 when pic is blank (it is left out).
 */
typedef int dataset_glyph(const struct image *pic, const char *name, void *ctx,
                          uint8_t out[GLYPH_SIZE]);

struct source {
	/*
	 * PREFIX, for PREFIX-images-idx3-ubyte[.gz] and PREFIX-labels-idx1-ubyte[.gz];
	 * the first of the two files itself; or a folder, whose sub-folders are
	 * called by a character, "U+XXXX", or a merged letter ("Cc") and hold
	 * PNM or PNG of any size.
	 */
	const char *path;
	const char *labels;	/* another labels file; NULL for the one of path */
	/*
	 * A labels file of EMNIST's merged classes for images whose label is 255: a
	 * merged letter then is either of its two characters.  NULL: they are left out.
	 */
	const char *either;
	/*
	 * What each label of an IDX file means, a line a class: "INDEX CODE [CODE]..."
	 * as EMNIST has it (decimal code points; a lone capital whose small letter
	 * has no class stands for both), or "INDEX TAB CHARACTER [TAB anything]".
	 * NULL: digits, EMNIST's 47 (Balanced, ByMerge), 62 (ByClass) or its 26
	 * letters, whichever is the smallest that holds the labels.
	 */
	const char *mapping;
	const char *keep;	/* only classes with a character of this text; NULL for all */
	const char *pick;	/* of an IDX file, only the images whose numbers (from 0) are lines of this file; NULL for all */
	int64_t limit;		/* only so many images, the first ones kept; 0 for all */
	int transpose;		/* 1: rows and columns are swapped, as in EMNIST */
	int group;		/* so many images in a row are one sample (a word in two pens); 0 as 1 */
	double weight;		/* of each of its images; 0 as 1 */
	int hold;		/* 1: its images are for judging, not for training: they weigh 0 */
	dataset_glyph *glyph;	/* for folders; NULL refuses them */
	void *ctx;		/* handed to glyph */
};

/*
 * dataset_add - read src and append it to set (at first DATASET_EMPTY).
 *
 * Classes are merged: a class of src belongs to the class of set that shares a
 * character with it, and is added at the end where there is none.  Label 255
 * means unknown where the mapping has no 255: such images are left out.
 * Returns 0, or -1 after saying why (set is then fit for dataset_free only).
 */
int dataset_add(struct dataset *set, const struct source *src);

/*
 * dataset_hold_out - move about fraction (0..1) of set's groups to held, and
 * all images of weight 0.
 *
 * Which ones depends on seed and the group's number alone.  The order of
 * images is kept in both, and held gets all of set's classes, not its paths;
 * its origins are set's.
 * held is DATASET_EMPTY, and freed by the caller.
 */
void dataset_hold_out(struct dataset *set, double fraction, uint64_t seed, struct dataset *held);

/*
 * dataset_balance - change weights so that a class of weight w together has
 * w^(1 - power) of it: power 0 nothing, 1 all classes alike.  The sum stays.
 */
void dataset_balance(struct dataset *set, double power);

/* dataset_weight - the sum of all weights: images of an epoch. */
double dataset_weight(const struct dataset *set);

/* dataset_find - the class whose label is exactly this, or -1. */
int dataset_find(const struct dataset *set, const char *label);

/* dataset_keep - leave out the images of classes whose wanted[class] is 0; the classes stay. */
void dataset_keep(struct dataset *set, const uint8_t *wanted);

void dataset_free(struct dataset *set);		/* twice is harmless */

/*
 * labels_meet - 1 when two class labels share a character.
 * FOLD_CASE: whatever its case (A-Z); FOLD_SHAPE: or one that cannot be told
 * from it without its neighbours: 0 O o, 1 I l |, 2 Z z, 5 S s, 9 g q.
 */
enum fold { FOLD_NONE, FOLD_CASE, FOLD_SHAPE };
int labels_meet(const char *a, const char *b, enum fold fold);

#endif
