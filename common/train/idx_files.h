/*
 * idx_files.h - for tests: IDX files, good ones and broken ones, in a folder that goes away.
 */
#ifndef HWR_IDX_FILES_H
#define HWR_IDX_FILES_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/tap.h"
#include "image/glyph.h"

static char idx_folder[] = "/tmp/hwr-idx.XXXXXX";

/* idx_files_begin, idx_files_end - work in a new folder, and remove it. */
static inline void
idx_files_begin(void)
{
	if (!mkdtemp(idx_folder) || chdir(idx_folder) < 0)
		die("no scratch folder");
}

static inline void
idx_files_end(void)
{
	char command[64];

	snprintf(command, sizeof command, "rm -rf '%s'", idx_folder);
	if (chdir("/") < 0 || system(command) != 0)
		puts("# the scratch folder stays");
}

/* put - the file name, of these n bytes, gzipped with zip. */
static inline void
put(const char *name, const void *data, size_t n, int zip)
{
	gzFile gz = gzopen(name, zip ? "wb" : "wbT");	/* T: as it is */

	if (!gz || (n > 0 && gzwrite(gz, data, (unsigned)n) != (int)n) || gzclose(gz) != Z_OK)
		die("cannot write %s", name);
}

static inline void
big_endian(uint8_t *to, uint32_t v)
{
	to[0] = (uint8_t)(v >> 24);
	to[1] = (uint8_t)(v >> 16);
	to[2] = (uint8_t)(v >> 8);
	to[3] = (uint8_t)v;
}

/*
 * put_images - n images, image i with value i + 1 at row 1, column 2; the header
 * says that there are says of them, and the file is more bytes longer than n are.
 */
static inline void
put_images(const char *name, uint32_t says, int n, int side, int more, int zip)
{
	size_t size = 16 + (size_t)n * GLYPH_SIZE;
	uint8_t *data = calloc(size + 64, 1);
	int i;

	data[2] = 8;
	data[3] = 3;
	big_endian(data + 4, says);
	big_endian(data + 8, (uint32_t)side);
	big_endian(data + 12, 28);
	for (i = 0; i < n; i++)
		data[16 + i * GLYPH_SIZE + 28 + 2] = (uint8_t)(i + 1);
	put(name, data, (size_t)((long)size + more), zip);
	free(data);
}

/* put_labels - n labels, of which the header says that they are says. */
static inline void
put_labels(const char *name, uint32_t says, const uint8_t *labels, int n, int zip)
{
	uint8_t data[300] = {0, 0, 8, 1};

	big_endian(data + 4, says);
	memcpy(data + 8, labels, (size_t)n);
	put(name, data, 8 + (size_t)n, zip);
}

#endif
