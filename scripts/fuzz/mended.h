/* A record (base/record.h) with the checksum that its bytes should have: readers look no further without. */
#ifndef HWR_MENDED_H
#define HWR_MENDED_H

#include <string.h>

#include "file.h"
#include "base/record.h"

/* Where of data the text (n bytes) begins, from at on; size when it does not. */
static inline size_t
find_text(const uint8_t *data, size_t size, size_t at, const char *text, size_t n)
{
	while (at + n <= size && memcmp(data + at, text, n) != 0)
		at++;
	return at + n <= size ? at : size;
}

/* Writes r to a file of this process, whose path is put to path. */
static inline void
file_of_record(const struct record *r, char path[64])
{
	FILE *f = fopen(file_of(NULL, 0, path), "wb");

	if (!f)
		abort();
	record_write(f, r);
	fclose(f);
}

/*
 * The records of data with right sizes and checksums, as a file whose path is put to path: each begins with
 * the line magic.  Returns how many there are; of 0 there is no file.
 */
static inline int
file_of_mended(const uint8_t *data, size_t size, const char *magic, char path[64])
{
	const size_t m = strlen(magic);
	FILE *f = NULL;
	int n = 0;

	for (size_t at = find_text(data, size, 0, magic, m), next; at < size && n < 8; at = next) {
		struct record r = RECORD_EMPTY;
		const size_t head = find_text(data, size, at, "\npayload ", 9), end = find_text(data, size, head, "\nend\n", 5);

		next = find_text(data, size, at + m, magic, m);
		if (end >= size || end > next)
			continue;
		buf_add(&r.head, data + at, head + 1 - at);
		buf_add(&r.payload, data + end + 5, next - end - 5);
		if (!f && !(f = fopen(file_of(NULL, 0, path), "wb")))
			abort();
		record_write(f, &r);
		record_free(&r);
		n++;
	}
	if (f)
		fclose(f);
	return n;
}

#endif
