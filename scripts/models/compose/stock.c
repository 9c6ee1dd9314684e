/* Glyphs by who wrote them: IDX files, and the table beside them. */
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/num.h"
#include "stock.h"
#include "train/source.h"

enum {
	FAINT = 51,		/* ink below is blur around a stroke, of 255 */
	ROW_MOST = 1000,	/* bytes of a row */
	FIELDS_MOST = 32,
	WRITERS_MOST = 10000,
};

/* Columns that are looked at, by their names in the first row. */
enum column { CHARACTER, WRITER, HEIGHT, BASE, COLUMNS };
static const char *const names[COLUMNS] = {"char", "writer", "rel_h", "base_xh"};

struct table {			/* being read */
	gzFile in;
	const char *path;
	int64_t row;		/* from 1, the names */
	int at[COLUMNS];
	char text[ROW_MOST];
	char *field[FIELDS_MOST];
	int n;
};

/* The next row, cut at its tabs.  Returns 1, 0 at the end, -1 after saying why. */
static int
next_row(struct table *t)
{
	size_t length;

	if (!gzgets(t->in, t->text, sizeof t->text)) {
		if (gzeof(t->in))
			return 0;
		error_at(t->path, "it cannot be read");
		return -1;
	}
	t->row++;
	length = strcspn(t->text, "\r\n");
	if (!t->text[length] && !gzeof(t->in)) {
		error_at(t->path, "row %" PRId64 " has more than %d bytes", t->row, ROW_MOST - 2);
		return -1;
	}
	t->text[length] = '\0';
	t->n = 0;
	for (char *at = t->text; at && t->n < FIELDS_MOST; t->n++) {
		t->field[t->n] = at;
		at = strchr(at, '\t');
		if (at)
			*at++ = '\0';
	}
	return 1;
}

/* Where the columns are.  Returns 0, or -1 after saying why. */
static int
read_names(struct table *t)
{
	if (next_row(t) != 1) {
		error_at(t->path, "it has no row of column names");
		return -1;
	}
	for (int c = 0; c < COLUMNS; c++) {
		t->at[c] = -1;
		for (int f = 0; f < t->n; f++)
			if (strcmp(t->field[f], names[c]) == 0)
				t->at[c] = f;
		if (t->at[c] < 0) {
			error_at(t->path, "it has no column '%s'", names[c]);
			return -1;
		}
	}
	return 0;
}

static const char *
field(const struct table *t, enum column c)
{
	return t->at[c] < t->n ? t->field[t->at[c]] : "";
}

/* A length in x-heights, or NAN where none is known.  Returns 0, or -1 after saying why. */
static int
take_length(const struct table *t, enum column c, double *out)
{
	const char *text = field(t, c);

	*out = (double)NAN;
	if (*text && num_real(text, -100, 100, out)) {
		error_at(t->path, "row %" PRId64 ": '%s' is no length in x-heights", t->row, text);
		return -1;
	}
	return 0;
}

/* The number of a writer, who is new or not; -1: one too many. */
static int
writer_number(struct stock *s, const char *name)
{
	for (int i = s->n_writers; i-- > 0;)	/* rows of one stand together */
		if (strcmp(s->writers[i].name, name) == 0)
			return i;
	if (s->n_writers == WRITERS_MOST)
		return -1;
	s->writers = mem_resize(s->writers, (size_t)s->n_writers + 1, sizeof *s->writers);
	s->writers[s->n_writers] = (struct stock_writer){.name = mem_text(name)};
	return s->n_writers++;
}

/* Glyph i is one of w's of this character. */
static void
give(struct stock_writer *w, int code, int i)
{
	const int n = w->n[code];

	if ((n & (n - 1)) == 0)		/* 0 or a power of two: full */
		w->of[code] = mem_resize(w->of[code], n ? 2 * (size_t)n : 1, sizeof *w->of[code]);
	w->of[code][w->n[code]++] = i;
	w->kinds += n == 0;
}

/* The character of image i, or 0 where its class is none that lines can have. */
static int
code_of(const struct dataset *set, int64_t i)
{
	const char *label = set->classes[set->labels[i]];

	return label[0] > ' ' && label[0] < STOCK_CODES && !label[1] ? label[0] : 0;
}

/* Image i becomes the glyph at the end.  Returns its number, or -1 when it is blank. */
static int
add_glyph(struct stock *s, const struct dataset *set, int64_t i)
{
	struct image view = {GLYPH_SIDE, GLYPH_SIDE, set->images + (size_t)i * GLYPH_SIZE, NULL};
	const struct box ink = image_ink(&view, FAINT);

	if (ink.w == 0)
		return -1;
	s->v[s->n] = (struct stock_glyph){view.px, ink, (double)NAN, (double)NAN};
	return (int)s->n++;
}

/* The row of image i: its glyph to its writer.  Returns 0, or -1 after saying why. */
static int
take_row(struct stock *s, const struct table *t, int64_t i)
{
	const char *label = s->known.classes[s->known.labels[i]];
	const int code = code_of(&s->known, i);
	double height, base;
	int who, glyph;

	if (strcmp(field(t, CHARACTER), label) != 0) {
		error_at(t->path, "row %" PRId64 ": '%s', but the image is labelled '%s'", t->row, field(t, CHARACTER), label);
		return -1;
	}
	if (take_length(t, HEIGHT, &height) || take_length(t, BASE, &base))
		return -1;
	if ((who = writer_number(s, field(t, WRITER))) < 0) {
		error_at(t->path, "row %" PRId64 ": more than %d writers", t->row, WRITERS_MOST);
		return -1;
	}
	glyph = code ? add_glyph(s, &s->known, i) : -1;
	if (glyph < 0)
		return 0;
	s->v[glyph].height = height;
	s->v[glyph].base = base;
	give(&s->writers[who], code, glyph);
	give(&s->all, code, glyph);
	return 0;
}

static int
read_table(struct stock *s, struct table *t)
{
	int64_t i = 0;
	int got;

	if (read_names(t))
		return -1;
	while ((got = next_row(t)) == 1 && i < s->known.n)
		if (take_row(s, t, i++))
			return -1;
	if (got < 0)
		return -1;
	if (got == 1 || i < s->known.n) {
		error_at(t->path, "%s rows than the %" PRId64 " images", got == 1 ? "more" : "fewer", s->known.n);
		return -1;
	}
	return 0;
}

/* Room for the glyphs of set behind those there are. */
static void
make_room(struct stock *s, const struct dataset *set)
{
	s->v = mem_resize(s->v, (size_t)(s->n + set->n) + 1, sizeof *s->v);
}

int
stock_add_writers(struct stock *s, const char *prefix)
{
	struct buf mapping = BUF_EMPTY, index = BUF_EMPTY;
	struct source src = {.path = prefix};
	struct table t = {.in = NULL};
	int status = -1;

	buf_printf(&mapping, "%s-mapping.txt", prefix);
	buf_printf(&index, "%s-index.tsv", prefix);
	if (access(mapping.data, F_OK) == 0)
		src.mapping = mapping.data;
	if (access(index.data, F_OK) != 0)
		buf_str(&index, ".gz");
	t.path = index.data;
	if (source_add(&src, &s->known) == 0) {
		make_room(s, &s->known);
		t.in = gzopen(index.data, "rb");
		if (t.in)
			status = read_table(s, &t);
		else
			error_at(index.data, "%s", strerror(errno));
	}
	if (t.in)
		gzclose(t.in);
	buf_free(&mapping);
	buf_free(&index);
	return status;
}

int
stock_add_pool(struct stock *s, const char *prefix, const char *labels, int transpose)
{
	const struct source src = {.path = prefix, .labels = labels, .transpose = transpose};

	if (source_add(&src, &s->mixed))
		return -1;
	make_room(s, &s->mixed);
	for (int64_t i = 0; i < s->mixed.n; i++) {
		const int code = code_of(&s->mixed, i);
		const int glyph = code ? add_glyph(s, &s->mixed, i) : -1;

		if (glyph >= 0)
			give(&s->pool, code, glyph);
	}
	return 0;
}

const struct stock_writer *
stock_writer_for(const struct stock *s, const struct stock_writer *w, uint32_t code)
{
	if (code >= STOCK_CODES)
		return NULL;
	if (w->n[code])
		return w;
	if (s->all.n[code])
		return &s->all;
	return s->pool.n[code] ? &s->pool : NULL;
}

static void
writer_free(struct stock_writer *w)
{
	for (int c = 0; c < STOCK_CODES; c++)
		free(w->of[c]);
	free(w->name);
}

void
stock_free(struct stock *s)
{
	for (int i = 0; i < s->n_writers; i++)
		writer_free(&s->writers[i]);
	writer_free(&s->pool);
	writer_free(&s->all);
	free(s->writers);
	free(s->v);
	dataset_free(&s->known);
	dataset_free(&s->mixed);
	*s = (struct stock)STOCK_EMPTY;
}
