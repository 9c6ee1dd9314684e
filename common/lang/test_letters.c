/* test_letters - cases of letters, with and without accents. */
#include "base/tap.h"
#include "lang/letters.h"

static void
pair(uint32_t capital, uint32_t small, const char *what)
{
	tap_ok(letter_small(capital) == small && letter_capital(small) == capital && letter_is_capital(capital) && letter_is_small(small)
	       && letter_small(small) == small && letter_capital(capital) == capital && letter_is(capital) && letter_is(small), "a pair: %s", what);
}

static void
alone(uint32_t code, int letter, const char *what)
{
	tap_ok(letter_small(code) == code && letter_capital(code) == code && !letter_is_capital(code) && letter_is(code) == letter, "no pair: %s", what);
}

int
main(void)
{
	int twice = 0;

	pair('A', 'a', "a");
	pair('Z', 'z', "z");
	pair(0xC9, 0xE9, "e acute");
	pair(0xD8, 0xF8, "o with stroke");
	pair(0x152, 0x153, "oe");
	pair(0x178, 0xFF, "y diaeresis");
	pair(0x141, 0x142, "l with stroke");
	pair(0x17D, 0x17E, "z caron");
	pair(0x3A3, 0x3C3, "sigma");
	pair(0x42F, 0x44F, "ya");
	alone('1', 1, "1");
	alone('@', 0, "@");
	alone('\'', 0, "an apostrophe");
	alone(0xD7, 0, "times");
	alone(0xF7, 0, "divided by");
	alone(0xDF, 1, "sharp s");
	alone(0x2019, 0, "a quotation mark");
	alone(0x20AC, 0, "the euro");
	alone(0x4E2D, 1, "a Chinese character");
	tap_ok(letter_is_small(0xDF), "sharp s is small");
	for (uint32_t c = 0; c < 0x3000; c++)
		twice += letter_capital(letter_small(c)) != letter_capital(c) || (letter_is_capital(c) && letter_is_small(c));
	tap_ok(twice == 0, "nothing is of both cases, and back is where it was");
	return tap_done();
}
