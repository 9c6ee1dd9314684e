#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "read/decode_page.h"
#include "read/intake.h"

enum { WORTH = 1024, WORTH_COLUMNS = 32768 };	/* glyphs, and columns of lines, that keep several threads busy */

void
intake_open(struct intake *g, const struct reader *r, const struct intake_out *out)
{
	*g = (struct intake){.reader = r, .out = *out};
	g->images = mem_alloc(DECODE_MOST, GLYPH_SIZE);
	g->results = mem_alloc(DECODE_MOST, sizeof *g->results);
}

static int
is_start(const struct intake_mark *m)
{
	return m->glyphs == 0 && m->lines == 0;
}

/* A mark as it is when what comes before first is gone. */
static struct intake_mark
mark_after(const struct intake_mark *m, const struct intake_mark *first)
{
	if (m->glyphs < first->glyphs || m->lines < first->lines)
		return (struct intake_mark){0, 0};
	return (struct intake_mark){m->glyphs - first->glyphs, m->lines - first->lines};
}

/* Read what comes before a mark, and keep the rest. */
static void
flush(struct intake *g, struct intake_mark upto)
{
	struct results out = RESULTS_EMPTY;
	const struct reader_input in = {g->images, g->results, upto.glyphs, g->lines, upto.lines};

	reader_read(g->reader, &in, &out);
	for (int i = 0; i < out.n; i++)
		g->out.put(g->out.ctx, &out.v[i]);
	results_free(&out);
	for (int i = 0; i < upto.lines; i++) {
		g->columns -= g->lines[i].img.w;
		line_picture_free(&g->lines[i]);
	}
	for (int i = upto.lines; i < g->n.lines; i++) {
		g->lines[i].at -= upto.glyphs;
		g->lines[i - upto.lines] = g->lines[i];
	}
	g->n = mark_after(&g->n, &upto);
	g->line = mark_after(&g->line, &upto);
	g->page = mark_after(&g->page, &upto);
	memmove(g->images, g->images + (size_t)upto.glyphs * GLYPH_SIZE, (size_t)g->n.glyphs * GLYPH_SIZE);
	memmove(g->results, g->results + upto.glyphs, (size_t)g->n.glyphs * sizeof *g->results);
}

/* The tags of what came last; NULL when nothing waits. */
static const struct tags *
last_tags(const struct intake *g)
{
	if (g->n.lines > 0 && g->lines[g->n.lines - 1].at == g->n.glyphs)
		return &g->lines[g->n.lines - 1].tags;
	return g->n.glyphs > 0 ? &g->results[g->n.glyphs - 1].tags : NULL;
}

/* Here a line begins, whose tags t are, and perhaps a page. */
static void
begin_line(struct intake *g, const struct tags *t)
{
	const struct tags *last = last_tags(g);

	g->line = g->n;
	if (!last || result_same_page(last, t))
		return;
	g->page = g->n;
	if (g->n.glyphs >= WORTH || g->columns >= WORTH_COLUMNS)
		flush(g, g->n);
}

/* Something comes behind a complete page, whose tags t are: the two are apart, even where tags do not say so. */
static void
begin_page(struct intake *g, const struct tags *t)
{
	const struct tags *last = last_tags(g);

	g->complete = 0;
	g->full.have = 0;
	if (!last || (last->have & t->have & TAG_PAGE && last->page != t->page))
		return;
	flush(g, g->n);
	g->out.end_page(g->out.ctx);
}

/*
 * There is no room left for glyphs: read what can be read without what comes next.
 * Of a line that was read whole, glyphs that are so many do not count.
 */
static void
make_room(struct intake *g)
{
	if (!is_start(&g->page)) {
		flush(g, g->page);
	} else if (!is_start(&g->line)) {
		flush(g, g->line);
	} else if (g->n.lines > 0) {
		const struct tags *t = &g->lines[0].tags;

		g->full = (struct tags){.have = t->have & (TAG_PAGE | TAG_LINE), .page = t->page, .line = t->line};
		for (int i = 0; i < g->n.glyphs; i++)
			result_free(&g->results[i]);
		g->n.glyphs = 0;
		flush(g, g->n);
	} else {
		flush(g, (struct intake_mark){lattice_part(g->results, g->n.glyphs), 0});
	}
}

void
intake_glyph(struct intake *g, const uint8_t image[GLYPH_SIZE], struct tags *t)
{
	const struct tags *last;

	if (g->complete)
		begin_page(g, t);
	last = last_tags(g);
	if (!reader_takes(g->reader, t) || (g->full.have && result_same_line(&g->full, t))) {
		tags_free(t);
		return;
	}
	g->full.have = 0;
	if (last && !result_same_line(last, t))
		begin_line(g, t);
	if (g->n.glyphs == DECODE_MOST) {
		make_room(g);
		if (g->full.have && result_same_line(&g->full, t)) {
			tags_free(t);
			return;
		}
	}
	memcpy(g->images + (size_t)g->n.glyphs * GLYPH_SIZE, image, GLYPH_SIZE);
	g->results[g->n.glyphs++] = (struct result){.tags = *t};
}

void
intake_line(struct intake *g, struct image *img, struct tags *t)
{
	if (g->complete)
		begin_page(g, t);
	g->full.have = 0;
	if (!(t->have & TAG_LINE)) {
		t->have |= TAG_LINE;
		t->line = ++g->unnumbered;
	}
	begin_line(g, t);
	while (g->n.lines > 0 && g->columns + img->w > DECODE_COLUMNS)
		flush(g, is_start(&g->page) ? g->n : g->page);
	if (g->n.lines == g->line_room) {
		g->line_room += g->line_room / 2 + 64;
		g->lines = mem_resize(g->lines, (size_t)g->line_room, sizeof *g->lines);
	}
	g->columns += img->w;
	g->lines[g->n.lines++] = (struct line_picture){*img, *t, g->n.glyphs};
}

void
intake_page(struct intake *g, int now)
{
	g->complete = 1;
	if (now) {
		flush(g, g->n);
		g->out.end_page(g->out.ctx);
	}
}

void
intake_close(struct intake *g)
{
	flush(g, g->n);
	free(g->images);
	free(g->results);
	free(g->lines);
	memset(g, 0, sizeof *g);
}
