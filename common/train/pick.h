/*
 * pick.h - lists of numbers: which images or lines of a source are wanted.
 */
#ifndef HWR_PICK_H
#define HWR_PICK_H

#include <stdint.h>

/*
 * pick_read - which of n rows or images the file path names, a number from 0 a line:
 * new, 1 for each of them.  NULL after saying why.
 */
uint8_t *pick_read(const char *path, uint32_t n);

#endif
