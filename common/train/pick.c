#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/num.h"
#include "train/pick.h"

enum { PICK_LINE = 32 };	/* bytes of a line of a list, at most */

uint8_t *
pick_read(const char *path, uint32_t n)
{
	uint8_t *wanted = mem_zero((size_t)n + 1, 1);
	FILE *in = in_file(path);
	char line[PICK_LINE];
	int64_t number;
	int lines = 0, bad = 0;

	if (!in) {
		free(wanted);
		return NULL;
	}
	while (!bad && fgets(line, sizeof line, in)) {
		lines++;
		line[strcspn(line, "\r\n")] = '\0';
		bad = num_int(line, 0, (int64_t)n - 1, &number);
		if (!bad)
			wanted[number] = 1;
	}
	if (bad)
		error_at(path, "line %d: not the number of an image, 0 to %u", lines, (unsigned)n - 1);
	else if ((bad = ferror(in)) != 0)
		error_at(path, "read error");
	fclose(in);
	if (!bad)
		return wanted;
	free(wanted);
	return NULL;
}
