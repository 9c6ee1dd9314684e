/* Folders of pictures as a source of source.h. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "image/image.h"
#include "net/labels.h"
#include "train/source.h"

struct reading {		/* a folder on its way into a set */
	struct dataset *set;
	const struct source *src;
	int64_t first;		/* images there were before */
	int loose;		/* files beside the sub-folders */
};

static int
visible(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

/* By byte, whatever the locale, so that the order is the same everywhere. */
static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* The class that a sub-folder is called by.  0, or -1. */
static int
folder_label(const char *name, char label[LABEL_SIZE])
{
	static const char hex[] = "0123456789ABCDEF";
	uint32_t code = 0;
	const char *p;

	if (strncmp(name, "U+", 2) != 0 || strlen(name) < 6 || strlen(name) > 8) {
		if (strlen(name) >= LABEL_SIZE || !label_ok(name))
			return -1;
		memcpy(label, name, strlen(name) + 1);
		return 0;
	}
	for (p = name + 2; *p; p++) {
		const char *digit = strchr(hex, *p >= 'a' && *p <= 'f' ? *p - 'a' + 'A' : *p);

		if (!digit)
			return -1;
		code = code * 16 + (uint32_t)(digit - hex);
	}
	return utf8_put(code, label) > 0 && label_ok(label) ? 0 : -1;
}

static int
full(const struct reading *r)
{
	return r->src->part.limit > 0 && r->set->n - r->first >= r->src->part.limit;
}

/* Every picture of one file.  0, or -1 when there are too many images. */
static int
add_file(struct reading *r, const char *path, int cls)
{
	struct image pic = IMAGE_EMPTY;
	FILE *f = in_file(path);
	int got = 1, status = 0;

	if (!f) {
		r->set->failed++;
		return 0;
	}
	while (status == 0 && !full(r) &&
	       (got = image_read_kept(f, path, NULL, IMAGE_MAX_PIXELS, &pic)) == 1) {
		uint8_t glyph[GLYPH_SIZE];

		if (r->src->glyph(&pic, path, r->src->ctx, glyph))
			status = dataset_put(r->set, glyph, &(struct truth){cls, cls}, r->set->n_groups++);
		else
			warn_at(path, "blank, left out");
		image_free(&pic);
	}
	r->set->failed += got < 0;
	fclose(f);
	return status;
}

static int
add_class(struct reading *r, const char *path, int cls)
{
	struct dirent **entry;
	int n = scandir(path, &entry, visible, by_name), i, status = 0;

	if (n < 0) {
		error_at(path, "%s", strerror(errno));
		return -1;
	}
	for (i = 0; i < n; i++) {
		struct buf name = BUF_EMPTY;
		struct stat st;

		buf_printf(&name, "%s/%s", path, entry[i]->d_name);
		if (status == 0 && !full(r) && stat(name.data, &st) == 0 && S_ISREG(st.st_mode))
			status = add_file(r, name.data, cls);
		buf_free(&name);
		free(entry[i]);
	}
	free(entry);
	return status;
}

static int
add_sub_folder(struct reading *r, const char *name)
{
	struct buf path = BUF_EMPTY;
	char label[LABEL_SIZE];
	int cls, status = 0;
	struct stat st;

	buf_printf(&path, "%s/%s", r->src->path, name);
	if (stat(path.data, &st) != 0 || !S_ISDIR(st.st_mode)) {
		r->loose++;
	} else if (folder_label(name, label) < 0) {
		error_at(path.data, "a sub-folder is called by one character, U+XXXX, "
		        "or a letter's two cases (Cc)");
		status = -1;
	} else if (!r->src->keep || labels_meet(label, r->src->keep, FOLD_NONE)) {
		cls = dataset_class(r->set, label, path.data);
		status = cls < 0 ? -1 : add_class(r, path.data, cls);
	}
	buf_free(&path);
	return status;
}

int
folder_source_add(const struct source *src, struct dataset *set)
{
	struct reading r = {set, src, set->n, 0};
	struct dirent **entry;
	int n, i, status = 0;

	if (!src->glyph || src->mapping || src->labels) {
		error_at(src->path, "a folder %s",
		        src->glyph ? "takes no mapping and no labels" : "cannot be read here");
		return -1;
	}
	n = scandir(src->path, &entry, visible, by_name);
	if (n < 0) {
		error_at(src->path, "%s", strerror(errno));
		return -1;
	}
	for (i = 0; i < n; i++) {
		if (status == 0)
			status = add_sub_folder(&r, entry[i]->d_name);
		free(entry[i]);
	}
	free(entry);
	if (status == 0 && set->n == r.first && r.loose > 0)
		warn_at(src->path, "%d file%s left out: pictures lie in sub-folders called by their class", r.loose, r.loose > 1 ? "s are" : " is");
	return status;
}
