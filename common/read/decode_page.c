#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "read/case.h"
#include "read/lattice.h"
#include "read/decode_page.h"

/*
 * Tunables.  A page is taken to be in capitals, and words that are not to cost
 * LEAN nats, where its lines are likelier so by GAIN nats together; that is only
 * looked at where at least SHARE of its letters are capitals.
 */
static const double LEAN = 10, GAIN = 5, SHARE = 0.25;

struct line {			/* of a page */
	const struct ranked_class **ranked;	/* n, owned */
	const int *n_ranked;
	struct result *r;
	int n;
	int lattice;		/* 1: of candidates, and has ways */
	struct look look;
};

struct page {			/* lines that are settled together */
	struct line *line;	/* owned */
	int n;
};

int
decode_part(const struct result *results, int n)
{
	return results[0].tags.have & TAG_FROM ? lattice_part(results, n) : n;
}

/* Make candidates of glyphs that were cut once, each of one piece: a lattice with one way. */
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

/* How many of n results are of the first one's line. */
static int
line_length(const struct result *results, int n)
{
	int i = 1;

	while (i < n && result_same_line(&results[0].tags, &results[i].tags))
		i++;
	return i;
}

/* Add the next line, or as much of it as is settled together.  Returns its glyphs. */
static int
add_line(const struct decoder *d, struct page *p, const struct ranked_class *ranked, int ranks, const int *n_ranked,
         struct result *results, int n)
{
	struct line *l;

	if (n > DECODE_MOST)
		n = decode_part(results, DECODE_MOST);
	p->line = mem_resize(p->line, (size_t)p->n + 1, sizeof *p->line);
	l = &p->line[p->n++];
	*l = (struct line){.ranked = mem_alloc((size_t)n, sizeof *l->ranked), .n_ranked = n_ranked, .r = results, .n = n};
	for (int i = 0; i < n; i++)
		l->ranked[i] = ranked + (size_t)i * (size_t)ranks;
	if (!(results[0].tags.have & TAG_FROM) && (d->language.pattern || d->language.words))
		make_chain(results, n);
	l->lattice = lattice_ok(results, n);
	return n;
}

/* The next page, or as much of it as is settled together.  Returns its glyphs. */
static int
take_page(const struct decoder *d, struct page *p, const struct ranked_class *ranked, int ranks, const int *n_ranked,
          struct result *results, int n)
{
	int at = 0, length = line_length(results, n);

	do {
		at += add_line(d, p, ranked + (size_t)at * (size_t)ranks, ranks, n_ranked + at, results + at, length);
		if (length > DECODE_MOST || at == n)
			break;
		length = line_length(results + at, n - at);
	} while (at + length <= DECODE_MOST && result_same_page(&results[0].tags, &results[at].tags));
	return at;
}

static void
look_at(const struct decoder *d, const struct classes *c, struct line *l)
{
	if (l->lattice)
		decode_look(d, c, l->ranked, l->n_ranked, l->r, l->n, &l->look);
}

/* Look at all lines.  Returns the sum of their scores. */
static double
look_at_all(const struct decoder *d, const struct classes *c, struct page *p)
{
	double sum = 0;

	for (int i = 0; i < p->n; i++) {
		look_at(d, c, &p->line[i]);
		sum += p->line[i].look.score;
	}
	return sum;
}

/* Whether enough letters are capitals to look closer. */
static int
has_capitals(const struct page *p)
{
	int capitals = 0, small = 0;

	for (int i = 0; i < p->n; i++) {
		capitals += p->line[i].look.capitals;
		small += p->line[i].look.small;
	}
	return capitals > 0 && capitals >= SHARE * (capitals + small);
}

/* Look at all lines, as if they were in capitals, too; d leans to what is likelier. */
static void
look_at_page(struct decoder *d, const struct classes *c, struct page *p)
{
	const double usual = look_at_all(d, c, p);
	struct look *looks;

	if (!d->language.lm || !has_capitals(p))
		return;
	looks = mem_alloc((size_t)p->n, sizeof *looks);
	for (int i = 0; i < p->n; i++)
		looks[i] = p->line[i].look;
	d->small_cost = LEAN;
	if (look_at_all(d, c, p) < usual + GAIN) {
		d->small_cost = 0;
		for (int i = 0; i < p->n; i++)
			p->line[i].look = looks[i];
	}
	free(looks);
}

/* Read one line.  Returns how many results are left. */
static int
settle(const struct decoder *d, const struct classes *c, struct line *l)
{
	const struct tags *t = &l->r[0].tags;
	int left = 0;

	if (l->lattice)
		left = decode_line(d, &l->look, c, l->ranked, l->n_ranked, l->r, l->n);
	if (left == 0 && d->language.pattern)
		warn_at(t->src ? t->src : "stdin", "line %d: nothing in it matches the pattern", t->have & TAG_LINE ? t->line : 1);
	if (left == 0 && !d->language.pattern) {	/* no candidates, or no way through them: nothing is lost */
		settle_line(c, l->ranked, l->n_ranked, l->r, l->n);
		return l->n;
	}
	for (int i = left; i < l->n; i++)
		result_free(&l->r[i]);
	return left;
}

/* Read a page, and move what is left of it to results.  Returns how many that are. */
static int
settle_page(const struct decoder *d, const struct classes *c, struct page *p, struct result *results)
{
	struct decoder leaning = *d;
	int kept = 0;

	look_at_page(&leaning, c, p);
	for (int i = 0; i < p->n; i++) {
		const int left = settle(&leaning, c, &p->line[i]);

		memmove(results + kept, p->line[i].r, (size_t)left * sizeof *results);
		kept += left;
		free(p->line[i].ranked);
	}
	free(p->line);
	return kept;
}

int
decode_pages(const struct decoder *d, const struct classes *c, const struct ranked_class *ranked, int ranks,
             const int *n_ranked, struct result *results, int n)
{
	int kept = 0;

	for (int from = 0, taken; from < n; from += taken) {
		struct page p = {NULL, 0};

		taken = take_page(d, &p, ranked + (size_t)from * (size_t)ranks, ranks, n_ranked + from, results + from, n - from);
		kept += settle_page(d, c, &p, results + kept);
	}
	return kept;
}
