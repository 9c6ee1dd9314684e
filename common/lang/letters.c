#include "lang/letters.h"

/* Capitals lo .. hi, every step-th of them; their small letters are by that much higher. */
static const struct pairs {
	uint32_t lo, hi, step, by;
} pairs[] = {
	{'A', 'Z', 1, 32},
	{0xC0, 0xD6, 1, 32}, {0xD8, 0xDE, 1, 32},	/* À to Þ */
	{0x100, 0x12E, 2, 1}, {0x132, 0x136, 2, 1}, {0x139, 0x147, 2, 1}, {0x14A, 0x176, 2, 1}, {0x179, 0x17D, 2, 1},	/* Ā to Ž */
	{0x218, 0x21A, 2, 1},	/* Ș, Ț */
	{0x391, 0x3A1, 1, 32}, {0x3A3, 0x3AB, 1, 32},	/* Greek */
	{0x410, 0x42F, 1, 32}, {0x400, 0x40F, 1, 80},	/* Cyrillic */
};

enum { PAIRS = sizeof pairs / sizeof pairs[0] };
enum { SHARP_S = 0xDF, SMALL_Y = 0xFF, CAPITAL_Y = 0x178 };	/* ß; ÿ, whose capital is elsewhere */

int
letter_is(uint32_t code)
{
	if (code < 0xC0)
		return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
	if (code == 0xD7 || code == 0xF7)	/* times, divided by */
		return 0;
	return code < 0x2000 || (code >= 0x2C00 && code < 0x2E00) || code >= 0x3040;	/* between are marks and symbols */
}

uint32_t
letter_small(uint32_t code)
{
	if (code == CAPITAL_Y)
		return SMALL_Y;
	for (int i = 0; i < PAIRS; i++)
		if (code >= pairs[i].lo && code <= pairs[i].hi && (code - pairs[i].lo) % pairs[i].step == 0)
			return code + pairs[i].by;
	return code;
}

uint32_t
letter_capital(uint32_t code)
{
	if (code == SMALL_Y)
		return CAPITAL_Y;
	for (int i = 0; i < PAIRS; i++) {
		const uint32_t lo = pairs[i].lo + pairs[i].by, hi = pairs[i].hi + pairs[i].by;

		if (code >= lo && code <= hi && (code - lo) % pairs[i].step == 0)
			return code - pairs[i].by;
	}
	return code;
}

int
letter_is_small(uint32_t code)
{
	return code == SHARP_S || letter_capital(code) != code;
}

int
letter_is_capital(uint32_t code)
{
	return letter_small(code) != code;
}
