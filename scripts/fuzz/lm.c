/* Any bytes are read as a language model, as they are and under a right checksum, and asked, or refused. */
#include "mended.h"
#include "lang/lm.h"
#include "lang/lm_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
ask(const char *path)
{
	struct lm *lm = lm_load(path);
	size_t n;

	if (lm)
		lm_line(lm, "Hey you, 42!", &n);
	lm_free(lm);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[64];

	ask(file_of(data, size, path));
	if (file_of_mended(data, size, "hwr-lm ", path) > 0)
		ask(path);
	return 0;
}
