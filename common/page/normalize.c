#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/normalize.h"

/*
 * Every glyph is worked on at one scale, where its longest side is FIT
 * pixels, so that blur and thresholds mean the same for a scan of 20 pixels
 * and a canvas of 1200.  Each resampling turns the picture about its diagonal,
 * which leaves only sums of whole rows to do; two of them stand it upright.
 */
enum {
	COARSE = 128,			/* pixels: larger glyphs are first averaged in blocks to at least this */
	WORK = 64,			/* side of the working plane, pixels */
	FIT = 48,			/* its longest side of ink: 2 an output pixel */
	BORDER = 2,			/* empty output pixels around the ink, EMNIST's */
	MNIST_FIT = 20,			/* output pixels of the longest side in MNIST's style */
	TAPS = 4 * (2 * COARSE / MNIST_FIT + 2),	/* inputs of an output sample, at most */
	ROW = 32,			/* room for GLYPH_SIDE samples in whole LANES */
	QUAD = 4,			/* samples of a vector */
	LANES = 2 * QUAD,		/* rows are whole numbers of these */
	RADIUS = 4,			/* pixels of a blur's reach */
};

/*
 * Fitted to EMNIST's images: made binary at five times their size and
 * normalized, they keep their mean grey, their share of full black, and their
 * longest side of 22 pixels at half of the maximum.
 */
static const double BLUR = 1.15;	/* standard deviation wanted of edges, working pixels */
static const double FAINT = 5.0 / 255;	/* of the darkest ink: what still counts for the bounding box */
static const double REACH = 2.06;	/* deviations from an edge outwards to where FAINT is left of it */
static const double SHARP = 0.7;	/* kernel's width when reducing, 1 being free of all aliasing: EMNIST's is not */
static const int GRAIN = 16;		/* ink fainter than the darkest over this is grain of the paper */

struct view {				/* a picture in rows of stride samples */
	int w, h, stride;		/* pixels; stride is a multiple of LANES */
	float *v;			/* h * stride samples, 0 .. 255 */
};

struct square { double x, y, side; };	/* of a picture, pixels; the corner is top left */

static int
larger(int a, int b)
{
	return a > b ? a : b;
}

typedef float quad __attribute__((vector_size(4 * QUAD), aligned(4), may_alias));

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
static struct view
view_of(const struct image *img, struct box b, int peak)
{
	int k = larger(larger(b.w, b.h) / COARSE, 1), x, y;
	float scale = 255.0f / ((float)peak * (float)k * (float)k);
	struct view s;

	s.w = (b.w + k - 1) / k;
	s.h = (b.h + k - 1) / k;
	s.stride = (s.w + LANES - 1) / LANES * LANES;
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

/* Keys, "Cubic convolution interpolation for digital image processing", 1981, a = -0.5. */
static float
cubic(float t)
{
	t = fabsf(t);
	if (t < 1)
		return (1.5f * t - 2.5f) * t * t + 1;
	return t < 2 ? ((-0.5f * t + 2.5f) * t - 4) * t + 2 : 0;
}

/*
 * The weights of the inputs of an output sample that lies at centre, when
 * outputs are step inputs apart.  Returns their number; *first is the first
 * of them, which may lie before the picture.
 */
static int
taps_at(double centre, double step, float w[TAPS], int *first)
{
	double scale = step * SHARP > 1 ? step * SHARP : 1;
	int lo = (int)ceil(centre - 2 * scale - 0.5), hi = (int)floor(centre + 2 * scale - 0.5);
	int n = hi - lo + 1 < TAPS ? hi - lo + 1 : TAPS, i;
	float sum = 0;

	for (i = 0; i < n; i++)
		sum += w[i] = cubic((float)((lo + i + 0.5 - centre) / scale));
	for (i = 0; i < n; i++)
		w[i] /= sum;
	*first = lo;
	return n;
}

/* out = the sum of w[t] * in[t], n samples each, a multiple of LANES. */
static void
mix_rows(const float *const *in, const float *w, int count, int n, float *out)
{
	int i, t;

	for (i = 0; i + 2 * LANES <= n; i += 2 * LANES) {
		quad a = {0}, b = {0}, c = {0}, d = {0};

		for (t = 0; t < count; t++) {
			const quad *v = (const quad *)(in[t] + i), k = (quad){0} + w[t];

			a += k * v[0];
			b += k * v[1];
			c += k * v[2];
			d += k * v[3];
		}
		((quad *)(out + i))[0] = a;
		((quad *)(out + i))[1] = b;
		((quad *)(out + i))[2] = c;
		((quad *)(out + i))[3] = d;
	}
	for (; i < n; i += QUAD) {
		quad a = {0};

		for (t = 0; t < count; t++)
			a += w[t] * *(const quad *)(in[t] + i);
		*(quad *)(out + i) = a;
	}
}

/* The rows of in, from from on and over length, as n rows of out, (n, stride of in); outside is 0. */
static void
resize_rows(const struct view *in, double from, double length, int n, float *out)
{
	double step = length / n;
	size_t stride = (size_t)in->stride;
	const float *rows[TAPS];
	float w[TAPS];
	int y, i, first, count, skip;

	for (y = 0; y < n; y++) {
		count = taps_at(from + (y + 0.5) * step, step, w, &first);
		skip = first < 0 ? -first : 0;
		count = first + count > in->h ? in->h - first : count;
		for (i = skip; i < count; i++)
			rows[i] = in->v + (size_t)(first + i) * stride;
		mix_rows(rows + skip, w + skip, count - skip, in->stride, out + (size_t)y * stride);
	}
}

/*
 * Square s of in as n x n samples, turned about the diagonal, clamped to
 * 0 .. 255.  out->v has room for n rows; its stride is set by the caller.
 */
static void
resample(const struct view *in, struct square s, int n, struct view *out)
{
	size_t across = (size_t)(n + LANES - 1) / LANES * LANES;
	float *rows = mem_alloc((size_t)n * (size_t)in->stride, sizeof *rows);
	struct view turned = {n, in->w, (int)across, NULL};
	int x, y;

	turned.v = mem_zero((size_t)in->w * across, sizeof *turned.v);
	resize_rows(in, s.y, s.side, n, rows);
	for (y = 0; y < n; y++)
		for (x = 0; x < in->w; x++)
			turned.v[(size_t)x * across + (size_t)y] = rows[(size_t)y * (size_t)in->stride + (size_t)x];
	resize_rows(&turned, s.x, s.side, n, out->v);
	out->w = out->h = n;
	out->stride = (int)across;
	for (x = 0; x < n * out->stride; x++) {
		out->v[x] = out->v[x] > 0 ? out->v[x] : 0;
		out->v[x] = out->v[x] < 255 ? out->v[x] : 255;
	}
	free(turned.v);
	free(rows);
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
	static const float empty[WORK];
	float k[2 * RADIUS + 1], mid[WORK][WORK], sum = 0;
	const float *rows[2 * RADIUS + 1];
	int i, y;

	for (i = -RADIUS; i <= RADIUS; i++)
		sum += k[i + RADIUS] = (float)exp(-0.5 * i * i / (sigma * sigma));
	for (i = -RADIUS; i <= RADIUS; i++)
		k[i + RADIUS] /= sum;
	for (y = 0; y < WORK; y++) {
		for (i = -RADIUS; i <= RADIUS; i++)
			rows[i + RADIUS] = y + i >= 0 && y + i < WORK ? p[y + i] : empty;
		mix_rows(rows, k, 2 * RADIUS + 1, WORK, mid[y]);
	}
	memset(p, 0, sizeof mid);
	for (y = 0; y < WORK; y++) {
		for (i = -RADIUS; i <= RADIUS; i++)
			rows[i + RADIUS] = mid[y] + RADIUS + i;
		mix_rows(rows, k, 2 * RADIUS + 1, WORK - 2 * RADIUS, p[y] + RADIUS);
	}
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

/* The square around the ink of at least the part FAINT of the darkest. */
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
	level = (float)FAINT * largest(rows, WORK);
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
put(const struct view *p, int dx, int dy, uint8_t out[GLYPH_SIZE])
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
emnist_style(const struct view *ink, struct square s, uint8_t out[GLYPH_SIZE])
{
	float p[WORK][WORK], pixels[GLYPH_SIDE * ROW];
	struct view work = {WORK, WORK, WORK, p[0]}, small = {0, 0, 0, pixels};
	double soft, halo = 0;

	resample(ink, widen(s, s.side * (WORK - FIT) / (2.0 * FIT)), WORK, &work);
	soft = edge_blur(p);
	if (soft < BLUR)
		blur(p, sqrt(BLUR * BLUR - soft * soft));
	else	/* softer than EMNIST's: the strokes end before the halo does */
		halo = fmin(REACH * (soft - BLUR), FIT / 12.0);
	s = widen(ink_square(p), -halo);
	resample(&work, widen(s, s.side * BORDER / (GLYPH_SIDE - 2.0 * BORDER)), GLYPH_SIDE, &small);
	put(&small, 0, 0, out);
}

/* The longest side fits MNIST_FIT, the centre of mass in the middle: where MNIST has it, at 14 to 15. */
static void
mnist_style(const struct view *ink, struct square s, uint8_t out[GLYPH_SIZE])
{
	float back[GLYPH_SIDE * ROW], pixels[GLYPH_SIDE * ROW];
	struct view turned = {0, 0, 0, back}, small = {0, 0, 0, pixels};
	double mass = 0, mx = 0, my = 0, v;
	int x, y;

	resample(ink, widen(s, s.side * (GLYPH_SIDE - MNIST_FIT) / (2.0 * MNIST_FIT)), GLYPH_SIDE, &turned);
	resample(&turned, (struct square){0, 0, GLYPH_SIDE}, GLYPH_SIDE, &small);
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
	struct view ink;
	struct box b;

	memset(out, 0, GLYPH_SIZE);
	if (peak == 0)
		return;
	b = image_ink(glyph, peak / GRAIN + 1);
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
