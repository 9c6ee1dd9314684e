/* IDX files as a source of source.h. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/num.h"
#include "net/label_map.h"
#include "train/idx.h"
#include "train/pick.h"
#include "train/source.h"

enum {
	UNKNOWN = 255,		/* the label byte that means nothing where no mapping has it */
	LABELS_AT_ONCE = 1 << 16,
};

static const char images_end[] = "-images-idx3-ubyte", labels_end[] = "-labels-idx1-ubyte";

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
			error_at(src->path, "neither a folder nor %s%s[.gz]", src->path, images_end);
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

/* The labels of a file and what each means as a class of a set. */
struct labels {
	uint8_t *of;		/* n, owned */
	uint32_t n;
	struct truth truth[LABEL_MAP_SIZE];
};

#define LABELS_NONE {NULL, 0, {{0, 0}}}

/* All labels of the file path.  0, or -1 after saying why. */
static int
read_labels(struct labels *l, const char *path)
{
	struct idx x;
	int status = -1;

	if (idx_open(&x, path, 1) < 0)
		return -1;
	if (x.dim[0] == 0 || x.dim[0] > DATASET_MAX_IMAGES) {
		error_at(path, "%u labels, wanted 1 to %d", (unsigned)x.dim[0], DATASET_MAX_IMAGES);
		idx_close(&x);
		return -1;
	}
	while (l->n < x.dim[0]) {	/* memory grows with what is there */
		const uint32_t some = x.dim[0] - l->n < LABELS_AT_ONCE ? x.dim[0] - l->n : LABELS_AT_ONCE;

		l->of = mem_resize(l->of, (size_t)l->n + some, 1);
		if (idx_read(&x, l->of + l->n, some) != 0)
			break;
		l->n += some;
	}
	if (l->n == x.dim[0] && idx_end(&x) == 0)
		status = 0;
	idx_close(&x);
	return status;
}

/* What the labels mean, checked to mean something.  0, or -1 after saying why. */
static int
meaning(const struct labels *l, const char *mapping, const char *path, struct label_map *m)
{
	int min = UNKNOWN, max = 0;
	uint32_t i;

	for (i = 0; i < l->n; i++) {
		if (l->of[i] != UNKNOWN && l->of[i] > max)
			max = l->of[i];
		if (l->of[i] < min)
			min = l->of[i];
	}
	if (mapping ? label_map_read(m, mapping) < 0 : label_map_standard(m, path, min, max) < 0)
		return -1;
	for (i = 0; i < l->n; i++) {
		if (!m->label[l->of[i]][0] && l->of[i] != UNKNOWN) {
			error_at(path, "image %u: label %d has no character", (unsigned)i + 1, l->of[i]);
			return -1;
		}
	}
	return 0;
}

/* The class of set that label is, or the two of a merged letter that set tells apart.  0, or -1 after saying why. */
static int
truth_of(const struct source *src, struct dataset *set, const char *label, int apart, struct truth *t)
{
	const char upper[2] = {label[0], '\0'};

	*t = (struct truth){-1, -1};
	if (!label[0] || (src->keep && !labels_meet(label, src->keep, FOLD_NONE)))
		return 0;
	t->label = dataset_class(set, apart ? upper : label, src->path);
	t->also = apart && label[1] ? dataset_class(set, label + 1, src->path) : t->label;
	return t->label < 0 || t->also < 0 ? -1 : 0;
}

/*
 * Labels of the file path into l, as classes of set; apart: merged letters are either of two classes.
 * 0, or -1 after saying why.
 */
static int
open_labels(struct labels *l, const struct source *src, struct dataset *set, const char *path, int apart)
{
	struct label_map m;

	if (read_labels(l, path) < 0 || meaning(l, apart ? NULL : src->mapping, path, &m) < 0)
		return -1;
	for (int i = 0; i < LABEL_MAP_SIZE; i++)
		if (truth_of(src, set, m.label[i], apart, &l->truth[i]) < 0)
			return -1;
	return 0;
}

static void
transpose(uint8_t image[GLYPH_SIZE])
{
	int y, x;

	for (y = 0; y < GLYPH_SIDE; y++) {
		for (x = 0; x < y; x++) {
			uint8_t t = image[y * GLYPH_SIDE + x];

			image[y * GLYPH_SIDE + x] = image[x * GLYPH_SIDE + y];
			image[x * GLYPH_SIDE + y] = t;
		}
	}
}

/* What image i is, by l, or by either where that does not say. */
static const struct truth *
truth_at(const struct labels *l, const struct labels *either, uint32_t i)
{
	const struct truth *t = &l->truth[l->of[i]];

	return t->label < 0 && l->of[i] == UNKNOWN && either->of ? &either->truth[either->of[i]] : t;
}

/*
 * The images of x, which has as many as l and the right size, into set;
 * wanted is 1 for each that is to be taken, or NULL for all.
 */
static int
read_images(const struct source *src, struct dataset *set, struct idx *x, const struct labels *l,
            const struct labels *either, const uint8_t *wanted)
{
	uint32_t group = src->group > 1 ? (uint32_t)src->group : 1, base = set->n_groups, i;
	uint8_t image[GLYPH_SIZE];
	int64_t first = set->n;

	for (i = 0; i < x->dim[0]; i++) {
		const struct truth *truth = truth_at(l, either, i);

		if (src->part.limit > 0 && set->n - first == src->part.limit)
			return 0;
		if (idx_read(x, image, GLYPH_SIZE) < 0)
			return -1;
		if (truth->label < 0 || (wanted && !wanted[i]))
			continue;
		if (src->transpose)
			transpose(image);
		if (dataset_put(set, image, truth, base + i / group) < 0)
			return -1;
		set->n_groups = base + i / group + 1;
	}
	return idx_end(x);
}

static int
add_images(const struct source *src, struct dataset *set, const char *path, const struct labels *l,
           const struct labels *either)
{
	struct idx x;
	uint8_t *wanted = NULL;
	int status = -1;

	if (idx_open(&x, path, 3) < 0)
		return -1;
	if (x.dim[1] != GLYPH_SIDE || x.dim[2] != GLYPH_SIDE)
		error_at(path, "images of %ux%u, wanted 28x28", (unsigned)x.dim[2], (unsigned)x.dim[1]);
	else if (x.dim[0] != l->n || (either->of && either->n != l->n))
		error_at(path, "%u images, but %u labels", (unsigned)x.dim[0],
		        (unsigned)(x.dim[0] != l->n ? l->n : either->n));
	else if (!src->part.pick || (wanted = pick_read(src->part.pick, l->n)) != NULL)
		status = read_images(src, set, &x, l, either, wanted);
	free(wanted);
	idx_close(&x);
	return status;
}

int
idx_source_add(const struct source *src, struct dataset *set)
{
	struct buf images = BUF_EMPTY, paths = BUF_EMPTY;
	struct labels l = LABELS_NONE, either = LABELS_NONE;
	int status = -1;

	if (find_files(src, &images, &paths) == 0 && open_labels(&l, src, set, paths.data, 0) == 0
	    && (!src->either || open_labels(&either, src, set, src->either, 1) == 0))
		status = add_images(src, set, images.data, &l, &either);
	free(l.of);
	free(either.of);
	buf_free(&images);
	buf_free(&paths);
	return status;
}
