/* Where the lines of line_set.h are read from: folders, and streams of ink images with a table beside them. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "train/idx.h"
#include "train/line_reading.h"

enum { MOST_FIELDS = 32 };

/* The fields of a row, cut at its tabs.  Returns how many. */
static int
fields_of(char *row, char *field[MOST_FIELDS])
{
	int n = 0;

	row[strcspn(row, "\r\n")] = '\0';
	for (char *at = row; at && n < MOST_FIELDS; n++) {
		field[n] = at;
		at = strchr(at, '\t');
		if (at)
			*at++ = '\0';
	}
	return n;
}

/* The file path, which may be gzipped: decompressed into an unnamed file.  NULL after saying why. */
static FILE *
open_plain(const char *path)
{
	const size_t n = strlen(path);
	char block[65536];
	int64_t read = 0;
	FILE *out;
	gzFile in;
	int got;

	if (n < 3 || strcmp(path + n - 3, ".gz") != 0)
		return in_file(path);
	in = gzopen(path, "rb");
	out = tmpfile();
	if (!in || !out) {
		error_at(path, "%s", strerror(errno));
		if (in)
			gzclose(in);
		if (out)
			fclose(out);
		return NULL;
	}
	while ((got = gzread(in, block, sizeof block)) > 0 && fwrite(block, 1, (size_t)got, out) == (size_t)got
	       && !idx_is_bomb(in, read += got))
		continue;
	if (got != 0 || fflush(out) != 0) {
		error_at(path, got > 0 && idx_is_bomb(in, read) ? "made to fill the disk: it is compressed too well" : "cannot be decompressed");
		fclose(out);
		out = NULL;
	} else {
		rewind(out);
	}
	gzclose(in);
	return out;
}

/* All rows of a stream of ink images and its table.  Returns 0, or -1 after saying why. */
static int
read_stream(struct reading *r, FILE *images, const char *images_name, FILE *table)
{
	struct image ink = IMAGE_EMPTY;
	char *row = NULL, *field[MOST_FIELDS];
	size_t room = 0;
	ssize_t got = 0;
	int bad = 0;

	while (!bad && !reading_full(r) && (got = in_line(&row, &room, '\n', table, r->name)) > 0) {
		const int n = fields_of(row, field);

		r->row++;
		if (n < 3) {
			error_at(r->name, "row %" PRId64 ": wanted number, writer and text, apart by tabs", r->row);
			bad = 1;
		} else if (image_read(images, images_name, LINE_MAX_PIXELS, &ink) != 1) {
			error_at(images_name, "it has no image for row %" PRId64 " of its table", r->row);
			bad = 1;
		} else if (reading_wants(r)) {
			bad = reading_put(r, field[1], field[n - 1], &ink, NULL);
		} else {
			image_free(&ink);
		}
	}
	free(row);
	return bad || got < 0 || reading_flush(r) ? -1 : 0;
}

static int
add_stream(struct reading *r)
{
	struct buf images = BUF_EMPTY, table = BUF_EMPTY;
	FILE *in = NULL, *rows;
	int status = -1;

	buf_printf(&images, "%s.pgm", r->src->path);
	buf_printf(&table, "%s.tsv", r->src->path);
	if (access(images.data, F_OK) != 0)
		buf_str(&images, ".gz");
	r->name = table.data;
	rows = fopen(table.data, "r");
	if (!rows)
		error_at(r->src->path, "neither a folder of lines nor %s.tsv with %s.pgm[.gz]", r->src->path, r->src->path);
	else if ((in = open_plain(images.data)) != NULL)
		status = read_stream(r, in, images.data, rows);
	if (rows)
		fclose(rows);
	if (in)
		fclose(in);
	buf_free(&images);
	buf_free(&table);
	return status;
}

/* Whether name is that of a file in the folder or in a folder of it. */
static int
is_within(const char *name)
{
	if (*name == '/' || *name == '\0')
		return 0;
	for (const char *part = name; part; part = strchr(part, '/')) {
		part += *part == '/';
		if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0'))
			return 0;
	}
	return 1;
}

/* The picture called name in the folder, with its text.  Returns 0, or -1 after saying why. */
static int
add_picture(struct reading *r, const char *name, const char *writer, const char *text)
{
	struct buf path = BUF_EMPTY;
	int bad;

	if (!writer)
		return -1;
	if (!is_within(name)) {
		error_at(r->name, "row %" PRId64 ": '%s' lies outside the folder", r->row, name);
		return -1;
	}
	buf_printf(&path, "%s/%s", r->src->path, name);
	bad = reading_put(r, writer, text, NULL, path.data);
	buf_free(&path);
	return bad;
}

/* Writers of a folder, in the order of its labels as it mostly is: the next row, or looked for from the start. */
struct writers {
	FILE *in;		/* NULL: everybody is a writer of their own */
	const char *path;
	char *row;
	size_t room;
	char *field[MOST_FIELDS];
};

/* NULL after saying that they cannot be read. */
static const char *
writer_of(struct writers *w, const char *name)
{
	ssize_t got;

	for (int again = 0; again < 2 && w->in; again++) {
		while ((got = in_line(&w->row, &w->room, '\n', w->in, w->path)) > 0)
			if (fields_of(w->row, w->field) >= 2 && strcmp(w->field[0], name) == 0)
				return w->field[1];
		if (got < 0)
			return NULL;
		rewind(w->in);
	}
	return name;
}

static int
add_rows(struct reading *r, FILE *labels, struct writers *writers)
{
	char *row = NULL, *field[MOST_FIELDS];
	size_t room = 0;
	ssize_t got = 0;
	int bad = 0;

	while (!bad && !reading_full(r) && (got = in_line(&row, &room, '\n', labels, r->name)) > 0) {
		r->row++;
		if (row[strspn(row, " \t\r\n")] == '\0')
			continue;
		if (fields_of(row, field) < 2) {
			error_at(r->name, "row %" PRId64 ": wanted a name, a tab and a text", r->row);
			bad = 1;
		} else if (reading_wants(r)) {
			bad = add_picture(r, field[0], writer_of(writers, field[0]), field[1]);
		}
	}
	free(row);
	return bad || got < 0 || reading_flush(r) ? -1 : 0;
}

static int
add_folder(struct reading *r)
{
	struct buf labels = BUF_EMPTY, names = BUF_EMPTY;
	struct writers writers = {0};
	FILE *in;
	int status = -1;

	buf_printf(&labels, "%s/labels.tsv", r->src->path);
	buf_printf(&names, "%s/writers.tsv", r->src->path);
	r->name = labels.data;
	in = in_file(labels.data);
	writers.path = names.data;
	if (in && (access(names.data, F_OK) != 0 || (writers.in = in_file(names.data)) != NULL))
		status = add_rows(r, in, &writers);
	if (in)
		fclose(in);
	if (writers.in)
		fclose(writers.in);
	free(writers.row);
	buf_free(&labels);
	buf_free(&names);
	return status;
}

int
line_set_add(struct line_set *set, const struct line_source *src)
{
	struct reading r = {.set = set, .src = src, .name = src->path, .first = set->n, .first_group = set->n_groups};
	struct stat st;
	int bad;

	r.pick_rows = LINE_MAX_LINES;
	if (src->part.pick && !(r.pick = pick_read(src->part.pick, r.pick_rows)))
		return -1;
	line_set_origin(set, src->path);
	if (stat(src->path, &st) == 0 && S_ISDIR(st.st_mode))
		bad = add_folder(&r);
	else
		bad = add_stream(&r);
	if (!bad && set->n == r.first) {
		error_at(src->path, "no lines");
		bad = 1;
	}
	set->n_groups += r.n_writers;
	reading_end(&r);
	return bad ? -1 : 0;
}
