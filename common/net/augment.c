#include <math.h>
#include <string.h>

#include "net/augment.h"

enum { SIDE = 28, GRID = 6 };	/* the elastic field's points lie every 28 / 5 pixels */

/* The largest or smallest of a sample and its four neighbours. */
static int
spread(const uint8_t *in, int y, int x, int sign)
{
	static const int dy[] = {0, -1, 1, 0, 0}, dx[] = {0, 0, 0, -1, 1};
	int best = -1;

	for (int i = 0; i < 5; i++) {
		int yy = y + dy[i], xx = x + dx[i], v;

		v = yy < 0 || yy >= SIDE || xx < 0 || xx >= SIDE ? 0 : in[yy * SIDE + xx];
		if (best < 0 || (v - best) * sign > 0)
			best = v;
	}
	return best;
}

/* in blended with its dilation (amount > 0) or erosion (amount < 0). */
static void
thicken(const uint8_t *in, double amount, float *out)
{
	const int sign = amount < 0 ? -1 : 1;
	const float t = (float)fabs(amount);

	for (int y = 0; y < SIDE; y++)
		for (int x = 0; x < SIDE; x++)
			out[y * SIDE + x] = (1 - t) * (float)in[y * SIDE + x] + t * (float)spread(in, y, x, sign);
}

struct warp {
	double m[2][2], shift[2];	/* output pixel, from the centre, to input pixel */
	float field[2][GRID * GRID];	/* more pixels to go, at the grid's points */
};

static double
within(struct rng *r, double most)
{
	return rng_range(r, -most, most);
}

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

/* The field at pixel (y, x), smooth between the grid's points. */
static float
field_at(const float *field, int y, int x)
{
	const float step = (float)(SIDE - 1) / (GRID - 1);
	float gy = (float)y / step, gx = (float)x / step, fy, fx, top, low;
	int iy = (int)gy, ix = (int)gx;
	const float *f;

	iy = iy > GRID - 2 ? GRID - 2 : iy;
	ix = ix > GRID - 2 ? GRID - 2 : ix;
	fy = gy - (float)iy;
	fx = gx - (float)ix;
	fy = fy * fy * (3 - 2 * fy);
	fx = fx * fx * (3 - 2 * fx);
	f = field + iy * GRID + ix;
	top = f[0] + fx * (f[1] - f[0]);
	low = f[GRID] + fx * (f[GRID + 1] - f[GRID]);
	return top + fy * (low - top);
}

static float
pixel(const float *in, int y, int x)
{
	return y < 0 || y >= SIDE || x < 0 || x >= SIDE ? 0 : in[y * SIDE + x];
}

static float
bilinear(const float *in, float y, float x)
{
	float fy, fx;
	int iy, ix;

	if (!(y > -1 && y < SIDE && x > -1 && x < SIDE))
		return 0;
	iy = (int)floorf(y);
	ix = (int)floorf(x);
	fy = y - (float)iy;
	fx = x - (float)ix;
	return (1 - fy) * ((1 - fx) * pixel(in, iy, ix) + fx * pixel(in, iy, ix + 1))
	       + fy * ((1 - fx) * pixel(in, iy + 1, ix) + fx * pixel(in, iy + 1, ix + 1));
}

void
augment_glyph(const struct augment *a, struct rng *r, const uint8_t *in, uint8_t *out)
{
	const double centre = (SIDE - 1) / 2.0;
	struct warp w = random_warp(a, r);
	float pen[SIDE * SIDE];

	thicken(in, within(r, a->stroke), pen);
	for (int y = 0; y < SIDE; y++)
		for (int x = 0; x < SIDE; x++) {
			double v = y - centre, u = x - centre;
			float sy = (float)(centre + w.m[0][0] * v + w.m[0][1] * u + w.shift[0]) + field_at(w.field[0], y, x);
			float sx = (float)(centre + w.m[1][0] * v + w.m[1][1] * u + w.shift[1]) + field_at(w.field[1], y, x);

			out[y * SIDE + x] = (uint8_t)(bilinear(pen, sy, sx) + 0.5f);
		}
}
