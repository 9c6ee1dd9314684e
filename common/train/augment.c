#include <math.h>
#include <string.h>

#include "train/augment_steps.h"

enum { GRID = ELASTIC_GRID };

/* The largest of a sample of pen and its four neighbours. */
static inline float
largest_about(const float *pen)
{
	const float rows = pen[-PEN] > pen[PEN] ? pen[-PEN] : pen[PEN];
	const float columns = pen[-1] > pen[1] ? pen[-1] : pen[1];
	const float around = rows > columns ? rows : columns;

	return *pen > around ? *pen : around;
}

/* in blended with its dilation (amount > 0), or with that of what is not ink: its erosion. */
static void
thicken(const uint8_t *in, double amount, float *pen)
{
	const float sign = amount < 0 ? -1 : 1, t = (float)fabs(amount);
	float plain[PEN * PEN] = {0};

	for (int y = 0; y < GLYPH_SIDE; y++)
		for (int x = 0; x < GLYPH_SIDE; x++)
			plain[(y + 1) * PEN + x + 1] = sign * (float)in[y * GLYPH_SIDE + x];
	memset(pen, 0, sizeof plain);
	for (int y = 1; y <= GLYPH_SIDE; y++)
		for (int i = y * PEN + 1; i <= y * PEN + GLYPH_SIDE; i++)
			pen[i] = sign * ((1 - t) * plain[i] + t * largest_about(plain + i));
}

struct warp {
	double m[2][2], shift[2];	/* output pixel, from the centre, to input pixel */
	float field[2][GRID * GRID];	/* more pixels to go, at the grid's points */
};

static struct warp
random_warp(const struct augment *a, struct rng *r)
{
	struct warp w;
	double turn = within(r, a->rotate) * 3.14159265358979 / 180, shear = within(r, a->shear);
	double sy = 1 / (1 + within(r, a->scale)), sx = 1 / (1 + within(r, a->scale));

	w.m[0][0] = cos(turn) * sy;
	w.m[0][1] = sin(turn) * sy;
	w.m[1][0] = (-sin(turn) + shear * cos(turn)) * sx;
	w.m[1][1] = (cos(turn) + shear * sin(turn)) * sx;
	w.shift[0] = within(r, a->shift);
	w.shift[1] = within(r, a->shift);
	for (int k = 0; k < 2; k++)
		for (int i = 0; i < GRID * GRID; i++)
			w.field[k][i] = a->elastic > 0 ? (float)(a->elastic * rng_normal(r)) : 0;
	return w;
}

/* Where a row or column lies on the grid. */
struct cell { int at; float part; };

static struct cell
cell_of(int pixel)
{
	const float step = (float)(GLYPH_SIDE - 1) / (GRID - 1);
	const float g = (float)pixel / step;
	struct cell c;

	c.at = (int)g > GRID - 2 ? GRID - 2 : (int)g;
	c.part = g - (float)c.at;
	c.part = c.part * c.part * (3 - 2 * c.part);
	return c;
}

/* The rows of the field's grid, smooth between its points. */
static void
field_rows(const float *field, const struct cell *cells, float rows[GRID][GLYPH_SIDE])
{
	for (int y = 0; y < GRID; y++)
		for (int x = 0; x < GLYPH_SIDE; x++) {
			const float *f = field + y * GRID + cells[x].at;

			rows[y][x] = f[0] + cells[x].part * (f[1] - f[0]);
		}
}

/* Where the pixels of the output lie in the input, (28,28): their rows (k = 0) or columns. */
static void
place(const struct warp *w, int k, float *out)
{
	const double centre = (GLYPH_SIDE - 1) / 2.0;
	float rows[GRID][GLYPH_SIDE];
	struct cell cells[GLYPH_SIDE];

	for (int i = 0; i < GLYPH_SIDE; i++)
		cells[i] = cell_of(i);
	field_rows(w->field[k], cells, rows);
	for (int y = 0; y < GLYPH_SIDE; y++, out += GLYPH_SIDE) {
		const float *top = rows[cells[y].at], *low = top + GLYPH_SIDE;
		const double start = centre + w->m[k][0] * (y - centre);

		for (int x = 0; x < GLYPH_SIDE; x++)
			out[x] = (float)(start + w->m[k][1] * (x - centre) + w->shift[k])
			         + (top[x] + cells[y].part * (low[x] - top[x]));
	}
}

static void
warp(const struct warp *w, const float *pen, float *out)
{
	float y[GLYPH_SIZE], x[GLYPH_SIZE];

	place(w, 0, y);
	place(w, 1, x);
	for (int i = 0; i < GLYPH_SIZE; i++)
		out[i] = pen_at(pen, y[i], x[i]);
}

/* 1 with the chance, which draws no random number when it is 0. */
static int
happens(struct rng *r, double chance)
{
	return chance > 0 && rng_unit(r) < chance;
}

void
augment_glyph(const struct augment *a, struct rng *r, const uint8_t *in,
              const uint8_t *neighbour, uint8_t *out)
{
	const int plain = happens(r, a->plain);
	const struct warp w = random_warp(a, r);
	const double stroke = within(r, a->stroke);
	uint8_t cut[GLYPH_SIZE];
	float pen[PEN * PEN], v[GLYPH_SIZE];

	if (plain) {
		memcpy(out, in, GLYPH_SIZE);
		return;
	}
	if (happens(r, a->sliver) && neighbour) {
		sliver_beside(r, in, neighbour, cut);
		in = cut;
	}
	thicken(in, stroke, pen);
	warp(&w, pen, v);
	if (happens(r, a->ink))
		scan(r, v);
	grey_steps(a, r, v);
	for (int i = 0; i < GLYPH_SIZE; i++)
		out[i] = (uint8_t)(v[i] < 0 ? 0 : v[i] > 255 ? 255 : v[i] + 0.5f);
}
