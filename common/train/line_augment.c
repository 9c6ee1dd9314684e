#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "train/line_augment.h"

enum {
	GRID = 14,		/* pixels between points of the elastic field */
	GRID_ROWS = LINE_HEIGHT / GRID + 3,
	IN = LINE_KEPT_HEIGHT,
};

/* The map of one line: where its pixel (x, y) is taken from. */
struct map {
	double sx, sy;		/* kept pixels for one of the result */
	double slant, shift;
	double wave, length, phase;	/* rows, columns a turn, radians */
	int w;			/* columns of the result */
	int cols;		/* points of a row of the field */
	float *field;		/* (2, GRID_ROWS, cols) pixels, or NULL */
};

static double
within(struct rng *r, double most)
{
	return most > 0 ? rng_range(r, -most, most) : 0;
}

static struct map
map_random(const struct line_augment *a, struct rng *r, int w, int most)
{
	struct map m = {LINE_KEPT, LINE_KEPT, 0, 0, 0, 1, 0, 0, 0, NULL};
	double lean;

	if (a && rng_unit(r) >= a->plain) {
		m.sx = LINE_KEPT / exp(within(r, a->wide));
		m.sy = LINE_KEPT / exp(within(r, a->tall));
		m.slant = within(r, a->slant);
		m.shift = within(r, a->shift);
		m.wave = within(r, a->wave);
		m.length = rng_range(r, 150, 800);
		m.phase = rng_range(r, 0, 6.2831853);
	}
	lean = fabs(m.slant) * LINE_HEIGHT / 2;
	m.sx = fmax(m.sx, w / (most - 2 * lean));
	m.w = (int)fmin(most, ceil((w / m.sx + 2 * lean) / LINE_MULTIPLE) * LINE_MULTIPLE);
	m.cols = m.w / GRID + 3;
	if (a && a->elastic > 0) {
		m.field = mem_alloc((size_t)(2 * GRID_ROWS * m.cols), sizeof *m.field);
		for (int i = 0; i < 2 * GRID_ROWS * m.cols; i++)
			m.field[i] = (float)(a->elastic * rng_normal(r));
	}
	return m;
}

/* The field (GRID_ROWS, cols) at the pixel (x, y). */
static float
field_at(const float *f, int cols, int x, int y)
{
	const float fx = (float)(x % GRID) / GRID, fy = (float)(y % GRID) / GRID;

	f += y / GRID * cols + x / GRID;
	return (1 - fy) * ((1 - fx) * f[0] + fx * f[1]) + fy * ((1 - fx) * f[cols] + fx * f[cols + 1]);
}

/* fminf, fmaxf and floorf are calls; no number here is none. */
static float
less(float a, float b)
{
	return a < b ? a : b;
}

static float
more(float a, float b)
{
	return a > b ? a : b;
}

static int
floor_of(float x)
{
	const int i = (int)x;

	return i - ((float)i > x);
}

static float
sample(const float *px, int w, float y, float x)
{
	const int iy = floor_of(y), ix = floor_of(x);
	const float fy = y - (float)iy, fx = x - (float)ix;
	float v[2][2];

	for (int j = 0; j < 2; j++)
		for (int i = 0; i < 2; i++)
			v[j][i] = iy + j >= 0 && iy + j < IN && ix + i >= 0 && ix + i < w ? px[(iy + j) * w + ix + i] : 0;
	return (1 - fy) * ((1 - fx) * v[0][0] + fx * v[0][1]) + fy * ((1 - fx) * v[1][0] + fx * v[1][1]);
}

/* out (LINE_HEIGHT, m->w) of in (IN, w). */
static void
apply(const struct map *m, const float *in, int w, float *out)
{
	const float middle = (float)LINE_MIDDLE, off = (float)((m->w - w / m->sx) / 2);

	for (int x = 0; x < m->w; x++) {
		const float bend = (float)(m->shift + m->wave * sin(6.2831853 * x / m->length + m->phase));

		for (int y = 0; y < LINE_HEIGHT; y++) {
			float row = (float)y + 0.5f - middle - bend, col = (float)x + 0.5f - off + (float)m->slant * row;

			if (m->field) {
				col += field_at(m->field, m->cols, x, y);
				row += field_at(m->field + GRID_ROWS * m->cols, m->cols, x, y);
			}
			out[y * m->w + x] = sample(in, w, row * (float)m->sy + middle * (float)LINE_KEPT - 0.5f,
			                           col * (float)m->sx - 0.5f);
		}
	}
}

/* in moved by how, -1..1, towards the least or the largest of each sample and its four neighbours. */
static void
stroke(float *px, int w, float how)
{
	float *was = mem_alloc((size_t)(IN * w), sizeof *was);

	memcpy(was, px, (size_t)(IN * w) * sizeof *was);
	for (int y = 1; y < IN - 1; y++) {
		const float *p = was + y * w;
		float *to = px + y * w;

		for (int x = 1; x < w - 1 && how > 0; x++)
			to[x] = p[x] + how * (more(p[x], more(more(p[x - 1], p[x + 1]), more(p[x - w], p[x + w]))) - p[x]);
		for (int x = 1; x < w - 1 && how <= 0; x++)
			to[x] = p[x] - how * (less(p[x], less(less(p[x - 1], p[x + 1]), less(p[x - w], p[x + w]))) - p[x]);
	}
	free(was);
}

/* The binomial weights 1 2 1 along rows or columns: step is 1 or w. */
static void
blur(float *px, int h, int w, int step)
{
	const int n = step == 1 ? w : h, lines = step == 1 ? h : w, across = step == 1 ? w : 1;

	for (int i = 0; i < lines; i++) {
		float *p = px + i * across, before = 0;

		for (int k = 0; k < n; k++, p += step) {
			const float here = *p, after = k + 1 < n ? p[step] : 0;

			*p = 0.25f * before + 0.5f * here + 0.25f * after;
			before = here;
		}
	}
}

/* A ruled line, interrupted, a little off level. */
static void
rule(struct rng *r, float *px, int w)
{
	const double y0 = rng_range(r, 2, LINE_HEIGHT - 4), slope = rng_range(r, -0.01, 0.01);
	const float level = (float)rng_range(r, 50, 200);
	const int thick = 1 + (int)rng_below(r, 2);

	for (int x = 0, left = 0, on = 0; x < w; x++, left--) {
		const int y = (int)(y0 + slope * (x - w / 2.0));

		if (left <= 0) {
			on = rng_unit(r) < 0.5;
			left = 5 + (int)rng_below(r, 120);
		}
		for (int k = 0; k < thick && on; k++)
			if (y + k >= 0 && y + k < LINE_HEIGHT)
				px[(y + k) * w + x] = more(px[(y + k) * w + x], level);
	}
}

/* Loops of another line, from above or below. */
static void
add_loops(struct rng *r, float *px, int w, const uint8_t *loops, int w_loops)
{
	const int below = rng_unit(r) < 0.5, deep = 30 + (int)rng_below(r, 10);
	const int at = (int)rng_below(r, (uint32_t)w_loops);

	for (int y = 0; y < LINE_HEIGHT; y++) {
		const int from = (int)((y + (below ? -deep : deep)) * LINE_KEPT);

		if (from < 0 || from >= IN)
			continue;
		for (int x = 0; x < w; x++) {
			const int col = at + (int)(x * LINE_KEPT);

			if (col < w_loops)
				px[y * w + x] = more(px[y * w + x], loops[from * w_loops + col]);
		}
	}
}

/* What happens to the greys. */
static void
grey(const struct line_augment *a, struct rng *r, float *px, int w)
{
	const float gamma = (float)exp(within(r, a->contrast)), noise = (float)(255 * a->noise * rng_unit(r));

	if (rng_unit(r) < a->blur) {
		blur(px, LINE_HEIGHT, w, 1);
		blur(px, LINE_HEIGHT, w, w);
	}
	for (int i = 0; i < LINE_HEIGHT * w; i++) {
		if (px[i] < 8)
			continue;
		px[i] = 255 * powf(px[i] / 255, gamma) + noise * (float)rng_normal(r);
	}
}

uint8_t *
line_augment(const struct line_augment *a, struct rng *r, const uint8_t *px, int w,
             const uint8_t *loops, int w_loops, int most, int *w_out)
{
	struct map m = map_random(a, r, w, most);
	float *in = mem_alloc((size_t)(IN * w), sizeof *in), *line = mem_alloc((size_t)(LINE_HEIGHT * m.w), sizeof *line);
	uint8_t *out = mem_alloc((size_t)(LINE_HEIGHT * m.w), 1);

	for (int i = 0; i < IN * w; i++)
		in[i] = px[i];
	if (a && a->stroke > 0)
		stroke(in, w, (float)within(r, a->stroke));
	apply(&m, in, w, line);
	if (a && loops && rng_unit(r) < a->loops)
		add_loops(r, line, m.w, loops, w_loops);
	if (a && rng_unit(r) < a->rules)
		rule(r, line, m.w);
	if (a)
		grey(a, r, line, m.w);
	for (int i = 0; i < LINE_HEIGHT * m.w; i++)
		out[i] = (uint8_t)lrintf(more(0, less(255, line[i])));
	*w_out = m.w;
	free(m.field);
	free(line);
	free(in);
	return out;
}
