#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "read/case.h"
#include "read/decode.h"
#include "read/decode_page.h"
#include "read/tunables.h"

struct line {			/* of a page */
	struct lattice lattice;
	int has_paths;		/* 1: it is a lattice of candidates */
	struct first_pass first;
};

struct page {			/* lines that are decided together */
	struct line *line;	/* owned */
	int n;
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

/* How many glyphs from number from on are of its line. */
static int
line_length(const struct lattice *all, int from)
{
	int i = from + 1;

	while (i < all->n && result_same_line(&all->results[from].tags, &all->results[i].tags))
		i++;
	return i - from;
}

/* Add the line of n glyphs from number from on, or as much of it as is decided together.  Returns its glyphs. */
static int
add_line(const struct decoder *d, struct page *p, const struct lattice *all, int from, int n)
{
	struct result *results = all->results + from;
	struct line *l;

	if (n > DECODE_MOST)
		n = lattice_part(results, DECODE_MOST);
	if (!(results[0].tags.have & TAG_FROM) && (d->language.pattern || d->language.words))
		make_chain(results, n);
	p->line = mem_resize(p->line, (size_t)p->n + 1, sizeof *p->line);
	l = &p->line[p->n++];
	*l = (struct line){.lattice = lattice_slice(all, from, n)};
	l->has_paths = lattice_ok(&l->lattice);
	return n;
}

/* The next page, or as much of it as is decided together.  Returns the number of the first glyph behind it. */
static int
take_page(const struct decoder *d, struct page *p, const struct lattice *all, int from)
{
	int at = from, length = line_length(all, from);

	do {
		at += add_line(d, p, all, at, length);
		if (length > DECODE_MOST || at == all->n)
			break;
		length = line_length(all, at);
	} while (at - from + length <= DECODE_MOST && result_same_page(&all->results[from].tags, &all->results[at].tags));
	return at;
}

/* The first pass of all lines.  Returns the sum of their scores. */
static double
pass_lines(const struct decoder *d, struct page *p)
{
	double sum = 0;

	for (int i = 0; i < p->n; i++) {
		if (p->line[i].has_paths)
			decode_first_pass(d, &p->line[i].lattice, &p->line[i].first);
		sum += p->line[i].first.score;
	}
	return sum;
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

/* The first pass of a page, as it usually is and as one in capitals; d becomes what is likelier. */
static void
pass_page(struct decoder *d, struct page *p)
{
	const double usual = pass_lines(d, p);
	struct first_pass *firsts;

	if (!d->language.lm || !has_capitals(p))
		return;
	firsts = mem_alloc((size_t)p->n, sizeof *firsts);
	for (int i = 0; i < p->n; i++)
		firsts[i] = p->line[i].first;
	d->small_cost = DECODE_PAGE_SMALL_COST;
	if (pass_lines(d, p) < usual + DECODE_PAGE_GAIN) {
		d->small_cost = 0;
		for (int i = 0; i < p->n; i++)
			p->line[i].first = firsts[i];
	}
	free(firsts);
}

/* Read one line.  Returns how many results are left. */
static int
read_line(const struct decoder *d, const struct line *l)
{
	struct result *r = l->lattice.results;
	const struct tags *t = &r[0].tags;
	int left = 0;

	if (l->has_paths)
		left = decode_line(d, &l->first, &l->lattice);
	if (left == 0 && d->language.pattern)
		warn_at(t->src ? t->src : "stdin", "line %d: nothing in it matches the pattern", t->have & TAG_LINE ? t->line : 1);
	if (left == 0 && !d->language.pattern) {	/* no candidates, or no path through them: nothing is lost */
		case_line(&l->lattice);
		return l->lattice.n;
	}
	for (int i = left; i < l->lattice.n; i++)
		result_free(&r[i]);
	return left;
}

/* Read a page, and move what is left of it to results.  Returns how many that are. */
static int
read_page(const struct decoder *d, struct page *p, struct result *results)
{
	struct decoder own = *d;
	int kept = 0;

	pass_page(&own, p);
	for (int i = 0; i < p->n; i++) {
		const int left = read_line(&own, &p->line[i]);

		memmove(results + kept, p->line[i].lattice.results, (size_t)left * sizeof *results);
		kept += left;
	}
	return kept;
}

int
decode_pages(const struct decoder *d, const struct lattice *all)
{
	int kept = 0;

	for (int from = 0; from < all->n;) {
		struct page p = {NULL, 0};

		from = take_page(d, &p, all, from);
		kept += read_page(d, &p, all->results + kept);
		free(p.line);
	}
	return kept;
}
