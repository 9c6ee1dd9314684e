/*
 * label_map.h - what numbered classes are called: the label bytes of IDX files,
 * and EMNIST's class numbers wherever they are written.
 */
#ifndef HWR_LABEL_MAP_H
#define HWR_LABEL_MAP_H

#include "net/labels.h"

enum { LABEL_MAP_SIZE = 256 };

struct label_map {
	char label[LABEL_MAP_SIZE][LABEL_SIZE];	/* by number; "" for a number that means nothing */
};

/*
 * label_map_read - from the file path, a class a line, in one of two forms:
 *
 *   INDEX CODE [CODE]      as EMNIST has it: decimal code points; a lone capital
 *                          whose small letter has no class stands for both
 *   INDEX TAB LABEL [TAB anything]
 *
 * Returns 0, or -1 after saying why.
 */
int label_map_read(struct label_map *m, const char *path);

/*
 * label_map_standard - the smallest standard set that holds the numbers min to
 * max: the digits, EMNIST's 26 letters (from 1), its 47 classes (Balanced,
 * ByMerge) or its 62 (ByClass).
 * Returns 0, or -1 after saying, under name, that there is none.
 */
int label_map_standard(struct label_map *m, const char *name, int min, int max);

#endif
