/*
 * test_streams.h - what the tests of pnm.c and png.c have in common: streams
 * out of bytes, and broken ones that are read without their messages.
 */
#ifndef HWR_TEST_STREAMS_H
#define HWR_TEST_STREAMS_H

#include <stdio.h>

#include "base/err.h"
#include "base/tap.h"
#include "image/image.h"

/* stream_of - a file that holds the n bytes, at its start; fclose removes it. */
static inline FILE *
stream_of(const void *data, size_t n)
{
	FILE *f = tmpfile();

	if (!f)
		die("no temporary file");
	fwrite(data, 1, n, f);
	rewind(f);
	return f;
}

/* read_quiet - image_read, what it says on stderr going nowhere. */
static inline int
read_quiet(FILE *f, int64_t max_pixels, struct image *img)
{
	int got;

	tap_hush(1);
	got = image_read(f, "test", max_pixels, img);
	tap_hush(0);
	return got;
}

#endif
