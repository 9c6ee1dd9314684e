#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/num.h"
#include "train/source.h"

enum { PICK_LINE = 32 };	/* bytes of a line of a list, at most */

int
source_add(const struct source *src, struct dataset *set)
{
	const int origin = dataset_origin(set, src->path);
	const int64_t before = set->n;
	struct stat st;
	int bad;

	if (origin < 0)
		return -1;
	if (stat(src->path, &st) == 0 && S_ISDIR(st.st_mode))
		bad = folder_source_add(src, set);
	else
		bad = idx_source_add(src, set);
	if (bad)
		return -1;
	for (int64_t i = before; i < set->n; i++) {
		set->origins[i] = (uint16_t)origin;
		if (src->hold || src->weight > 0)
			set->weights[i] = src->hold ? 0 : (float)src->weight;
	}
	if (set->n > before)
		return 0;
	error_at(src->path, "no images%s", src->keep ? " of the wanted classes" : "");
	return -1;
}

uint8_t *
pick_read(const char *path, uint32_t n)
{
	uint8_t *wanted = mem_zero((size_t)n + 1, 1);
	FILE *in = fopen(path, "r");
	char line[PICK_LINE];
	int64_t number;
	int lines = 0, bad = 0;

	if (!in) {
		error_at(path, "%s", strerror(errno));
		free(wanted);
		return NULL;
	}
	while (!bad && fgets(line, sizeof line, in)) {
		lines++;
		line[strcspn(line, "\n")] = '\0';
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
