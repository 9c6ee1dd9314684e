#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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

float *
mem_floats(size_t n)
{
	size_t bytes = (product(n, sizeof(float)) + 63) / 64 * 64;
	void *p = aligned_alloc(64, bytes);

	if (!p)
		die("out of memory");
	return memset(p, 0, bytes);
}
