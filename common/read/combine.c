#include <math.h>

#include "base/err.h"
#include "read/case.h"
#include "read/combine.h"
#include "read/explain.h"
#include "read/tunables.h"

/* The mean of the logarithms of confidences; -INFINITY of nothing. */
static double
mean_confidence(const struct result *r, int n)
{
	double sum = 0;

	for (int i = 0; i < n; i++)
		sum += log(fmax((double)r[i].best[0].conf, (double)DECODE_CONF_LEAST));
	return n > 0 ? sum / n : -INFINITY;
}

int
combine_prefers_whole(const struct result *lattice, int n, const struct result *whole, int n_whole)
{
	return mean_confidence(whole, n_whole) > mean_confidence(lattice, n);
}

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

static void
warn_of_pattern(const struct page_line *l)
{
	const struct tags *t = l->lattice.n > 0 ? &l->lattice.results[0].tags : &l->whole->line->tags;

	warn_at(t->src ? t->src : "stdin", "line %d: nothing in it matches the pattern", t->have & TAG_LINE ? t->line : 1);
}

void
combine_line(const struct decoder *d, const struct line_reader *by, struct page_line *l, struct results *out)
{
	struct result *r = l->lattice.results;
	struct results whole = RESULTS_EMPTY;
	const int n = l->lattice.n > 0 && !l->unread ? read_lattice(d, l) : 0;
	int keep = n;

	if (l->whole)
		line_reading_results(by, l->whole, &whole);
	if (n == 0 && whole.n == 0 && d->language.pattern)
		warn_of_pattern(l);
	if (combine_prefers_whole(r, n, whole.v, whole.n))
		keep = 0;
	if (l->whole)
		explain_whole(by, l->whole, whole.n > 0 && keep == 0);
	for (int i = 0; i < l->lattice.n; i++)
		if (i < keep)
			results_add(out, &r[i]);
		else
			result_free(&r[i]);
	for (int i = 0; i < whole.n && keep == 0; i++)
		results_add(out, &whole.v[i]);
	whole.n = keep == 0 ? 0 : whole.n;	/* taken over */
	results_free(&whole);
}
