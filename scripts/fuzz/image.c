/* Any bytes are read as a stream of images, or refused. */
#include <stdio.h>

#include "image/image.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct image img = IMAGE_EMPTY;
	FILE *in;
	int n = 0;

	if (size == 0 || !(in = fmemopen((void *)(uintptr_t)data, size, "rb")))
		return 0;
	while (n++ < 20 && image_read(in, "fuzz", 1000000, &img) == 1)
		image_free(&img);
	fclose(in);
	return 0;
}
