/* test_align - ways from one text to another. */
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "base/tap.h"
#include "report/align.h"

enum { MOST = 40 };

static size_t
codes_of(const char *text, uint32_t *v)
{
	size_t n = strlen(text);

	for (size_t i = 0; i < n; i++)
		v[i] = (unsigned char)text[i];
	return n;
}

/* Both rows of the alignment, "." where one has nothing. */
static void
is(const char *truth, const char *answer, const char *want, const char *why)
{
	uint32_t t[MOST], a[MOST];
	const size_t n = codes_of(truth, t), m = codes_of(answer, a);
	char got[4 * MOST + 2];
	size_t steps, at = 0;
	struct align_step *s = align_codes(t, n, a, m, &steps);

	for (size_t i = 0; i < steps; i++)
		got[at++] = (char)(s[i].truth ? s[i].truth : '.');
	got[at++] = '|';
	for (size_t i = 0; i < steps; i++)
		got[at++] = (char)(s[i].answer ? s[i].answer : '.');
	got[at] = '\0';
	free(s);
	tap_ok(strcmp(got, want) == 0, "%s (%s)", why, got);
}

/* The fewest edits, by trying all; small texts of a and b and blanks. */
static size_t
fewest(const uint32_t *t, size_t n, const uint32_t *a, size_t m)
{
	size_t best, other;

	if (n == 0 || m == 0)
		return n + m;
	best = fewest(t + 1, n - 1, a + 1, m - 1) + (t[0] == a[0] ? 0 : t[0] == ' ' || a[0] == ' ' ? 2 : 1);
	other = fewest(t + 1, n - 1, a, m) + 1;
	best = other < best ? other : best;
	other = fewest(t, n, a + 1, m - 1) + 1;
	return other < best ? other : best;
}

static void
shortest(void)
{
	struct rng r = rng_seed(5, 1);
	int right = 1, whole = 1;

	for (int k = 0; k < 300; k++) {
		uint32_t t[6], a[6];
		const size_t n = rng_below(&r, 7), m = rng_below(&r, 7);
		size_t steps, edits = 0, i = 0, j = 0;
		struct align_step *s;

		for (size_t c = 0; c < 6; c++) {
			t[c] = (uint32_t)"ab "[rng_below(&r, 3)];
			a[c] = (uint32_t)"ab "[rng_below(&r, 3)];
		}
		s = align_codes(t, n, a, m, &steps);
		for (size_t c = 0; c < steps; c++) {
			edits += s[c].truth != s[c].answer;
			whole &= !s[c].truth || s[c].truth == t[i++];
			whole &= !s[c].answer || s[c].answer == a[j++];
		}
		whole &= i == n && j == m;
		right &= edits == fewest(t, n, a, m);
		free(s);
	}
	tap_ok(whole, "both texts are all there, in order");
	tap_ok(right, "no way is shorter");
}

int
main(void)
{
	is("", "", "|", "nothing");
	is("ab", "", "ab|..", "all lost");
	is("", "ab", "..|ab", "all added");
	is("froze", "foze", "froze|f.oze", "one lost");
	is("dim", "dirn", "dim.|dirn", "one in two");
	is("a b", "ab", "a b|a.b", "a space lost");
	is("a b", "acb", "a .b|a.cb", "a space is not replaced");
	shortest();
	return tap_done();
}
