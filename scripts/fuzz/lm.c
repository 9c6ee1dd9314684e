/* Any bytes are read as a language model, as they are and under a right checksum, and asked, or refused. */
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "base/record.h"
#include "lang/lm.h"

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

/* The same bytes with the checksum that they should have, when they are a record but for that. */
static void
ask_mended(const uint8_t *data, size_t size)
{
	static const char mark[] = "\npayload ";
	struct record r = RECORD_EMPTY;
	const uint8_t *end = NULL;
	char path[64];
	FILE *f;

	for (size_t i = 0; i + sizeof mark < size && !end; i++)
		if (memcmp(data + i, mark, sizeof mark - 1) == 0)
			end = data + i + 1;
	if (!end)
		return;
	buf_add(&r.head, (const char *)data, (size_t)(end - data));
	for (size_t i = (size_t)(end - data); i + 5 < size; i++)
		if (memcmp(data + i, "\nend\n", 5) == 0) {
			buf_add(&r.payload, (const char *)data + i + 5, size - i - 5);
			break;
		}
	buf_text(&r.head);
	buf_text(&r.payload);
	f = fopen(file_of(data, 0, path), "wb");
	if (f) {
		record_write(f, &r);
		fclose(f);
		ask(path);
	}
	record_free(&r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[64];

	ask(file_of(data, size, path));
	ask_mended(data, size);
	return 0;
}
