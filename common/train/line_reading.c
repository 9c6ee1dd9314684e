#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "image/ink.h"
#include "train/line_reading.h"

int
reading_wants(const struct reading *r)
{
	return !r->pick || (r->row <= (int64_t)r->pick_rows && r->pick[r->row - 1]);
}

int
reading_full(const struct reading *r)
{
	return r->src->part.limit > 0 && r->set->n + r->n - r->first >= r->src->part.limit;
}

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

/* Blanks of all widths are one kind of space. */
static uint32_t
as_space(uint32_t code)
{
	return code == '\t' || code == 0xA0 || (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x3000 ? ' ' : code;
}

/* A character that no class has: said once.  Returns 1 when its line is left out, -1 when that is an error. */
static int
unknown(struct reading *r, uint32_t code)
{
	char shown[UTF8_SIZE];

	shown[utf8_put(code, shown)] = '\0';
	if (!r->src->skip_unknown) {
		error_at(r->name, "row %" PRId64 ": no class has '%s'; --skip-unknown leaves such lines out", r->row, shown);
		return -1;
	}
	if (!utf8_has(buf_text(&r->unknown), code)) {
		buf_str(&r->unknown, shown);
		warn_at(r->name, "row %" PRId64 ": no class has '%s'; lines with it are left out", r->row, shown);
	}
	r->set->skipped++;
	return 1;
}

/* The classes of text, white space squeezed.  Returns 0; 1 when the line is left out; -1 after saying what is wrong. */
static int
read_text(struct reading *r, const char *text, struct line_sample *s)
{
	uint32_t code;
	int space = 1;

	s->label = mem_alloc(LINE_MAX_TEXT, sizeof *s->label);
	for (text = utf8_next(text, &code); code != 0; text = utf8_next(text, &code)) {
		int k;

		code = as_space(code);
		if (code == ' ' && space)
			continue;
		space = code == ' ';
		if (code < ' ' || code == UTF8_BAD || (code >= 0x7F && code < 0xA0)) {
			error_at(r->name, "row %" PRId64 ": the text is not UTF-8, or has a control character", r->row);
			return -1;
		}
		if (s->n == LINE_MAX_TEXT) {
			warn_at(r->name, "row %" PRId64 ": more than %d characters, left out", r->row, LINE_MAX_TEXT);
			return 1;
		}
		if ((k = line_set_class(r->set, code)) < 0)
			return unknown(r, code);
		s->label[s->n++] = (uint16_t)k;
	}
	s->n -= s->n > 0 && space;
	if (s->n == 0)
		warn_at(r->name, "row %" PRId64 ": no text, left out", r->row);
	return s->n == 0;
}

/* The ink of the picture in the file path.  1; 0 when it is blank; -1 after saying what is wrong. */
static int
read_ink(const char *path, struct image *ink)
{
	static const struct ink_options how = INK_DEFAULTS;
	struct image pic = IMAGE_EMPTY;
	struct box box;
	FILE *in = in_file(path);
	int got;

	if (!in)
		return -1;
	got = image_read_kept(in, path, "labels.tsv", LINE_MAX_PIXELS, &pic);
	fclose(in);
	if (got == 0)
		error_at(path, "the file is empty");
	if (got != 1)
		return -1;
	got = ink_extract(&pic, path, &how, ink, &box);
	image_free(&pic);
	return got;
}

/* The picture of a row as it is kept, at this scale. */
static void
make_picture(struct reading_row *w, double scale)
{
	struct line_frame f;
	struct image line;

	w->status = w->path ? read_ink(w->path, &w->ink) : 1;
	if (w->status != 1)
		return;
	f = line_frame_find(&w->ink);
	w->status = f.xh > 0;
	if (w->status == 1) {
		line = line_normalize(&w->ink, &f, scale);
		w->sample.px = line.px;
		w->sample.w = line.w;
	}
}

int
reading_flush(struct reading *r)
{
	const double scale = r->set->as_seen ? 1 : LINE_KEPT;
	int bad = 0;

#pragma omp parallel for schedule(dynamic)
	for (int i = 0; i < r->n; i++)
		make_picture(&r->waiting[i], scale);
	for (int i = 0; i < r->n; i++) {
		struct reading_row *w = &r->waiting[i];

		r->set->failed += w->status < 0;
		bad |= w->status < 0 && !r->set->skip_bad;
		if (w->status == 0)
			warn_at(r->name, "row %" PRId64 ": no ink, left out", w->sample.row);
		if (w->status == 1)
			line_set_append(r->set, &w->sample);
		else
			free(w->sample.label);
		image_free(&w->ink);
		free(w->path);
	}
	r->n = 0;
	r->pixels = 0;
	return bad ? -1 : 0;
}

int
reading_put(struct reading *r, const char *writer, const char *text, struct image *ink, const char *path)
{
	static const struct image none = IMAGE_EMPTY;
	struct line_sample s = {.origin = r->set->origins - 1, .row = r->row};
	int status = read_text(r, text, &s);

	if (!status && r->set->n + r->n == LINE_MAX_LINES) {
		error_at(r->name, "more than %d lines", LINE_MAX_LINES);
		status = -1;
	}
	if (status) {
		free(s.label);
		if (ink)
			image_free(ink);
		return status == 1 ? 0 : -1;
	}
	s.group = group_of(r, writer);
	s.weight = r->src->part.hold ? 0 : r->src->part.weight > 0 ? (float)r->src->part.weight : 1;
	r->pixels += ink ? (int64_t)ink->w * ink->h : 0;
	r->waiting[r->n++] = (struct reading_row){ink ? *ink : none, path ? mem_text(path) : NULL, s, 0};
	if (ink)
		*ink = none;
	return r->n == READING_ROWS || r->pixels >= READING_PIXELS || reading_full(r) ? reading_flush(r) : 0;
}

void
reading_end(struct reading *r)
{
	for (int i = 0; i < r->n; i++) {
		free(r->waiting[i].sample.label);
		image_free(&r->waiting[i].ink);
		free(r->waiting[i].path);
	}
	for (uint32_t i = 0; i < r->n_writers; i++)
		free(r->writer[i]);
	free(r->writer);
	free(r->pick);
	buf_free(&r->unknown);
}
