#include "base/err.h"
#include "read/case.h"
#include "read/combine.h"
#include "read/combine_words.h"
#include "read/explain.h"

/* Read the glyphs of a line.  Returns how many results come first and are its characters. */
static int
read_lattice(const struct decoder *d, const struct page_line *l)
{
	int left = 0;

	if (l->has_paths)
		left = decode_line(d, &l->first, &l->lattice);
	if (left > 0 || d->language.pattern)
		return left;
	case_line(&l->lattice);	/* no candidates, or no path through them: nothing is lost */
	return l->lattice.n;
}

/* Nothing in a line matches the pattern: that is said, and it has one result that is empty (result_is_empty). */
static void
add_empty(const struct page_line *l, struct results *out)
{
	const unsigned of_lines = TAG_PAGE | TAG_LINE | TAG_BOX | TAG_BASE | TAG_XH | TAG_CAP;
	const struct tags *t = l->whole ? &l->whole->line->tags : &l->lattice.results[0].tags;
	struct result r = {.tags = tags_copy(t)};

	error_at(t->src ? t->src : "<stdin>", "line %d: nothing in it matches the pattern", t->have & TAG_LINE ? t->line : 1);
	for (int i = 0; !l->whole && i < l->lattice.n; i++)
		r.tags.box = box_around(r.tags.box, l->lattice.results[i].tags.box);
	r.tags.have &= of_lines;
	r.tags.have |= r.tags.have & TAG_LINE ? TAG_WORD : 0;
	r.tags.word = r.tags.chr = 0;
	results_add(out, &r);
}

void
combine_line(const struct decoder *d, const struct line_reader *by, struct page_line *l, struct results *out)
{
	struct result *r = l->lattice.results;
	struct line_reading again = {.n = 0};
	const struct line_reading *reading = l->whole;
	struct results whole = RESULTS_EMPTY;
	struct lattice_text text = {NULL, 0, 0};
	int n;

	if (l->whole && l->has_paths && !l->unread)
		lattice_text_open(&text, d, &l->first, &l->lattice);
	n = l->lattice.n > 0 && !l->unread ? read_lattice(d, l) : 0;
	if (reading && d->small_cost > 0) {
		line_reader_search_capitals(by, reading, d->small_cost, &again);
		reading = &again;
	}
	if (reading)
		line_reading_results(by, reading, &whole);
	if (n == 0 && whole.n == 0 && d->language.pattern && !(reading && reading->n > 0))
		add_empty(l, out);
	if (reading)
		explain_whole(by, reading, whole.n > 0 && n == 0);
	for (int i = n; i < l->lattice.n; i++)
		result_free(&r[i]);
	if (n > 0 && whole.n > 0)
		combine_words(&(struct voters){by, reading, text.n > 0 ? &text : NULL, d->small_cost}, r, n, whole.v, whole.n, out);
	else
		for (int i = 0; i < n + whole.n; i++)
			results_add(out, n > 0 ? &r[i] : &whole.v[i]);
	lattice_text_close(&text);
	line_reading_free(&again);
	whole.n = 0;			/* taken over */
	results_free(&whole);
}
