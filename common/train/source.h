/*
 * source.h - where labelled images come from.
 *
 * Sources are IDX files, plain or gzipped, as MNIST (LeCun et al. 1998) and
 * EMNIST (Cohen et al., arXiv 1702.05373) are given out, or folders with one
 * sub-folder of pictures per class.  Nothing here says how pictures of pages
 * become glyphs: who reads folders hands in a function that does it.
 */
#ifndef HWR_SOURCE_H
#define HWR_SOURCE_H

#include "train/dataset.h"
#include "train/pick.h"

struct image;			/* image/image.h */

/*
 * source_glyph - what makes 28x28 bytes (ink high on 0) of a picture.
 * name is what messages call it.  Returns 1, or 0 when pic is blank (it is left out).
 */
typedef int source_glyph(const struct image *pic, const char *name, void *ctx,
                         uint8_t out[GLYPH_SIZE]);

struct source {
	struct portion part;	/* pick: of an IDX file */
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
	 * The file that says what each label of an IDX file means (net/label_map.h);
	 * NULL: the smallest standard set that holds the labels.
	 */
	const char *mapping;
	const char *keep;	/* only classes with a character of this text; NULL for all */
	int transpose;		/* 1: rows and columns are swapped, as in EMNIST */
	int group;		/* so many images in a row are one sample (a word in two pens); 0 as 1 */
	source_glyph *glyph;	/* for folders; NULL refuses them */
	void *ctx;		/* handed to glyph */
};

/*
 * source_add - read src and append it to set (at first DATASET_EMPTY).
 *
 * Classes are merged as dataset_class says.  Label 255 means unknown where the
 * mapping has no 255: such images are left out.
 * Returns 0, or -1 after saying why (set is then fit for dataset_free only).
 */
int source_add(const struct source *src, struct dataset *set);

/* The same for a folder, and for IDX files, but for weights and origins. */
int folder_source_add(const struct source *src, struct dataset *set);
int idx_source_add(const struct source *src, struct dataset *set);

#endif
