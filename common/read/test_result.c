/* test_result - results as text, and what words may be. */
#include <math.h>
#include <string.h>

#include "base/tap.h"
#include "read/nbest.h"
#include "read/test_result.h"

static void
test_result_text(void)
{
	struct result r[] = {
		result_of("page=1 line=1 word=1", "a", 1), result_of("page=1 line=1 word=2", "b", 1),
		result_of("page=1 line=2 word=1", "c", 1), result_of("page=2 line=1 word=1", "d", 1),
	};
	struct buf b = BUF_EMPTY;
	int i;

	result_text(r, 0, &b);
	tap_ok(strcmp(buf_text(&b), "") == 0, "no text of nothing");
	result_text(r, 4, &b);
	tap_ok(strcmp(buf_text(&b), "a b\nc\fd") == 0, "text in memory");
	buf_free(&b);
	for (i = 0; i < 4; i++)
		result_free(&r[i]);
}

/* The likeliest texts of characters that stand by themselves. */
static void
test_nbest(void)
{
	const struct answer first[] = {{"a", 0.6f}, {"b", 0.4f}}, second[] = {{"c", 0.3f}, {"d", 0.5f}}, one = {"e", 1};
	static const char *const want[] = {"ac", "ad", "bd", "bc"};
	static const float conf[] = {0.18f, 0.30f, 0.20f, 0.12f};
	struct nbest w = {.n = 0};

	nbest_extend(&w, first, 2);
	nbest_extend(&w, second, 2);
	tap_ok(w.n == 4, "all pairs of two by two");
	for (int i = 0; i < w.n; i++)
		tap_ok(strcmp(w.v[i].text, want[i]) == 0 && fabsf(w.v[i].conf - conf[i]) < 1e-6f, "%d: %s (%s %.2f)", i, want[i],
		       w.v[i].text, (double)w.v[i].conf);
	for (int i = 0; i < 20; i++)
		nbest_extend(&w, i % 2 ? first : &one, i % 2 ? 2 : 1);
	tap_ok(w.n == RESULT_TOP, "never more than are printed");
	tap_ok(strcmp(w.v[0].text, "aceaeaeaeaeaeaeaeaeaea") == 0, "the answer comes first (%s)", w.v[0].text);
	nbest_clear(&w);
	tap_ok(w.n == 0, "none are left");
}

int
main(void)
{
	test_result_text();
	test_nbest();
	return tap_done();
}
