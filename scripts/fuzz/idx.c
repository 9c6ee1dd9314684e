/* Any bytes are read as IDX files of images and labels, or refused. */
#include "file.h"
#include "train/idx.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t part[784];
	char path[64];
	struct idx x;
	int dims, n;

	file_of(data, size, path);
	for (dims = 1; dims <= IDX_MAX_DIMS; dims += 2) {
		if (idx_open(&x, path, dims) != 0)
			continue;
		for (n = 0; n < 100 && idx_read(&x, part, sizeof part) == 0; n++)
			;
		idx_end(&x);
		idx_close(&x);
	}
	return 0;
}
