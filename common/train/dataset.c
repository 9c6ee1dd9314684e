#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/rng.h"
#include "net/labels.h"
#include "train/dataset.h"

int
dataset_class(struct dataset *set, const char *label, const char *name)
{
	int found = -1, i;

	for (i = 0; i < set->n_classes; i++) {
		if (!labels_meet(set->classes[i], label, FOLD_NONE))
			continue;
		if (found >= 0) {
			error_at(name, "class %s is two classes of what was read before, %s and %s",
			        label, set->classes[found], set->classes[i]);
			return -1;
		}
		found = i;
	}
	if (found < 0 && set->n_classes == CLASSES_MAX) {
		error_at(name, "more than %d classes", CLASSES_MAX);
		return -1;
	}
	if (found < 0) {
		set->classes = mem_resize(set->classes, (size_t)set->n_classes + 1, sizeof *set->classes);
		set->classes[found = set->n_classes++] = mem_text(label);
	} else if (strlen(label) > strlen(set->classes[found])) {
		free(set->classes[found]);	/* "C" becomes "Cc" when its small letter comes along */
		set->classes[found] = mem_text(label);
	}
	return found;
}

int
dataset_put(struct dataset *set, const uint8_t image[GLYPH_SIZE], const struct truth *truth, uint32_t group)
{
	if (set->n == DATASET_MAX_IMAGES) {
		error_at("data set", "more than %d images", DATASET_MAX_IMAGES);
		return -1;
	}
	if (set->n == set->room) {
		size_t room = (size_t)set->room + (size_t)set->room / 2 + 1024;

		set->images = mem_resize(set->images, room, GLYPH_SIZE);
		set->labels = mem_resize(set->labels, room, sizeof *set->labels);
		set->also = mem_resize(set->also, room, sizeof *set->also);
		set->weights = mem_resize(set->weights, room, sizeof *set->weights);
		set->groups = mem_resize(set->groups, room, sizeof *set->groups);
		set->origins = mem_resize(set->origins, room, sizeof *set->origins);
		set->room = (int64_t)room;
	}
	memcpy(set->images + set->n * GLYPH_SIZE, image, GLYPH_SIZE);
	set->labels[set->n] = (uint16_t)truth->label;
	set->also[set->n] = (uint16_t)truth->also;
	set->weights[set->n] = 1;
	set->groups[set->n] = group;
	set->origins[set->n] = 0;
	set->n++;
	return 0;
}

int
dataset_origin(struct dataset *set, const char *path)
{
	for (int i = 0; i < set->n_paths; i++)
		if (strcmp(set->paths[i], path) == 0)
			return i;
	if (set->n_paths == DATASET_MAX_PATHS) {
		error_at(path, "more than %d sources", DATASET_MAX_PATHS);
		return -1;
	}
	set->paths = mem_resize(set->paths, (size_t)set->n_paths + 1, sizeof *set->paths);
	set->paths[set->n_paths] = mem_text(path);
	return set->n_paths++;
}

/* Image from takes the place of image to, which is not behind it. */
static void
move_image(struct dataset *set, int64_t to, int64_t from)
{
	memmove(set->images + to * GLYPH_SIZE, set->images + from * GLYPH_SIZE, GLYPH_SIZE);
	set->labels[to] = set->labels[from];
	set->also[to] = set->also[from];
	set->weights[to] = set->weights[from];
	set->groups[to] = set->groups[from];
	set->origins[to] = set->origins[from];
}

void
dataset_hold_out(struct dataset *set, double fraction, uint64_t seed, struct dataset *held)
{
	int64_t i, n = 0;

	held->classes = mem_resize(held->classes, (size_t)set->n_classes + 1, sizeof *held->classes);
	for (i = 0; i < set->n_classes; i++)
		held->classes[i] = mem_text(set->classes[i]);
	held->n_classes = set->n_classes;
	held->n_groups = set->n_groups;
	for (i = 0; i < set->n; i++) {
		struct rng r = rng_seed(seed, set->groups[i]);

		if (rng_unit(&r) < fraction || set->weights[i] <= 0) {
			dataset_put(held, set->images + i * GLYPH_SIZE, &(struct truth){set->labels[i], set->also[i]},
			            set->groups[i]);
			held->origins[held->n - 1] = set->origins[i];
		} else {
			move_image(set, n++, i);
		}
	}
	set->n = n;
}

double
dataset_weight(const struct dataset *set)
{
	double sum = 0;

	for (int64_t i = 0; i < set->n; i++)
		sum += (double)set->weights[i];
	return sum;
}

void
dataset_balance(struct dataset *set, double power)
{
	double *of_class = mem_zero((size_t)set->n_classes + 1, sizeof *of_class);
	const double before = dataset_weight(set);
	double after = 0;

	for (int64_t i = 0; i < set->n; i++)
		of_class[set->labels[i]] += (double)set->weights[i];
	for (int k = 0; k < set->n_classes; k++)
		after += of_class[k] > 0 ? pow(of_class[k], 1 - power) : 0;
	for (int64_t i = 0; i < set->n && power > 0; i++)
		set->weights[i] *= (float)(pow(of_class[set->labels[i]], -power) * before / after);
	free(of_class);
}

int
dataset_find(const struct dataset *set, const char *label)
{
	for (int k = 0; k < set->n_classes; k++)
		if (strcmp(set->classes[k], label) == 0)
			return k;
	return -1;
}

int
dataset_reorder(struct dataset *set, char *const *labels, int n)
{
	const size_t room = (size_t)set->n_classes + 1;
	int *to = mem_alloc(room, sizeof *to), next = n, bad = 0;
	char **classes = mem_alloc(room, sizeof *classes);

	for (int k = 0; k < set->n_classes; k++)
		to[k] = -1;
	for (int k = 0; k < n && !bad; k++) {
		const int from = dataset_find(set, labels[k]);

		bad = from < 0 || to[from] >= 0;
		if (!bad)
			to[from] = k;
	}
	for (int k = 0; k < set->n_classes && !bad; k++) {
		if (to[k] < 0)
			to[k] = next++;
		classes[to[k]] = set->classes[k];
	}
	for (int64_t i = 0; i < set->n && !bad; i++) {
		set->labels[i] = (uint16_t)to[set->labels[i]];
		set->also[i] = (uint16_t)to[set->also[i]];
	}
	if (!bad)
		memcpy(set->classes, classes, (size_t)set->n_classes * sizeof *classes);
	free(classes);
	free(to);
	return bad ? -1 : 0;
}

void
dataset_keep(struct dataset *set, const uint8_t *wanted)
{
	int64_t i, n = 0;

	for (i = 0; i < set->n; i++)
		if (wanted[set->labels[i]])
			move_image(set, n++, i);
	set->n = n;
}

void
dataset_free(struct dataset *set)
{
	int i;

	for (i = 0; i < set->n_classes; i++)
		free(set->classes[i]);
	free(set->classes);
	free(set->images);
	free(set->labels);
	free(set->also);
	free(set->weights);
	free(set->groups);
	free(set->origins);
	for (i = 0; i < set->n_paths; i++)
		free(set->paths[i]);
	free(set->paths);
	*set = (struct dataset)DATASET_EMPTY;
}
