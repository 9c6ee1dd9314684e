/* Any bytes are pictures, of which the whole journey makes text, or refused. */
#include "reader.h"
#include "read/journey.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct journey j = {
		.reader = *the_reader(), .ink = INK_DEFAULTS, .max_pixels = 30000,
		.split = {.deskew = 1, .lattice = 1, .plain = 1, .whole = WHOLE_TOO},
	};
	FILE *in = size > 1 ? fmemopen((void *)(uintptr_t)data, size, "rb") : NULL;
	struct results out = {0};
	struct image pic = IMAGE_EMPTY;

	for (int n = 1; in && n < 5 && image_read(in, "fuzz", j.max_pixels, &pic) == 1; n++) {
		journey_page(&j, &pic, "fuzz", n, &out);
		image_free(&pic);
	}
	results_free(&out);
	if (in)
		fclose(in);
	return 0;
}
