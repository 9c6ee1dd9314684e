/*
 * pick.h - which images or lines of a source are wanted.
 */
#ifndef HWR_PICK_H
#define HWR_PICK_H

#include <stdint.h>

struct portion {		/* how much of a source is taken, and how it counts */
	const char *pick;	/* only the images, or lines, whose numbers (from 0) are lines of this file; NULL for all */
	int64_t limit;		/* only so many, the first ones kept; 0 for all */
	double weight;		/* how often an epoch has each of them; 0 as 1 */
	int hold;		/* 1: they are for judging, not for training: they weigh 0 */
};

/*
 * pick_read - which of n rows or images the file path names, a number from 0 a line:
 * new, 1 for each of them.  NULL after saying why.
 */
uint8_t *pick_read(const char *path, uint32_t n);

#endif
