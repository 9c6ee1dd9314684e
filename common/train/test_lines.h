/* test_lines.h - lines that tests draw: characters are stamps, put side by side. */
#ifndef HWR_TEST_LINES_H
#define HWR_TEST_LINES_H

#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "train/line_set.h"

enum { STAMP = 16, STAMP_TOP = 26 };	/* columns of a character as it is kept, its first row */

/* What character k has at (x, y) of its stamp: bars, levels and what they make. */
static int
stamp_has(int k, int x, int y)
{
	switch (k) {
	case 0:  return x >= 3 && x < 6;
	case 1:  return (y >= 6 && y < 9) || (x >= 3 && x < 6);
	case 2:  return y < 3 || (x >= 9 && x < 12);
	default: return y >= 13 || y < 3;
	}
}

/* A line of n characters (0 .. 3; 4 is a space) of this writer; into set. */
static void
put_line(struct line_set *set, const uint16_t *label, int n, uint32_t group)
{
	struct line_sample s = {.w = (n + 2) * STAMP / 8 * 8, .n = n, .group = group, .weight = 1, .row = set->n + 1};

	s.px = mem_zero((size_t)s.w * LINE_KEPT_HEIGHT, 1);
	s.label = mem_alloc((size_t)n, sizeof *s.label);
	memcpy(s.label, label, (size_t)n * sizeof *label);
	for (int i = 0; i < n; i++)
		for (int y = 0; y < STAMP; y++)
			for (int x = 0; x < STAMP - 2; x++)
				if (label[i] < 4 && stamp_has(label[i], x, y))
					s.px[(STAMP_TOP + y) * s.w + (i + 1) * STAMP + x] = 220;
	line_set_append(set, &s);
	if (set->n_groups <= group)
		set->n_groups = group + 1;
}

/* n lines of three to six characters, by writers of four lines each. */
static struct line_set
some_lines(int n)
{
	struct line_set set = LINE_SET_EMPTY;
	struct rng r = rng_seed(1, 1);

	line_set_origin(&set, "drawn");
	for (const char *p = "abcd "; *p; p++)
		line_set_class(&set, (uint32_t)*p);
	for (int i = 0; i < n; i++) {
		uint16_t label[6];
		const int length = 3 + (int)rng_below(&r, 4);

		for (int k = 0; k < length; k++)
			label[k] = (uint16_t)rng_below(&r, k > 0 && k < length - 1 && label[k - 1] != 4 ? 5 : 4);
		put_line(&set, label, length, (uint32_t)i / 4);
	}
	return set;
}

#endif
