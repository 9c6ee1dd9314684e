/*
 * mem.h - memory that is there, or a message and status 1.
 *
 * For sizes that were checked before: the caller has bounded n * size by what
 * it is willing to hold.  Products that overflow are refused all the same.
 */
#ifndef HWR_MEM_H
#define HWR_MEM_H

#include <stddef.h>

void *mem_alloc(size_t n, size_t size);			/* not cleared */
void *mem_zero(size_t n, size_t size);			/* cleared */
void *mem_resize(void *p, size_t n, size_t size);	/* p may be NULL */
char *mem_text(const char *text);			/* a copy; NULL gives NULL */

/* mem_floats - n cleared floats at an address that is a multiple of 64; free() frees it. */
float *mem_floats(size_t n);

/* mem_room - the same, not cleared; large ones on huge pages where the system has them. */
float *mem_room(size_t n);

#endif
