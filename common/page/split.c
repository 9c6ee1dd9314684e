#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "page/glyphs.h"
#include "page/metrics.h"
#include "page/split.h"
#include "page/tunables.h"

/* What a line is measured by: its parts (0) or its groups (1). */
struct line_of { const struct parts *p; int groups; };

/* Letters of a line as they stand: every part (groups 0) or every group. */
static int
stands(const struct parts *p, const struct line *l, int groups, struct stand *s)
{
	int n = groups ? l->n_groups : l->n, i;

	for (i = 0; i < n; i++) {
		const struct box *b = groups ? &l->group[i].box : &p->v[l->part[i]].box;
		double x = b->x + b->w / 2.0;
		int dotted = groups && l->group[i].dotted;

		s[i] = (struct stand){x, b->w, part_v(p, x, dotted ? l->group[i].stem_top : b->y),
		                      part_v(p, x, b->y + b->h), dotted};
	}
	return n;
}

/* The usual height of a line's own letters. */
static double
line_em(const struct stand *s, int n, double em)
{
	double sum = 0, weight = 0;
	int i;

	for (i = 0; i < n; i++) {
		double h = s[i].bottom - s[i].top;

		if (h < LETTER_MIN * em || h > LETTER_MAX * em)
			continue;
		sum += h * h;
		weight += h;
	}
	return weight > 0 ? sum / weight : em;
}

/*
 * The base line of a line, its letters brought above row 0: straight for parts,
 * as it bends for groups.
 */
static void
find_base(const struct line_of *at, struct line *l, struct stand *s, int n)
{
	struct metrics *m = &l->m;
	double em = line_em(s, n, at->p->em), *sag = mem_zero((size_t)n + 1, sizeof *sag);
	int i;

	base_fit(s, n, em, m);
	if (at->groups)
		base_local(s, n, em, m, sag);
	for (i = 0; i < n; i++) {
		double base = m->base + m->slope * s[i].x + sag[i];

		s[i].top -= base;
		s[i].bottom -= base;
		if (at->groups)
			l->group[i].sag = sag[i];
	}
	free(sag);
}

/* Base line and heights of every line; those of the page are the prior for each line. */
static void
measure_lines(const struct parts *p, struct lines *l, int groups)
{
	struct stand *all = mem_alloc((size_t)p->n + 1, sizeof *all), *s;
	struct metrics page = {0, 0, 0, 0};
	struct metrics_prior none = {0, 0}, prior;
	double em;
	int i, n = 0, count;

	for (i = 0; i < l->n; i++) {
		count = stands(p, &l->v[i], groups, all + n);
		find_base(&(struct line_of){p, groups}, &l->v[i], all + n, count);
		n += count;
	}
	em = line_em(all, n, p->em);
	height_fit(all, n, em, &none, &page);
	prior = (struct metrics_prior){page.xh, page.cap};
	for (i = 0, s = all; i < l->n; i++, s += count) {
		struct metrics *m = &l->v[i].m, flat = {0, 0, 0, 0};

		count = groups ? l->v[i].n_groups : l->v[i].n;
		height_fit(s, count, line_em(s, count, em), l->n > 1 ? &prior : &none, &flat);
		m->xh = flat.xh;
		m->cap = flat.cap;
	}
	free(all);
}

/* Tags of group g of a line: boxes in the original image, whose ink begins at (x0, y0). */
static void
tag_glyph(const struct parts *p, const struct line *l, const struct group *g, struct box at,
          const struct tags *page, struct tags *t)
{
	double x = g->box.x + g->box.w / 2.0;
	int x0 = page->have & TAG_BOX ? page->box.x : 0, y0 = page->have & TAG_BOX ? page->box.y : 0;

	*t = tags_copy(page);
	t->have |= TAG_PAGE | TAG_LINE | TAG_WORD | TAG_CHAR | TAG_BOX | TAG_BASE | TAG_XH | TAG_CAP;
	if (!(page->have & TAG_PAGE))
		t->page = 1;
	t->word = g->word;
	t->box = (struct box){at.x + x0, at.y + y0, at.w, at.h};
	t->base = (int)lround(l->m.base + g->sag + (l->m.slope + p->skew) * x) + y0;
	t->xh = (int)fmax(1, lround(l->m.xh));
	t->cap = (int)fmax(1, lround(l->m.cap));
}

/* What is written of a page: how much ink may still be copied, and what was left out. */
struct writing {
	const struct parts *p;
	const struct tags *page;
	struct glyphs *out;
	int64_t left;		/* pixels */
	int room, dropped;
};

/* Group g of line number of the page becomes a glyph.  Returns its tags, or NULL when there is no room for it. */
static struct tags *
write_glyph(struct writing *w, const struct line *l, int number, const struct group *g)
{
	struct glyph *to;
	struct box at;

	/* Strokes across the page in great number are no writing, and would not fit. */
	w->left -= (int64_t)g->box.w * g->box.h;
	if (w->left < 0) {
		w->dropped++;
		return NULL;
	}
	if (w->out->n == w->room) {
		w->room += w->room / 2 + 64;
		w->out->v = mem_resize(w->out->v, (size_t)w->room, sizeof *w->out->v);
	}
	to = &w->out->v[w->out->n++];
	to->img = glyph_image(w->p, g, &at);
	tag_glyph(w->p, l, g, at, w->page, &to->tags);
	to->tags.line = number;
	return &to->tags;
}

static void
write_letters(struct writing *w, const struct line *l, int number)
{
	int chr = 0;

	for (int k = 0; k < l->n_groups; k++) {
		const struct group *g = &l->group[k];
		struct tags *t = write_glyph(w, l, number, g);

		chr = k > 0 && g[-1].word == g->word ? chr + 1 : 1;
		if (t)
			t->chr = chr;
	}
}

/* Every run of pieces that may be a character. */
static void
write_runs(struct writing *w, struct parts *p, struct line *l, int number)
{
	for (int from = 0; from < l->n_groups; from++)
		for (int to = from + 1; to <= l->n_groups && to <= from + RUN_MOST; to++) {
			struct group run;
			struct tags *t;

			if (!run_join(p, l, from, to, &run))
				continue;
			t = write_glyph(w, l, number, &run);
			run_part(p, l, from, to);
			if (!t)
				continue;
			t->from = from;
			t->to = to;
			t->cut = (int)lround(1000 * l->group[from].cut);
			t->space = (int)lround(1000 * l->group[from].space);
			t->have |= TAG_FROM | TAG_TO | TAG_CUT | TAG_SPACE;
			if (l->pitch > 0) {
				t->pitch = (int)ceil(l->pitch);
				t->have |= TAG_PITCH;
			}
			t->chr = from + 1;
		}
}

void
split_page(const struct image *ink, const struct tags *page, const struct split_options *o, struct glyphs *out)
{
	const char *name = page->src ? page->src : "page";
	struct parts p;
	struct lines l;
	struct habits habits;
	struct writing w = {&p, page, out, 0, 0, 0};
	int i;

	*out = (struct glyphs){NULL, 0};
	parts_find(ink, &p);
	if (o->deskew)
		p.skew = skew_find(&p);
	lines_find(&p, &l);
	p.slant = slant_find(&p);
	info_at(1, name, "ink from %d, stroke %.1f, letters %.1f, skew %.2f degrees, slant %.2f, %d lines", p.level,
	        p.stroke, p.em, atan(p.skew) * 57.29578, p.slant, l.n);
	measure_lines(&p, &l, 0);
	for (i = 0; i < l.n; i++)
		glyphs_join(&p, &l.v[i]);
	habits = habits_find(&l);
	for (i = 0; i < l.n; i++)
		glyphs_cut(&p, &l.v[i], &habits);
	measure_lines(&p, &l, 1);
	words_find(&l, o->word_gap);
	for (i = 0; i < l.n && o->lattice; i++)
		glyphs_pieces(&p, &l.v[i], &habits);
	if (o->lattice)
		odds_find(&l, o->measures);
	for (i = 0; i < l.n; i++)
		info_at(2, name, "line %d: %d characters, x-height %.1f, cap height %.1f", i + 1,
		        l.v[i].n_groups, l.v[i].m.xh, l.v[i].m.cap);
	w.left = 4 * ((int64_t)ink->w * ink->h) * (o->lattice ? RUN_MOST : 1) + (INT64_C(1) << 24);
	for (i = 0; i < l.n; i++) {
		if (o->lattice)
			write_runs(&w, &p, &l.v[i], i + 1);
		else
			write_letters(&w, &l.v[i], i + 1);
	}
	if (w.dropped)
		warn_at(name, "%d strokes across the page are left out", w.dropped);
	lines_free(&l);
	parts_free(&p);
}

void
glyphs_free(struct glyphs *g)
{
	int i;

	for (i = 0; i < g->n; i++) {
		image_free(&g->v[i].img);
		tags_free(&g->v[i].tags);
	}
	free(g->v);
	*g = (struct glyphs){NULL, 0};
}
