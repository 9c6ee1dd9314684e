#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/rng.h"
#include "base/utf8.h"
#include "net/idx.h"
#include "net/source.h"

enum { UNKNOWN = 255 };		/* the label byte that means nothing where no mapping has it */

static const char images_end[] = "-images-idx3-ubyte", labels_end[] = "-labels-idx1-ubyte";

static uint32_t
fold_case(uint32_t c)
{
	return c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c;
}

/* The first of the characters that look like c; 0 when none does. */
static char
shape_of(uint32_t c)
{
	static const char *const alike[] = {"0Oo", "1Il|", "2Zz", "5Ss", "9gq"};

	for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
		if (c > 0 && c < 128 && strchr(alike[i], (int)c))
			return alike[i][0];
	return 0;
}

static int
alike(uint32_t x, uint32_t y, enum fold fold)
{
	return x == y || (fold >= FOLD_CASE && fold_case(x) == fold_case(y))
	       || (fold == FOLD_SHAPE && shape_of(x) && shape_of(x) == shape_of(y));
}

int
labels_meet(const char *a, const char *b, enum fold fold)
{
	uint32_t x, y;

	for (a = utf8_next(a, &x); x != 0; a = utf8_next(a, &x)) {
		const char *p = b;

		for (p = utf8_next(p, &y); y != 0; p = utf8_next(p, &y))
			if (alike(x, y, fold))
				return 1;
	}
	return 0;
}

int
dataset_class(struct dataset *set, const char *label, const char *name)
{
	int found = -1, i;

	for (i = 0; i < set->n_classes; i++) {
		if (!labels_meet(set->classes[i], label, FOLD_NONE))
			continue;
		if (found >= 0) {
			warn_at(name, "class %s is two classes of what was read before, %s and %s",
			        label, set->classes[found], set->classes[i]);
			return -1;
		}
		found = i;
	}
	if (found < 0 && set->n_classes == DATASET_MAX_CLASSES) {
		warn_at(name, "more than %d classes", DATASET_MAX_CLASSES);
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
dataset_put(struct dataset *set, const uint8_t image[DATASET_SIZE], int label, uint32_t group)
{
	if (set->n == DATASET_MAX_IMAGES) {
		warn_at("data set", "more than %d images", DATASET_MAX_IMAGES);
		return -1;
	}
	if (set->n == set->room) {
		size_t room = (size_t)set->room + (size_t)set->room / 2 + 1024;

		set->images = mem_resize(set->images, room, DATASET_SIZE);
		set->labels = mem_resize(set->labels, room, sizeof *set->labels);
		set->weights = mem_resize(set->weights, room, sizeof *set->weights);
		set->groups = mem_resize(set->groups, room, sizeof *set->groups);
		set->room = (int64_t)room;
	}
	memcpy(set->images + set->n * DATASET_SIZE, image, DATASET_SIZE);
	set->labels[set->n] = (uint16_t)label;
	set->weights[set->n] = 1;
	set->groups[set->n] = group;
	set->n++;
	return 0;
}

/* The two files that src means, in images and labels.  0, or -1 after saying that there are none. */
static int
find_files(const struct source *src, struct buf *images, struct buf *labels)
{
	size_t len = strlen(src->path), end = sizeof images_end - 1;
	size_t gz = len > 3 && strcmp(src->path + len - 3, ".gz") == 0 ? 3 : 0;

	if (len >= end + gz && strncmp(src->path + len - gz - end, images_end, end) == 0) {
		buf_str(images, src->path);
		len -= end + gz;
	} else {
		buf_printf(images, "%s%s", src->path, images_end);
		if (access(images->data, F_OK) < 0)
			buf_str(images, ".gz");
		if (access(images->data, F_OK) < 0) {
			warn_at(src->path, "neither a folder nor %s%s[.gz]", src->path, images_end);
			return -1;
		}
	}
	if (src->labels) {
		buf_str(labels, src->labels);
		return 0;
	}
	buf_add(labels, src->path, len);
	buf_str(labels, labels_end);
	if (access(labels->data, F_OK) < 0)
		buf_str(labels, ".gz");
	return 0;
}

/* All labels of a file, new, in *labels.  0, or -1 after saying why. */
static int
read_labels(const char *path, uint8_t **labels, uint32_t *n)
{
	struct idx x;
	int status = -1;

	if (idx_open(&x, path, 1) < 0)
		return -1;
	if (x.dim[0] == 0 || x.dim[0] > DATASET_MAX_IMAGES) {
		warn_at(path, "%u labels, wanted 1 to %d", (unsigned)x.dim[0], DATASET_MAX_IMAGES);
		idx_close(&x);
		return -1;
	}
	*n = x.dim[0];
	*labels = mem_alloc(*n, 1);
	if (idx_read(&x, *labels, *n) == 0 && idx_end(&x) == 0)
		status = 0;
	if (status < 0) {
		free(*labels);
		*labels = NULL;
	}
	idx_close(&x);
	return status;
}

/* What the labels mean, checked to mean something.  0, or -1 after saying why. */
static int
meaning(const struct source *src, const char *path, const uint8_t *labels, uint32_t n,
        struct mapping *m)
{
	int min = UNKNOWN, max = 0;
	uint32_t i;

	for (i = 0; i < n; i++) {
		if (labels[i] != UNKNOWN && labels[i] > max)
			max = labels[i];
		if (labels[i] < min)
			min = labels[i];
	}
	if (src->mapping ? mapping_read(m, src->mapping) < 0 : mapping_standard(m, path, min, max) < 0)
		return -1;
	for (i = 0; i < n; i++) {
		if (!m->label[labels[i]][0] && labels[i] != UNKNOWN) {
			warn_at(path, "image %u: label %d has no character", (unsigned)i + 1, labels[i]);
			return -1;
		}
	}
	return 0;
}

/* The classes of set for each label byte, -1 where images are left out. */
static int
map_classes(struct dataset *set, const struct source *src, const struct mapping *m,
            int cls[MAPPING_SIZE])
{
	int i;

	for (i = 0; i < MAPPING_SIZE; i++) {
		cls[i] = -1;
		if (!m->label[i][0] || !label_kept(m->label[i], src->keep))
			continue;
		cls[i] = dataset_class(set, m->label[i], src->path);
		if (cls[i] < 0)
			return -1;
	}
	return 0;
}

static void
transpose(uint8_t image[DATASET_SIZE])
{
	int y, x;

	for (y = 0; y < DATASET_SIDE; y++) {
		for (x = 0; x < y; x++) {
			uint8_t t = image[y * DATASET_SIDE + x];

			image[y * DATASET_SIDE + x] = image[x * DATASET_SIDE + y];
			image[x * DATASET_SIDE + y] = t;
		}
	}
}

/* The images of x, which has n and the right size, into set. */
static int
read_images(struct dataset *set, const struct source *src, struct idx *x, const uint8_t *labels,
            const int cls[MAPPING_SIZE])
{
	uint32_t group = src->group > 1 ? (uint32_t)src->group : 1, base = set->n_groups, i;
	uint8_t image[DATASET_SIZE];
	int64_t first = set->n;

	for (i = 0; i < x->dim[0]; i++) {
		if (src->limit > 0 && set->n - first == src->limit)
			return 0;
		if (idx_read(x, image, DATASET_SIZE) < 0)
			return -1;
		if (cls[labels[i]] < 0)
			continue;
		if (src->transpose)
			transpose(image);
		if (dataset_put(set, image, cls[labels[i]], base + i / group) < 0)
			return -1;
		set->n_groups = base + i / group + 1;
	}
	return idx_end(x);
}

static int
add_images(struct dataset *set, const struct source *src, const char *path, uint32_t n,
           const uint8_t *labels, const int cls[MAPPING_SIZE])
{
	struct idx x;
	int status = -1;

	if (idx_open(&x, path, 3) < 0)
		return -1;
	if (x.dim[1] != DATASET_SIDE || x.dim[2] != DATASET_SIDE)
		warn_at(path, "images of %ux%u, wanted 28x28", (unsigned)x.dim[2], (unsigned)x.dim[1]);
	else if (x.dim[0] != n)
		warn_at(path, "%u images, but %u labels", (unsigned)x.dim[0], (unsigned)n);
	else
		status = read_images(set, src, &x, labels, cls);
	idx_close(&x);
	return status;
}

static int
idx_add(struct dataset *set, const struct source *src)
{
	struct buf images = BUF_EMPTY, paths = BUF_EMPTY;
	int cls[MAPPING_SIZE], status = -1;
	uint8_t *labels = NULL;
	struct mapping m;
	uint32_t n = 0;

	if (find_files(src, &images, &paths) == 0 &&
	    read_labels(paths.data, &labels, &n) == 0 &&
	    meaning(src, paths.data, labels, n, &m) == 0 &&
	    map_classes(set, src, &m, cls) == 0)
		status = add_images(set, src, images.data, n, labels, cls);
	free(labels);
	buf_free(&images);
	buf_free(&paths);
	return status;
}

int
dataset_add(struct dataset *set, const struct source *src)
{
	int64_t before = set->n;
	struct stat st;

	if (stat(src->path, &st) == 0 && S_ISDIR(st.st_mode)) {
		if (folder_add(set, src) < 0)
			return -1;
	} else if (idx_add(set, src) < 0) {
		return -1;
	}
	for (int64_t i = before; i < set->n && src->weight > 0; i++)
		set->weights[i] = (float)src->weight;
	if (set->n > before)
		return 0;
	warn_at(src->path, "no images%s", src->keep ? " of the wanted classes" : "");
	return -1;
}

/* Image from takes the place of image to, which is not behind it. */
static void
move_image(struct dataset *set, int64_t to, int64_t from)
{
	memmove(set->images + to * DATASET_SIZE, set->images + from * DATASET_SIZE, DATASET_SIZE);
	set->labels[to] = set->labels[from];
	set->weights[to] = set->weights[from];
	set->groups[to] = set->groups[from];
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

		if (rng_unit(&r) < fraction)
			dataset_put(held, set->images + i * DATASET_SIZE, set->labels[i], set->groups[i]);
		else
			move_image(set, n++, i);
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
	free(set->weights);
	free(set->groups);
	*set = (struct dataset)DATASET_EMPTY;
}
