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
#include "base/mem.h"
#include "base/utf8.h"
#include "image/ink.h"
#include "train/line_set.h"
#include "train/pick.h"

enum { MOST_FIELDS = 32 };

/* A source that is being read. */
struct reading {
	struct line_set *set;
	const struct line_source *src;
	const char *name;		/* of the table, for messages */
	int64_t row, first;		/* rows read; lines of the set before this source */
	uint8_t *pick;			/* (pick_rows), or NULL */
	uint32_t pick_rows;
	char **writer;			/* n_writers names of groups, the first being group first_group */
	uint32_t n_writers, first_group;
};

/* The group of a writer. */
static uint32_t
group_of(struct reading *r, const char *writer)
{
	for (uint32_t i = 0; i < r->n_writers; i++)
		if (strcmp(r->writer[i], writer) == 0)
			return r->first_group + i;
	r->writer = mem_resize(r->writer, (size_t)r->n_writers + 1, sizeof *r->writer);
	r->writer[r->n_writers++] = mem_text(writer);
	return r->first_group + r->n_writers - 1;
}

/* The classes of text, white space squeezed.  Returns 0; 1 when the line is left out; -1 after saying what is wrong. */
static int
read_text(struct reading *r, const char *text, struct line_sample *s)
{
	uint32_t code;
	int space = 1;

	s->label = mem_alloc(LINE_MAX_TEXT, sizeof *s->label);
	for (text = utf8_next(text, &code); code != 0; text = utf8_next(text, &code)) {
		char shown[UTF8_SIZE];
		int k;

		if (code == ' ' && space)
			continue;
		space = code == ' ';
		k = line_set_class(r->set, code);
		if (k >= 0 && s->n < LINE_MAX_TEXT) {
			s->label[s->n++] = (uint16_t)k;
			continue;
		}
		utf8_put(code, shown);
		if (r->src->skip_unknown) {
			r->set->skipped++;
			return 1;
		}
		if (k < 0)
			error_at(r->name, "row %" PRId64 ": no class has '%s'", r->row, shown);
		else
			error_at(r->name, "row %" PRId64 ": more than %d characters", r->row, LINE_MAX_TEXT);
		return -1;
	}
	s->n -= s->n > 0 && space;
	return s->n == 0;
}

/* Add the line of an ink image.  Returns 0, or -1 after saying why. */
static int
add_line(struct reading *r, const struct image *ink, const char *writer, const char *text)
{
	const struct line_frame f = line_frame_find(ink);
	struct line_sample s = {0};
	struct image line;
	int status = f.xh > 0 ? read_text(r, text, &s) : 1;

	if (status) {
		free(s.label);
		return status < 0 ? -1 : 0;
	}
	line = line_normalize(ink, &f, LINE_KEPT);
	s.px = line.px;
	s.w = line.w;
	s.group = group_of(r, writer);
	s.origin = r->set->origins;
	s.weight = r->src->hold ? 0 : r->src->weight > 0 ? (float)r->src->weight : 1;
	line_set_append(r->set, &s);
	return 0;
}

/* Whether the row that was just counted is wanted. */
static int
is_wanted(const struct reading *r)
{
	return !r->pick || (r->row <= (int64_t)r->pick_rows && r->pick[r->row - 1]);
}

static int
is_full(const struct reading *r)
{
	return r->src->limit > 0 && r->set->n - r->first >= r->src->limit;
}

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
	FILE *out;
	gzFile in;
	int got;

	if (n < 3 || strcmp(path + n - 3, ".gz") != 0) {
		out = fopen(path, "rb");
		if (!out)
			error_at(path, "%s", strerror(errno));
		return out;
	}
	in = gzopen(path, "rb");
	out = tmpfile();
	if (!in || !out) {
		error_at(path, "%s", strerror(errno));
		if (in)
			gzclose(in);
		return NULL;
	}
	while ((got = gzread(in, block, sizeof block)) > 0 && fwrite(block, 1, (size_t)got, out) == (size_t)got)
		continue;
	if (got != 0 || fflush(out) != 0) {
		error_at(path, "cannot be decompressed");
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
	int bad = 0;

	while (!bad && !is_full(r) && getline(&row, &room, table) > 0) {
		const int n = fields_of(row, field);

		r->row++;
		if (n < 3) {
			error_at(r->name, "row %" PRId64 ": wanted number, writer and text, apart by tabs", r->row);
			bad = 1;
		} else if (image_read(images, images_name, IMAGE_MAX_PIXELS, &ink) != 1) {
			error_at(images_name, "it has no image for row %" PRId64 " of its table", r->row);
			bad = 1;
		} else {
			bad = is_wanted(r) && add_line(r, &ink, field[1], field[n - 1]);
			image_free(&ink);
		}
	}
	free(row);
	return bad ? -1 : 0;
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

/* The picture called name in the folder, with its text.  Returns 0, or -1 after saying why. */
static int
add_picture(struct reading *r, const char *name, const char *writer, const char *text)
{
	static const struct ink_options how = INK_DEFAULTS;
	struct buf path = BUF_EMPTY;
	struct image pic = IMAGE_EMPTY, ink = IMAGE_EMPTY;
	struct box box;
	FILE *in;
	int bad = -1;

	if (*name == '/' || strstr(name, "..")) {
		error_at(r->name, "row %" PRId64 ": '%s' lies outside the folder", r->row, name);
		return -1;
	}
	buf_printf(&path, "%s/%s", r->src->path, name);
	in = fopen(path.data, "rb");
	if (!in) {
		error_at(path.data, "%s", strerror(errno));
	} else if (image_read(in, path.data, IMAGE_MAX_PIXELS, &pic) == 1) {
		bad = 0;
		if (ink_extract(&pic, path.data, &how, &ink, &box))
			bad = add_line(r, &ink, writer, text);
		else
			warn_at(path.data, "blank, left out");
		image_free(&ink);
		image_free(&pic);
	}
	if (in)
		fclose(in);
	buf_free(&path);
	return bad;
}

/* Writers of a folder, in the order of its labels as it mostly is: the next row, or looked for from the start. */
struct writers {
	FILE *in;		/* NULL: everybody is a writer of their own */
	char *row;
	size_t room;
	char *field[MOST_FIELDS];
};

static const char *
writer_of(struct writers *w, const char *name)
{
	for (int again = 0; again < 2 && w->in; again++) {
		while (getline(&w->row, &w->room, w->in) > 0)
			if (fields_of(w->row, w->field) >= 2 && strcmp(w->field[0], name) == 0)
				return w->field[1];
		rewind(w->in);
	}
	return name;
}

static int
add_rows(struct reading *r, FILE *labels, struct writers *writers)
{
	char *row = NULL, *field[MOST_FIELDS];
	size_t room = 0;
	int bad = 0;

	while (!bad && !is_full(r) && getline(&row, &room, labels) > 0) {
		r->row++;
		if (row[strspn(row, " \t\r\n")] == '\0')
			continue;
		if (fields_of(row, field) < 2) {
			error_at(r->name, "row %" PRId64 ": wanted a name, a tab and a text", r->row);
			bad = 1;
		} else if (is_wanted(r)) {
			bad = add_picture(r, field[0], writer_of(writers, field[0]), field[1]);
		}
	}
	free(row);
	return bad ? -1 : 0;
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
	in = fopen(labels.data, "r");
	writers.in = fopen(names.data, "r");
	if (in)
		status = add_rows(r, in, &writers);
	else
		error_at(labels.data, "%s", strerror(errno));
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
	int status = -1;

	r.pick_rows = LINE_MAX_LINES;
	if (src->pick && !(r.pick = pick_read(src->pick, r.pick_rows)))
		return -1;
	if (stat(src->path, &st) == 0 && S_ISDIR(st.st_mode))
		status = add_folder(&r);
	else
		status = add_stream(&r);
	set->n_groups += r.n_writers;
	set->origins++;
	for (uint32_t i = 0; i < r.n_writers; i++)
		free(r.writer[i]);
	free(r.writer);
	free(r.pick);
	return status;
}
