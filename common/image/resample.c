#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "image/resample.h"

static const double PI = 3.14159265358979323846;

struct plane
plane_new(int w, int h)
{
	struct plane p = {w, h, NULL};

	p.v = mem_zero((size_t)w * (size_t)h, sizeof *p.v);
	return p;
}

struct plane
plane_copy(const struct plane *p)
{
	struct plane c = plane_new(p->w, p->h);

	memcpy(c.v, p->v, (size_t)p->w * (size_t)p->h * sizeof *p->v);
	return c;
}

void
plane_free(struct plane *p)
{
	free(p->v);
	p->v = NULL;
	p->w = p->h = 0;
}

struct plane
plane_from_image(const struct image *img)
{
	struct plane p = plane_new(img->w, img->h);
	size_t n = (size_t)p.w * (size_t)p.h, i;

	for (i = 0; i < n; i++)
		p.v[i] = img->px[i];
	return p;
}

struct image
plane_to_image(const struct plane *p)
{
	struct image img = image_new(p->w, p->h);
	size_t n = (size_t)p->w * (size_t)p->h, i;

	for (i = 0; i < n; i++) {
		float v = p->v[i];

		img.px[i] = v > 0 ? (v < 255 ? (uint8_t)(v + 0.5f) : 255) : 0;
	}
	return img;
}

struct plane
plane_crop(const struct plane *p, struct box b)
{
	struct plane c = plane_new(b.w, b.h);
	int x0 = b.x > 0 ? b.x : 0, x1 = b.x + b.w < p->w ? b.x + b.w : p->w;
	int y0 = b.y > 0 ? b.y : 0, y1 = b.y + b.h < p->h ? b.y + b.h : p->h;
	int y;

	for (y = y0; y < y1 && x0 < x1; y++)
		memcpy(c.v + (size_t)(y - b.y) * (size_t)b.w + (x0 - b.x),
		       p->v + (size_t)y * (size_t)p->w + x0, (size_t)(x1 - x0) * sizeof *c.v);
	return c;
}

/* out += k * in, n values: the inner loop of everything separable. */
static void
add_scaled(float *restrict out, const float *restrict in, float k, int n)
{
	int i;

	for (i = 0; i < n; i++)
		out[i] += k * in[i];
}

struct plane
plane_blur(const struct plane *p, double sigma)
{
	int r = sigma > 0 ? (int)ceil(4 * sigma) : 0, i, y;
	size_t w = (size_t)p->w;
	struct plane mid, out;
	float *k;
	double sum = 0;

	if (r == 0)
		return plane_copy(p);
	k = mem_alloc((size_t)(2 * r + 1), sizeof *k);
	for (i = -r; i <= r; i++)
		sum += exp(-0.5 * i * i / (sigma * sigma));
	for (i = -r; i <= r; i++)
		k[i + r] = (float)(exp(-0.5 * i * i / (sigma * sigma)) / sum);
	mid = plane_new(p->w, p->h);
	out = plane_new(p->w, p->h);
	for (y = 0; y < p->h; y++)
		for (i = y > r ? -r : -y; i <= r && y + i < p->h; i++)
			add_scaled(mid.v + (size_t)y * w, p->v + (size_t)(y + i) * w, k[i + r], p->w);
	for (y = 0; y < p->h; y++)
		for (i = -r; i <= r; i++) {
			float *o = out.v + (size_t)y * w;
			const float *m = mid.v + (size_t)y * w;

			if (abs(i) >= p->w)
				continue;
			if (i < 0)
				add_scaled(o - i, m, k[i + r], p->w + i);
			else
				add_scaled(o, m + i, k[i + r], p->w - i);
		}
	plane_free(&mid);
	free(k);
	return out;
}

/* The inputs of each output sample along one side: w[i * taps ..] weigh first[i] and on. */
struct taps {
	int n, taps;
	int *first, *count;
	float *w;
};

enum kernel { KERNEL_AREA, KERNEL_LINEAR, KERNEL_CUBIC };

/* t in input pixels over scale, from the centre. */
static double
kernel_at(enum kernel k, double t)
{
	t = fabs(t);
	if (k == KERNEL_LINEAR)
		return t < 1 ? 1 - t : 0;
	if (t < 1)
		return (1.5 * t - 2.5) * t * t + 1;
	return t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0;
}

/* The weight of input pixel i, which covers i .. i + 1, for an output at centre c. */
static double
weight_at(enum kernel k, int i, double c, double scale, double step)
{
	double lo, hi;

	if (k != KERNEL_AREA)
		return kernel_at(k, (i + 0.5 - c) / scale);
	lo = fmax(i, c - step / 2);
	hi = fmin(i + 1, c + step / 2);
	return hi > lo ? hi - lo : 0;
}

static struct taps
taps_new(int in, int out, enum kernel k, int antialias)
{
	double step = (double)in / out, scale = antialias && step > 1 ? step : 1;
	double reach = k == KERNEL_AREA ? step / 2 : k == KERNEL_LINEAR ? scale : 2 * scale;
	struct taps t = {out, (int)(2 * reach) + 3, NULL, NULL, NULL};
	int i, j;

	t.first = mem_zero((size_t)out, sizeof *t.first);
	t.count = mem_zero((size_t)out, sizeof *t.count);
	t.w = mem_zero((size_t)out * (size_t)t.taps, sizeof *t.w);
	for (i = 0; i < out; i++) {
		double c = (i + 0.5) * step, sum = 0;
		int lo = (int)fmax(floor(c - reach), 0);
		int hi = (int)fmin(ceil(c + reach), in);

		t.first[i] = lo;
		t.count[i] = hi - lo < t.taps ? hi - lo : t.taps;
		for (j = 0; j < t.count[i]; j++)
			sum += weight_at(k, lo + j, c, scale, step);
		for (j = 0; j < t.count[i]; j++)
			t.w[(size_t)i * (size_t)t.taps + (size_t)j] =
			    (float)(weight_at(k, lo + j, c, scale, step) / sum);
	}
	return t;
}

static void
taps_free(struct taps *t)
{
	free(t->first);
	free(t->count);
	free(t->w);
}

static struct plane
resize(const struct plane *p, int w, int h, enum kernel k, int antialias)
{
	struct taps tx = taps_new(p->w, w, k, antialias), ty = taps_new(p->h, h, k, antialias);
	struct plane mid = plane_new(p->w, h), out = plane_new(w, h);
	int x, y, j;

	for (y = 0; y < h; y++)
		for (j = 0; j < ty.count[y]; j++)
			add_scaled(mid.v + (size_t)y * (size_t)p->w,
			           p->v + (size_t)(ty.first[y] + j) * (size_t)p->w,
			           ty.w[(size_t)y * (size_t)ty.taps + (size_t)j], p->w);
	for (y = 0; y < h; y++)
		for (x = 0; x < w; x++) {
			const float *m = mid.v + (size_t)y * (size_t)p->w + tx.first[x];
			const float *k_x = tx.w + (size_t)x * (size_t)tx.taps;
			float sum = 0;

			for (j = 0; j < tx.count[x]; j++)
				sum += k_x[j] * m[j];
			out.v[(size_t)y * (size_t)w + (size_t)x] = sum;
		}
	plane_free(&mid);
	taps_free(&tx);
	taps_free(&ty);
	return out;
}

struct plane
plane_resize_area(const struct plane *p, int w, int h)
{
	return resize(p, w, h, KERNEL_AREA, 1);
}

struct plane
plane_resize_cubic(const struct plane *p, int w, int h, int antialias)
{
	return resize(p, w, h, KERNEL_CUBIC, antialias);
}

struct plane
plane_resize_linear(const struct plane *p, int w, int h)
{
	return resize(p, w, h, KERNEL_LINEAR, 0);
}

static float
at(const struct plane *p, int x, int y)
{
	return x >= 0 && y >= 0 && x < p->w && y < p->h ? p->v[(size_t)y * (size_t)p->w + (size_t)x] : 0;
}

/* The value between the four neighbours of (x, y), pixel centres on whole numbers. */
static float
between(const struct plane *p, double x, double y)
{
	int ix, iy;
	float fx, fy, top, bottom;

	if (!(x > -1 && y > -1 && x < p->w && y < p->h))
		return 0;
	ix = (int)floor(x);
	iy = (int)floor(y);
	fx = (float)(x - ix);
	fy = (float)(y - iy);
	top = at(p, ix, iy) * (1 - fx) + at(p, ix + 1, iy) * fx;
	bottom = at(p, ix, iy + 1) * (1 - fx) + at(p, ix + 1, iy + 1) * fx;
	return top * (1 - fy) + bottom * fy;
}

struct plane
plane_map(const struct plane *p, const double m[6], int w, int h)
{
	struct plane out = plane_new(w, h);
	int x, y;

	for (y = 0; y < h; y++)
		for (x = 0; x < w; x++) {
			double u = x + 0.5, v = y + 0.5;

			out.v[(size_t)y * (size_t)w + (size_t)x] =
			    between(p, m[0] * u + m[1] * v + m[2] - 0.5, m[3] * u + m[4] * v + m[5] - 0.5);
		}
	return out;
}

struct plane
plane_shear(const struct plane *p, double slope)
{
	int w = p->w + (int)ceil(fabs(slope) * p->h);
	double m[6] = {1, slope, 0, 0, 1, 0};

	m[2] = 0.5 * (p->w - w) - slope * 0.5 * p->h;
	return plane_map(p, m, w, p->h);
}

struct plane
plane_rotate(const struct plane *p, double degrees)
{
	double c = cos(degrees * PI / 180), s = sin(degrees * PI / 180);
	int w = (int)ceil(fabs(c) * p->w + fabs(s) * p->h - 1e-9);
	int h = (int)ceil(fabs(s) * p->w + fabs(c) * p->h - 1e-9);
	double m[6] = {c, s, 0, -s, c, 0};

	m[2] = 0.5 * p->w - c * 0.5 * w - s * 0.5 * h;
	m[5] = 0.5 * p->h + s * 0.5 * w - c * 0.5 * h;
	return plane_map(p, m, w, h);
}
