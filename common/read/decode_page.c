#include <stdlib.h>

#include "base/mem.h"
#include "read/decode_page.h"
#include "read/tunables.h"

struct page {			/* lines that are decided together */
	struct page_line *line;	/* owned */
	int n;
};

struct cursor {			/* what comes next: numbers of glyphs and of whole lines */
	int glyph, whole;
};

/* Make candidates of glyphs that were cut once, each of one piece: a lattice with one path. */
static void
make_chain(struct result *results, int n)
{
	for (int i = 0; i < n; i++) {
		struct tags *t = &results[i].tags;

		t->have |= TAG_FROM | TAG_TO | TAG_SPACE;
		t->from = i;
		t->to = i + 1;
		t->space = i > 0 && t->have & TAG_WORD && t->word != results[i - 1].tags.word ? 1000 : 0;
	}
}

/* The whole line that comes next; NULL when glyphs do. */
static const struct line_reading *
next_whole(const struct page_input *in, const struct cursor *c)
{
	return c->whole < in->n_whole && in->whole[c->whole].line->at <= c->glyph ? &in->whole[c->whole] : NULL;
}

/* The tags of the line that comes next; NULL at the end. */
static const struct tags *
next_tags(const struct page_input *in, const struct cursor *c)
{
	const struct line_reading *whole = next_whole(in, c);

	return whole ? &whole->line->tags : c->glyph < in->glyphs.n ? &in->glyphs.results[c->glyph].tags : NULL;
}

/* How many glyphs the line has that comes next. */
static int
line_length(const struct page_input *in, const struct cursor *c)
{
	const struct tags *t = next_tags(in, c);
	const int stop = c->whole + (next_whole(in, c) != NULL);	/* the whole line that ends this one */
	const int end = stop < in->n_whole ? in->whole[stop].line->at : in->glyphs.n;
	int i = c->glyph;

	while (i < end && result_same_line(t, &in->glyphs.results[i].tags))
		i++;
	return i - c->glyph;
}

/* Add the line that comes next, of n glyphs, or as much of it as is decided together. */
static void
add_line(const struct decoder *d, struct page *p, const struct page_input *in, struct cursor *c, int n)
{
	const struct line_reading *whole = next_whole(in, c);
	const int too_many = n > DECODE_MOST;
	struct result *results = in->glyphs.results + c->glyph;
	struct page_line *l;

	if (too_many && !whole)
		n = lattice_part(results, DECODE_MOST);
	if (n > 0 && !(results[0].tags.have & TAG_FROM) && (d->language.pattern || d->language.words))
		make_chain(results, n);
	p->line = mem_resize(p->line, (size_t)p->n + 1, sizeof *p->line);
	l = &p->line[p->n++];
	*l = (struct page_line){.lattice = lattice_slice(&in->glyphs, c->glyph, n), .whole = whole};
	l->has_paths = n > 0 && lattice_ok(&l->lattice);
	l->unread = whole && (too_many || whole->enough);
	c->glyph += n;
	c->whole += whole != NULL;
}

/* Columns of the line that comes next, when there is a whole one. */
static int
next_columns(const struct page_input *in, const struct cursor *c)
{
	const struct line_reading *whole = next_whole(in, c);

	return whole ? whole->line->img.w : 0;
}

/* The next page, or as much of it as is decided together. */
static void
take_page(const struct decoder *d, struct page *p, const struct page_input *in, struct cursor *c)
{
	const struct tags *first = next_tags(in, c);
	const int from = c->glyph;
	int length = line_length(in, c), columns = 0;

	do {
		columns += next_columns(in, c);
		add_line(d, p, in, c, length);
		if (length > DECODE_MOST || !next_tags(in, c))
			break;
		length = line_length(in, c);
	} while (c->glyph - from + length <= DECODE_MOST && columns + next_columns(in, c) <= DECODE_COLUMNS
	         && result_same_page(first, next_tags(in, c)));
}

/* The first pass of all lines. */
static void
pass_lines(const struct decoder *d, struct page *p)
{
	for (int i = 0; i < p->n; i++)
		if (p->line[i].has_paths && !p->line[i].unread)
			decode_first_pass(d, &p->line[i].lattice, &p->line[i].first);
}

/* Whether enough letters are capitals to look closer. */
static int
has_capitals(const struct page *p)
{
	int capitals = 0, small = 0;

	for (int i = 0; i < p->n; i++) {
		capitals += p->line[i].first.capitals;
		small += p->line[i].first.small;
	}
	return capitals > 0 && capitals >= DECODE_PAGE_SHARE * (capitals + small);
}

/* What lines gain as lines of a page in capitals; usual: (p->n) their first passes otherwise. */
static double
gain_of(const struct page *p, const struct first_pass *usual)
{
	double gain = 0;

	for (int i = 0; i < p->n; i++)
		if (p->line[i].first.found && usual[i].found)
			gain += p->line[i].first.score - usual[i].score;
	return gain;
}

/* The first pass of a page, as it usually is and as one in capitals; d becomes what is likelier. */
static void
pass_page(struct decoder *d, struct page *p)
{
	struct first_pass *usual;
	int capitals;

	pass_lines(d, p);
	if (!d->language.lm || !has_capitals(p))
		return;
	usual = mem_alloc((size_t)p->n, sizeof *usual);
	for (int i = 0; i < p->n; i++)
		usual[i] = p->line[i].first;
	d->small_cost = DECODE_PAGE_SMALL_COST;
	pass_lines(d, p);
	capitals = gain_of(p, usual) >= DECODE_PAGE_GAIN;
	if (!capitals)
		d->small_cost = 0;
	for (int i = 0; i < p->n; i++)
		if (!capitals || !p->line[i].first.found)
			p->line[i].first = usual[i];
	free(usual);
}

void
decode_pages(const struct decoder *d, const struct line_reader *by, const struct page_input *in, struct results *out)
{
	struct cursor c = {0, 0};

	while (next_tags(in, &c)) {
		struct decoder own = *d;
		struct page p = {NULL, 0};

		take_page(d, &p, in, &c);
		pass_page(&own, &p);
		for (int i = 0; i < p.n; i++)
			combine_line(&own, by, &p.line[i], out);
		free(p.line);
	}
}
