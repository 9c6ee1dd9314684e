#include <stddef.h>

#include "report/accents.h"

enum { LIGATURE = 0x152, SMALL_LIGATURE = 0x153 };	/* of O and E */

/*
 * What NFD leaves of letters, 64 code points a row; '.' where that is no letter
 * of ASCII.  Learnt from the canonical decompositions of Unicode 14, which later
 * versions do not change; cmd/hwr-eval.t compares them with those of Python.
 */
static const char from_00C0[] =
	"AAAAAA.CEEEEIIII.NOOOOO..UUUUY..aaaaaa.ceeeeiiii.nooooo..uuuuy.y"
	"AaAaAaCcCcCcCcDd..EeEeEeEeEeGgGgGgGgHh..IiIiIiIiI...JjKk.LlLlLl."
	"...NnNnNn...OoOoOo..RrRrRrSsSsSsSsTtTt..UuUuUuUuUuUuWwYyYZzZzZz."
	"................................Oo.............Uu..............."
	".............AaIiOoUuUuUuUuUu.AaAa....GgKkOoOo..j...Gg..NnAa...."
	"AaAaEeEeIiIiOoOoRrRrUuUuSsTt..Hh......AaEeOoOoOoOoYy............"
	"................";
static const char from_1E00[] =
	"AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMm"
	"MmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVv"
	"WwWwWwWwWwXxXxYyZzZzZzhtwy......AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEe"
	"EeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy......";

static const struct block {
	uint32_t first, n;	/* code points */
	const char *letter;
} blocks[] = {
	{0x00C0, sizeof from_00C0 - 1, from_00C0},	/* Latin-1 Supplement, Latin Extended-A and -B */
	{0x1E00, sizeof from_1E00 - 1, from_1E00},	/* Latin Extended Additional */
	{0x212A, 2, "KA"},			/* the signs of Kelvin and Angstrom */
};

int
accents_off(uint32_t code, uint32_t letter[2])
{
	letter[0] = code;
	if (code == LIGATURE || code == SMALL_LIGATURE) {
		letter[0] = code == LIGATURE ? 'O' : 'o';
		letter[1] = code == LIGATURE ? 'E' : 'e';
		return 2;
	}
	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
		const struct block *b = &blocks[i];

		if (code >= b->first && code - b->first < b->n && b->letter[code - b->first] != '.')
			letter[0] = (unsigned char)b->letter[code - b->first];
	}
	return 1;
}
