/* A file of this process that holds the bytes of one try; for readers that take a path. */
#ifndef HWR_FILE_H
#define HWR_FILE_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static inline const char *
file_of(const uint8_t *data, size_t size, char path[64])
{
	static FILE *f;

	if (!f && !(f = tmpfile()))
		abort();
	rewind(f);
	if (ftruncate(fileno(f), 0) != 0 || (size > 0 && fwrite(data, 1, size, f) != size) || fflush(f) != 0)
		abort();
	snprintf(path, 64, "/proc/self/fd/%d", fileno(f));
	return path;
}

#endif
