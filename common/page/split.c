#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "page/boundary_model.h"
#include "page/candidates.h"
#include "page/cuts.h"
#include "page/glyph_image.h"
#include "page/groups.h"
#include "page/lines.h"
#include "page/metrics.h"
#include "page/segments.h"
#include "page/skew.h"
#include "page/split.h"
#include "page/tunables.h"
#include "page/words.h"

/* Where the ink of a page begins in the original image. */
static int
origin_x(const struct tags *page)
{
	return page->have & TAG_BOX ? page->box.x : 0;
}

static int
origin_y(const struct tags *page)
{
	return page->have & TAG_BOX ? page->box.y : 0;
}

/* Tags of group g of a line, with boxes in the original image. */
static void
tag_glyph(const struct parts *p, const struct line *l, const struct group *g, struct box at,
          const struct tags *page, struct tags *t)
{
	double x = g->box.x + g->box.w / 2.0;
	const int x0 = origin_x(page), y0 = origin_y(page);

	*t = tags_copy(page);
	t->have |= TAG_PAGE | TAG_LINE | TAG_WORD | TAG_CHAR | TAG_BOX | TAG_BASE | TAG_XH | TAG_CAP;
	if (!(page->have & TAG_PAGE))
		t->page = 1;
	t->word = g->word;
	t->box = (struct box){at.x + x0, at.y + y0, at.w, at.h};
	t->base = (int)lround(l->m.base + g->baseline_offset + (l->m.slope + p->skew) * x) + y0;
	t->xh = (int)fmax(1, lround(l->m.xh));
	t->cap = (int)fmax(1, lround(l->m.cap));
}

/* How much ink may still be copied, and how many boxes were left out. */
struct budget {
	int64_t left;		/* pixels */
	int dropped;
};

/* What is written of a page. */
struct writing {
	const struct parts *p;
	const struct tags *page;
	struct glyphs *out;
	struct budget letters, lines;	/* apart: whole lines change nothing of what else is written */
	int room;
};

/* Group g of line number of the page becomes a glyph.  Returns its tags, or NULL when the budget has no room for it. */
static struct tags *
write_glyph(struct writing *w, struct budget *budget, const struct line *l, int number, const struct group *g)
{
	struct glyph *to;
	struct box at;

	/* Strokes across the page in great number are no writing, and would not fit. */
	budget->left -= (int64_t)g->box.w * g->box.h;
	if (budget->left < 0) {
		budget->dropped++;
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

/* All of a line as one image. */
static void
write_whole(struct writing *w, struct parts *p, const struct line *l, int number)
{
	const double slope = l->m.slope + p->skew;
	struct group g;
	struct tags *t;

	if (l->n_groups == 0)
		return;
	letter_join(p, l, -1, &g);
	t = write_glyph(w, &w->lines, l, number, &g);
	letter_part(p, l, -1);
	if (!t)
		return;
	t->have = (t->have & ~(unsigned)(TAG_WORD | TAG_CHAR)) | TAG_WHOLE | TAG_SLOPE;
	t->word = t->chr = 0;
	t->whole = 1;
	t->slope = (int)lround(1e6 * slope);
	t->base = (int)lround(l->m.base + slope * (t->box.x - origin_x(w->page))) + origin_y(w->page);
}

static void
write_letters(struct writing *w, const struct line *l, int number)
{
	int chr = 0;

	for (int k = 0; k < l->n_groups; k++) {
		const struct group *g = &l->group[k];
		struct tags *t = write_glyph(w, &w->letters, l, number, g);

		chr = k > 0 && g[-1].word == g->word ? chr + 1 : 1;
		if (t)
			t->chr = chr;
	}
}

/* The characters of a line as it was cut once, which its segments were taken from. */
struct letters {
	struct letter {
		int segments, word, chr;
	} *v;			/* owned */
	int n, next;		/* how many there are, and were written */
};

static struct letters
letters_of(const struct line *l)
{
	struct letters s = {mem_zero((size_t)l->n_groups + 1, sizeof *s.v), 0, 0};

	for (int i = 0; i < l->n_groups; i++) {
		struct letter *letter = &s.v[l->group[i].letter];

		letter->segments++;
		letter->word = l->group[i].word;
		s.n = l->group[i].letter >= s.n ? l->group[i].letter + 1 : s.n;
	}
	for (int k = 0; k < s.n; k++)
		s.v[k].chr = k > 0 && s.v[k - 1].word == s.v[k].word ? s.v[k - 1].chr + 1 : 1;
	return s;
}

/* Which character, not written yet, segments from .. to - 1 are all of and nothing else; -1: none. */
static int
whole_letter(const struct letters *s, const struct line *l, int from, int to)
{
	const int letter = l->group[from].letter;

	for (int i = from; i < to; i++)
		if (l->group[i].letter != letter)
			return -1;
	return letter >= s->next && s->v[letter].segments == to - from ? letter : -1;
}

/* The characters before letter that are no candidates: of too many segments, or with others between theirs. */
static void
write_lone_letters(struct writing *w, struct parts *p, struct line *l, int number, struct letters *s, int letter)
{
	for (; s->next < letter; s->next++) {
		struct group g;
		struct tags *t;

		letter_join(p, l, s->next, &g);
		t = write_glyph(w, &w->letters, l, number, &g);
		letter_part(p, l, s->next);
		if (t) {
			t->chr = t->plain = s->v[s->next].chr;
			t->have |= TAG_PLAIN;
		}
	}
}

static void
tag_candidate(struct tags *t, const struct line *l, int from, int to)
{
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

/* Segments from .. to - 1, if they may be a character; with s, whether they are one where lines are cut once. */
static void
write_candidate(struct writing *w, struct parts *p, struct line *l, int number, struct letters *s, int from, int to)
{
	const int letter = s ? whole_letter(s, l, from, to) : -1;
	struct group g;
	struct tags *t;

	if (letter >= 0)
		write_lone_letters(w, p, l, number, s, letter);
	if (!candidate_join(p, l, from, to, &g))
		return;
	t = write_glyph(w, &w->letters, l, number, &g);
	candidate_part(p, l, from, to);
	if (letter >= 0)
		s->next = letter + 1;
	if (!t)
		return;
	tag_candidate(t, l, from, to);
	if (s) {
		t->plain = letter >= 0 ? s->v[letter].chr : 0;
		t->have |= TAG_PLAIN;
	}
}

/* Every run of segments that may be a character; with plain, the characters there are if lines are cut once, too. */
static void
write_candidates(struct writing *w, struct parts *p, struct line *l, int number, int plain)
{
	struct letters s = letters_of(l);

	for (int from = 0; from < l->n_groups; from++)
		for (int to = from + 1; to <= l->n_groups && to <= from + CANDIDATE_MOST; to++)
			write_candidate(w, p, l, number, plain ? &s : NULL, from, to);
	if (plain)
		write_lone_letters(w, p, l, number, &s, s.n);
	free(s.v);
}

/* The lines of p, in characters or in segments. */
static void
find_groups(struct parts *p, const char *name, const struct split_options *o, struct lines *l)
{
	const int lattice = o->lattice && o->whole != WHOLE_ALONE;
	struct writer_stats stats;
	int i;

	if (o->deskew)
		p->skew = skew_find(p);
	lines_find(p, l);
	p->slant = slant_find(p);
	info_at(1, name, "ink from %d, stroke %.1f, letters %.1f, skew %.2f degrees, slant %.2f, %d lines", p->level,
	        p->stroke, p->em, atan(p->skew) * 57.29578, p->slant, l->n);
	metrics_find(p, l, 0);
	for (i = 0; i < l->n; i++)
		groups_find(p, &l->v[i]);
	stats = writer_stats_find(l);
	for (i = 0; i < l->n; i++)
		cuts_letters(p, &l->v[i], &stats);
	metrics_find(p, l, 1);
	words_find(l, o->word_gap);
	for (i = 0; i < l->n && lattice; i++)
		segments_find(p, &l->v[i], &stats);
	if (lattice)
		boundary_model_apply(l, o->measures);
	for (i = 0; i < l->n; i++)
		info_at(2, name, "line %d: %d characters, x-height %.1f, cap height %.1f", i + 1,
		        l->v[i].n_groups, l->v[i].m.xh, l->v[i].m.cap);
}

static void
write_line(struct writing *w, struct parts *p, struct line *l, int number, const struct split_options *o)
{
	if (o->whole != WHOLE_NONE)
		write_whole(w, p, l, number);
	if (o->whole == WHOLE_ALONE)
		return;
	if (o->lattice)
		write_candidates(w, p, l, number, o->plain);
	else
		write_letters(w, l, number);
}

void
split_page(const struct image *ink, const struct tags *page, const struct split_options *o, struct glyphs *out)
{
	const char *name = page->src ? page->src : "<stdin>";
	const int64_t most = COPY_MOST * ((int64_t)ink->w * ink->h), least = INT64_C(1) << 24;
	struct parts p;
	struct lines l;
	struct writing w = {&p, page, out, {most * (o->lattice ? CANDIDATE_MOST : 1) + least, 0}, {most + least, 0}, 0};
	int i;

	*out = (struct glyphs){NULL, 0};
	parts_find(ink, &p);
	if (p.surplus)
		warn_at(name, "%d marks are more than a page can hold: the smallest %d are left out as dirt", p.n + p.surplus, p.surplus);
	find_groups(&p, name, o, &l);
	for (i = 0; i < l.n; i++)
		write_line(&w, &p, &l.v[i], i + 1, o);
	if (w.letters.dropped)
		warn_at(name, "%d strokes across the page are left out", w.letters.dropped);
	if (w.lines.dropped)
		warn_at(name, "%d lines across the page are left out as wholes", w.lines.dropped);
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
