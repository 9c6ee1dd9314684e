#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "image/quad.h"
#include "image/resample.h"
#include "page/normalize.h"
#include "page/tunables.h"

/*
 * Every glyph is worked on at one scale, where its longest side is FIT
 * pixels, so that blur and thresholds mean the same for a scan of 20 pixels
 * and a canvas of 1200.
 */
enum {
	SCALE = 2,			/* working pixels in one of the output */
	FIT = SCALE * (GLYPH_SIDE - 2 * NORMALIZE_BORDER),
	WORK = 64,			/* side of the working plane: FIT, and room for blur around it */
	RADIUS = 4,			/* pixels of a blur's reach: 3.5 of its deviations */
};

static const double BLUR = SCALE * NORMALIZE_BLUR, HALO = SCALE * NORMALIZE_HALO;

struct square { double x, y, side; };	/* of a picture, pixels; the corner is top left */

static int
larger(int a, int b)
{
	return a > b ? a : b;
}

static inline quad
larger_of(quad a, quad b)
{
	const __typeof__(a > b) higher = a > b;

	return (quad)((higher & (__typeof__(higher))a) | (~higher & (__typeof__(higher))b));
}

/* Of n samples, a multiple of QUAD, none below 0. */
static float
largest(const float *v, int n)
{
	quad top = {0};
	float peak = 0;
	int i;

	for (i = 0; i < n; i += QUAD)
		top = larger_of(*(const quad *)(v + i), top);
	for (i = 0; i < QUAD; i++)
		peak = top[i] > peak ? top[i] : peak;
	return peak;
}

/* Four sums side by side do not wait for each other; n is a multiple of 4. */
static double
sum_of(const float *v, int n)
{
	double a = 0, b = 0, c = 0, d = 0;
	int i;

	for (i = 0; i < n; i += 4) {
		a += v[i];
		b += v[i + 1];
		c += v[i + 2];
		d += v[i + 3];
	}
	return a + b + (c + d);
}

static int
peak_of(const struct image *img)
{
	size_t n = (size_t)img->w * (size_t)img->h, i;
	int peak = 0;

	for (i = 0; i < n; i++)
		peak = larger(peak, img->px[i]);
	return peak;
}

/*
 * Box b of img, the darkest sample scaled to 255.  Blocks of k x k pixels
 * become their mean; what a block has outside b counts as background.
 */
static struct plane
view_of(const struct image *img, struct box b, int peak)
{
	int k = larger(larger(b.w, b.h) / NORMALIZE_COARSE, 1), x, y;
	float scale = 255.0f / ((float)peak * (float)k * (float)k);
	struct plane s;

	s.w = (b.w + k - 1) / k;
	s.h = (b.h + k - 1) / k;
	s.stride = quad_whole(s.w);
	s.v = mem_zero((size_t)s.stride * (size_t)s.h, sizeof *s.v);
	for (y = 0; y < b.h; y++) {
		const uint8_t *in = img->px + (size_t)(b.y + y) * (size_t)img->w + b.x;
		float *row = s.v + (size_t)(y / k) * (size_t)s.stride;

		if (k == 1)
			for (x = 0; x < b.w; x++)
				row[x] = scale * (float)in[x];
		else
			for (x = 0; x < b.w; x++)
				row[x / k] += scale * (float)in[x];
	}
	return s;
}

/*
 * Square s of in as n x n samples, n a multiple of QUAD, turned about the
 * diagonal, clamped to 0 .. 255; out->v has room for them.  It is called twice
 * for each glyph, which stands it upright.
 */
static void
fit_square(const struct plane *in, struct square s, int n, struct plane *out)
{
	const double step = s.side / n, radius = 2 * NORMALIZE_SHARP * step;
	const struct sampling rows = {s.y, step, radius, RESAMPLE_CUBIC, n};
	const struct sampling columns = {s.x, step, radius, RESAMPLE_CUBIC, n};
	int i;

	resample_turned(in, &rows, &columns, out->v);
	out->w = out->h = out->stride = n;
	for (i = 0; i < n * n; i++) {
		out->v[i] = out->v[i] > 0 ? out->v[i] : 0;
		out->v[i] = out->v[i] < 255 ? out->v[i] : 255;
	}
}

/*
 * The standard deviation of the Gaussian that made the edges of p as soft as
 * they are.  Across an edge of height A, blurred with s, the sum of squared
 * gradients over the sum of gradients is A / (2 s sqrt(pi)).
 */
static double
edge_blur(float p[WORK][WORK])
{
	float squared[WORK], length[WORK], edges[WORK] = {0};
	double sum = 0, squares = 0;
	int x, y;

	for (y = 0; y + 1 < WORK; y++) {
		const float *row = p[y], *below = p[y + 1];

		for (x = 0; x < WORK; x += QUAD) {	/* the last sample's neighbour is the next row's: not counted */
			const quad at = *(const quad *)(row + x);
			const quad gx = *(const quad *)(row + x + 1) - at, gy = *(const quad *)(below + x) - at;
			const quad g2 = gx * gx + gy * gy;
			quad *edge = (quad *)(edges + x);

			*(quad *)(squared + x) = g2;
			*edge = larger_of((quad)((g2 > 0) & (__typeof__(g2 > 0))at), *edge);
		}
		squared[WORK - 1] = 0;
		for (x = 0; x < WORK; x++)
			length[x] = sqrtf(squared[x]);
		sum += sum_of(length, WORK);
		squares += sum_of(squared, WORK);
	}
	return squares > 0 ? largest(edges, WORK) * sum / squares * 0.28209479 : 0;	/* 1 / (2 sqrt(pi)) */
}

/* Blur p with a Gaussian of deviation sigma, at most BLUR; there are RADIUS empty columns around its ink. */
static void
blur(float p[WORK][WORK], double sigma)
{
	float k[2 * RADIUS + 1], mid[WORK][WORK], sum = 0;
	int i, y;

	for (i = -RADIUS; i <= RADIUS; i++)
		sum += k[i + RADIUS] = (float)exp(-0.5 * i * i / (sigma * sigma));
	for (i = -RADIUS; i <= RADIUS; i++)
		k[i + RADIUS] /= sum;
	for (y = 0; y < WORK; y++) {
		int from = y > RADIUS ? y - RADIUS : 0, end = y + RADIUS < WORK ? y + RADIUS + 1 : WORK;

		resample_mix(p[from], WORK, k + (from - y + RADIUS), end - from, WORK, mid[y]);
	}
	memset(p, 0, sizeof mid);
	for (y = 0; y < WORK; y++)	/* inputs one sample apart, in place of one row */
		resample_mix(mid[y], 1, k, 2 * RADIUS + 1, WORK - 2 * RADIUS, p[y] + RADIUS);
}

/*
 * Where the profile of WORK maxima first reaches level, counted from its
 * start, or with back from its end; pixels, between samples by their values.
 */
static double
reach_level(const float profile[WORK], float level, int back)
{
	float before = 0;
	int i;

	for (i = 0; i < WORK; i++) {
		float v = profile[back ? WORK - 1 - i : i];

		if (v >= level)
			return i + (v > before ? (level - before) / (v - before) : 0);
		before = v;
	}
	return WORK;
}

/* The square around the ink of at least the part NORMALIZE_FAINT of the darkest. */
static struct square
ink_square(float p[WORK][WORK])
{
	float columns[WORK] = {0}, rows[WORK], level;
	double x0, x1, y0, y1, side;
	int x, y;

	for (y = 0; y < WORK; y++) {
		rows[y] = largest(p[y], WORK);
		for (x = 0; x < WORK; x++)
			columns[x] = p[y][x] > columns[x] ? p[y][x] : columns[x];
	}
	level = (float)NORMALIZE_FAINT * largest(rows, WORK);
	x0 = reach_level(columns, level, 0);
	x1 = WORK - reach_level(columns, level, 1);
	y0 = reach_level(rows, level, 0);
	y1 = WORK - reach_level(rows, level, 1);
	side = fmax(x1 - x0, y1 - y0);
	return (struct square){(x0 + x1 - side) / 2, (y0 + y1 - side) / 2, side};
}

static struct square
widen(struct square s, double by)
{
	return (struct square){s.x - by, s.y - by, s.side + 2 * by};
}

/* The samples of p moved right by dx and down by dy, the darkest as 255; what leaves the frame is lost. */
static void
put(const struct plane *p, int dx, int dy, uint8_t out[GLYPH_SIZE])
{
	float peak = largest(p->v, p->h * p->stride);
	int x, y;

	for (y = 0; y < p->h && peak > 0; y++)
		for (x = 0; x < p->w; x++) {
			int to_x = x + dx, to_y = y + dy;

			if (to_x >= 0 && to_y >= 0 && to_x < GLYPH_SIDE && to_y < GLYPH_SIDE)
				out[to_y * GLYPH_SIDE + to_x] =
				    (uint8_t)(p->v[y * p->stride + x] * 255 / peak + 0.5f);
		}
}

static void
emnist_style(const struct plane *ink, struct square s, uint8_t out[GLYPH_SIZE])
{
	float p[WORK][WORK], pixels[GLYPH_SIZE];
	struct plane work = {WORK, WORK, WORK, p[0]}, small = {0, 0, 0, pixels};
	double soft, halo = 0;

	fit_square(ink, widen(s, s.side * (WORK - FIT) / (2.0 * FIT)), WORK, &work);
	soft = edge_blur(p);
	if (soft < BLUR)
		blur(p, sqrt(BLUR * BLUR - soft * soft));
	else	/* softer than EMNIST's: the strokes end before the halo does */
		halo = fmin(NORMALIZE_REACH * (soft - BLUR), HALO);
	s = widen(ink_square(p), -halo);
	fit_square(&work, widen(s, s.side * NORMALIZE_BORDER / (GLYPH_SIDE - 2.0 * NORMALIZE_BORDER)), GLYPH_SIDE, &small);
	put(&small, 0, 0, out);
}

/* The longest side fits NORMALIZE_MNIST_FIT, the centre of mass in the middle: where MNIST has it, at 14 to 15. */
static void
mnist_style(const struct plane *ink, struct square s, uint8_t out[GLYPH_SIZE])
{
	float back[GLYPH_SIZE], pixels[GLYPH_SIZE];
	struct plane turned = {0, 0, 0, back}, small = {0, 0, 0, pixels};
	double mass = 0, mx = 0, my = 0, v;
	int x, y;

	s = widen(s, s.side * (GLYPH_SIDE - NORMALIZE_MNIST_FIT) / (2.0 * NORMALIZE_MNIST_FIT));
	fit_square(ink, s, GLYPH_SIDE, &turned);
	fit_square(&turned, (struct square){0, 0, GLYPH_SIDE}, GLYPH_SIDE, &small);
	for (y = 0; y < GLYPH_SIDE; y++)
		for (x = 0; x < GLYPH_SIDE; x++) {
			v = small.v[y * small.stride + x];
			mass += v;
			mx += v * (x + 0.5);
			my += v * (y + 0.5);
		}
	if (mass > 0)
		put(&small, (int)ceil(13.999 - mx / mass), (int)ceil(13.999 - my / mass), out);
}

void
normalize_glyph(const struct image *glyph, enum style style, uint8_t out[GLYPH_SIZE])
{
	int peak = peak_of(glyph);
	struct square s;
	struct plane ink;
	struct box b;

	memset(out, 0, GLYPH_SIZE);
	if (peak == 0)
		return;
	b = image_ink(glyph, peak / NORMALIZE_GRAIN + 1);
	ink = view_of(glyph, b, peak);
	s.side = larger(ink.w, ink.h);
	s.x = (ink.w - s.side) / 2;
	s.y = (ink.h - s.side) / 2;
	if (style == STYLE_MNIST)
		mnist_style(&ink, s, out);
	else
		emnist_style(&ink, s, out);
	free(ink.v);
}
