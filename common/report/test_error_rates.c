#include <stdio.h>
#include <string.h>

#include "base/tap.h"
#include "report/error_rates.h"

/* Wrong and total of all four rates: cer, cer62, cer62i, wer62i. */
static const struct {
	const char *truth, *answer;
	int64_t wrong[RATES], total[RATES];
} cases[] = {
	{"", "", {0, 0, 0, 0}, {0, 0, 0, 0}},
	{"abc", "", {3, 3, 3, 1}, {3, 3, 3, 1}},
	{"", "abc", {3, 3, 3, 1}, {0, 0, 0, 0}},
	{"kitten", "sitting", {3, 3, 3, 1}, {6, 6, 6, 1}},
	{"Hey you", "hey you", {1, 1, 0, 0}, {7, 7, 7, 2}},
	{"Hey you", "Heyyou", {1, 1, 1, 2}, {7, 7, 7, 2}},
	{"It's 5 o'clock.", "Its 5 oclock", {3, 0, 0, 0}, {15, 12, 12, 3}},
	{"a  \t b \n\n c ", "a b\nc", {0, 0, 0, 0}, {5, 5, 5, 3}},
	{"a b", "a\nb", {1, 0, 0, 0}, {3, 3, 3, 2}},
	{"a - b", "a b", {2, 0, 0, 0}, {5, 3, 3, 2}},
	{"- a -", "a", {4, 0, 0, 0}, {5, 1, 1, 1}},
	{"a-b", "ab", {1, 0, 0, 0}, {3, 2, 2, 1}},
	{"\xC3\xA9t\xC3\xA9", "ete", {2, 0, 0, 0}, {3, 3, 3, 1}},	/* e with acute */
	{"e\xCC\x81t\xC3\x89", "etE", {2, 0, 0, 0}, {4, 3, 3, 1}},	/* e and a combining acute */
	{"s\xC5\x93ur \xC5\x92", "soeur oe", {4, 2, 0, 0}, {6, 8, 8, 2}},	/* ligatures of o and e */
	{"\xC3\xB8\xC3\x9F\xC3\xA6 x", "x", {4, 0, 0, 0}, {5, 1, 1, 1}},	/* o with stroke, sharp s, ae: no accents */
	{"\xE1\xBB\x87\xC7\x96", "eu", {2, 0, 0, 0}, {2, 2, 2, 1}},	/* two accents each */
	{"a\xC2\xA0" "b", "a b", {1, 0, 0, 0}, {3, 3, 3, 2}},
	{"\xE2\x80\x83" "a", "a", {0, 0, 0, 0}, {1, 1, 1, 1}},
	{"\xFF", "\xEF\xBF\xBD", {0, 0, 0, 0}, {1, 0, 0, 0}},
	{"one two three", "one three", {4, 4, 4, 1}, {13, 13, 13, 3}},
	{"one two three", "three one two", {11, 11, 11, 2}, {13, 13, 13, 3}},
	{"the The the", "the the the", {1, 1, 0, 0}, {11, 11, 11, 3}},
	{"a\r\nb", "a\nb", {0, 0, 0, 0}, {3, 3, 3, 2}},
	{"a\fb", "a b", {1, 0, 0, 0}, {3, 3, 3, 2}},
};

int
main(void)
{
	struct error_rates sum = ERROR_RATES_ZERO;
	size_t i;

	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct error_rates r = ERROR_RATES_ZERO;
		int k, same = 1;

		error_rates_add(&r, cases[i].truth, cases[i].answer);
		error_rates_add(&sum, cases[i].truth, cases[i].answer);
		for (k = 0; k < RATES; k++) {
			int here = r.wrong[k] == cases[i].wrong[k] && r.total[k] == cases[i].total[k];

			if (!here)
				printf("# case %zu, %s: %d of %d\n", i + 1, rate_names[k],
				       (int)r.wrong[k], (int)r.total[k]);
			same &= here;
		}
		tap_ok(same, "case %zu is counted", i + 1);
	}
	tap_ok(sum.texts == (int64_t)i && sum.wrong[RATE_CER] == 54, "sums are kept");
	return tap_done();
}
