/* A glyph with what a cut at the wrong place left of its neighbour. */
#include <string.h>

#include "train/augment_steps.h"

/* The first column with ink from x on, step by step; GLYPH_SIDE or -1 when there is none. */
static int
ink_column(const uint8_t *px, int x, int step)
{
	for (; x >= 0 && x < GLYPH_SIDE; x += step)
		for (int y = 0; y < GLYPH_SIDE; y++)
			if (px[y * GLYPH_SIDE + x] > SLIVER_INK)
				return x;
	return x;
}

static void
to_pen(const uint8_t *px, float *pen)
{
	memset(pen, 0, PEN * PEN * sizeof *pen);
	for (int y = 0; y < GLYPH_SIDE; y++)
		for (int x = 0; x < GLYPH_SIDE; x++)
			pen[(y + 1) * PEN + x + 1] = px[y * GLYPH_SIDE + x];
}

void
sliver_beside(struct rng *r, const uint8_t *in, const uint8_t *neighbour, uint8_t *out)
{
	const int right = (int)rng_below(r, 2), columns = 1 + (int)rng_below(r, SLIVER_COLUMNS);
	const int gap = (int)rng_below(r, SLIVER_GAPS);
	const double high = within(r, SLIVER_SHIFT), centre = (GLYPH_SIDE - 1) / 2.0;
	const int lo = ink_column(in, 0, 1), hi = ink_column(in, GLYPH_SIDE - 1, -1) + 1;
	const int edge = right ? ink_column(neighbour, 0, 1) : ink_column(neighbour, GLYPH_SIDE - 1, -1) + 1 - columns;
	const int whole = hi - lo + gap + columns, from = right ? lo : lo - gap - columns;
	const double size = whole > FIT ? (double)whole / FIT : 1;	/* as the frame fitted anew makes it */
	float pen[2][PEN * PEN];

	to_pen(in, pen[0]);
	to_pen(neighbour, pen[1]);
	for (int y = 0; y < GLYPH_SIDE; y++)
		for (int x = 0; x < GLYPH_SIDE; x++) {
			const double sy = centre + (y - centre) * size, sx = from + (whole - 1) / 2.0 + (x - centre) * size;
			const double k = right ? sx - hi - gap : sx - from;	/* the sliver's column */
			const int beside = k > -0.5 && k < columns - 0.5;
			const float own = pen_at(pen[0], (float)sy, (float)sx);
			const float other = beside ? pen_at(pen[1], (float)(sy - high), (float)(edge + k)) : 0;

			out[y * GLYPH_SIDE + x] = (uint8_t)((own > other ? own : other) + 0.5f);
		}
}
