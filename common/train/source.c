#include <sys/stat.h>

#include "base/err.h"
#include "train/source.h"

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
		if (src->part.hold || src->part.weight > 0)
			set->weights[i] = src->part.hold ? 0 : (float)src->part.weight;
	}
	if (set->n > before)
		return 0;
	error_at(src->path, "no images%s", src->keep ? " of the wanted classes" : "");
	return -1;
}
