/*
 * source.h - the parts that the readers of data sets share; inside net/ only.
 */
#ifndef HWR_SOURCE_H
#define HWR_SOURCE_H

#include "train/dataset.h"

enum { LABEL_SIZE = 16, MAPPING_SIZE = 256 };

/* What the label bytes of an IDX file mean: UTF-8, "" for nothing. */
struct mapping {
	char label[MAPPING_SIZE][LABEL_SIZE];
};

/* mapping_read - from the file path.  0, or -1 after saying why. */
int mapping_read(struct mapping *m, const char *path);

/*
 * mapping_standard - the smallest standard set that holds the labels min..max
 * of the labels file name.  0, or -1 after saying that there is none.
 */
int mapping_standard(struct mapping *m, const char *name, int min, int max);

/*
 * label_ok - 1 when text can be a class: one character, neither blank nor a
 * control, or a letter of A-Z followed by its small form.
 */
int label_ok(const char *text);

/* label_kept - 1 when keep is NULL or has a character of label. */
int label_kept(const char *label, const char *keep);

/*
 * dataset_class - the class of set for label, found or added.
 * name is what messages call the source.  -1 after saying why: too many
 * classes, or label is two classes of set.
 */
int dataset_class(struct dataset *set, const char *label, const char *name);

/* What an image is: class label, or class also (the same class when there is no doubt); -1: it is left out. */
struct truth { int label, also; };

/* dataset_put - append one image, copied.  0, or -1 after saying that it is one too many. */
int dataset_put(struct dataset *set, const uint8_t image[GLYPH_SIZE], const struct truth *truth, uint32_t group);

/*
 * pick_read - which of n images the file path names, a number from 0 a line:
 * new, 1 for each of them.  NULL after saying why.
 */
uint8_t *pick_read(const char *path, uint32_t n);

/* folder_add, idx_add - dataset_add for a folder, for IDX files. */
int folder_add(struct dataset *set, const struct source *src);
int idx_add(struct dataset *set, const struct source *src);

#endif
