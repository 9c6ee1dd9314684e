#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/err.h"
#include "base/mem.h"

static size_t
product(size_t n, size_t size)
{
	if (size && n > SIZE_MAX / 2 / size)
		die("out of memory");
	n *= size;
	return n ? n : 1;
}

void *
mem_resize(void *p, size_t n, size_t size)
{
	void *q = realloc(p, product(n, size));

	if (!q)
		die("out of memory");
	return q;
}

void *
mem_alloc(size_t n, size_t size)
{
	return mem_resize(NULL, n, size);
}

void *
mem_zero(size_t n, size_t size)
{
	void *p = calloc(1, product(n, size));

	if (!p)
		die("out of memory");
	return p;
}

char *
mem_text(const char *text)
{
	size_t n;

	if (!text)
		return NULL;
	n = strlen(text) + 1;
	return memcpy(mem_alloc(n, 1), text, n);
}

enum { LINE = 64, HUGE_PAGE = 2 << 20 };	/* bytes of a cache line, of a huge page */

float *
mem_room(size_t n)
{
	const size_t bytes = product(n, sizeof(float)), unit = bytes < HUGE_PAGE / 2 ? LINE : HUGE_PAGE;
	const size_t whole = (bytes + unit - 1) / unit * unit;
	void *p = aligned_alloc(unit, whole);

	if (!p)
		die("out of memory");
#ifdef MADV_HUGEPAGE
	if (unit == HUGE_PAGE)		/* one fault for 512; only a wish */
		madvise(p, bytes / HUGE_PAGE * HUGE_PAGE, MADV_HUGEPAGE);
#endif
	return p;
}

float *
mem_floats(size_t n)
{
	return memset(mem_room(n), 0, product(n, sizeof(float)));
}
