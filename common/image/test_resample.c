/* Resampling against what is known of it, and against slow, obvious versions. */
#include <math.h>
#include <stdlib.h>

#include "base/rng.h"
#include "base/tap.h"
#include "image/resample.h"

static struct plane
random_plane(int w, int h, uint64_t seed)
{
	struct plane p = plane_new(w, h);
	struct rng r = rng_seed(seed, 0);
	int i;

	for (i = 0; i < w * h; i++)
		p.v[i] = (float)rng_range(&r, 0, 255);
	return p;
}

static double
sum(const struct plane *p)
{
	double s = 0;
	int i;

	for (i = 0; i < p->w * p->h; i++)
		s += p->v[i];
	return s;
}

static double
apart(const struct plane *a, const struct plane *b)
{
	double worst = a->w == b->w && a->h == b->h ? 0 : 1e9;
	int i;

	for (i = 0; worst < 1e9 && i < a->w * a->h; i++)
		worst = fmax(worst, fabs((double)a->v[i] - b->v[i]));
	return worst;
}

/* The Gaussian in two dimensions at once. */
static struct plane
slow_blur(const struct plane *p, double sigma)
{
	struct plane out = plane_new(p->w, p->h);
	int r = (int)ceil(4 * sigma), x, y, i, j;
	double all = 0;

	for (i = -r; i <= r; i++)
		for (j = -r; j <= r; j++)
			all += exp(-0.5 * (i * i + j * j) / (sigma * sigma));
	for (y = 0; y < p->h; y++)
		for (x = 0; x < p->w; x++) {
			double s = 0;

			for (i = -r; i <= r; i++)
				for (j = -r; j <= r; j++)
					if (y + i >= 0 && y + i < p->h && x + j >= 0 && x + j < p->w)
						s += exp(-0.5 * (i * i + j * j) / (sigma * sigma)) *
						     p->v[(y + i) * p->w + x + j];
			out.v[y * p->w + x] = (float)(s / all);
		}
	return out;
}

static void
test_blur(void)
{
	static const double sigmas[] = {0.3, 1, 2.7};
	struct plane p = random_plane(23, 9, 1), dot = plane_new(41, 41), fast, slow;
	int i;

	for (i = 0; i < 3; i++) {
		fast = plane_blur(&p, sigmas[i]);
		slow = slow_blur(&p, sigmas[i]);
		tap_ok(apart(&fast, &slow) < 1e-3, "blur %.1f is that of the definition", sigmas[i]);
		plane_free(&fast);
		plane_free(&slow);
	}
	dot.v[20 * 41 + 20] = 1000;
	fast = plane_blur(&dot, 3);
	tap_ok(fabs(sum(&fast) - 1000) < 0.01, "blur keeps the sum");
	plane_free(&fast);
	fast = plane_blur(&p, 0);
	tap_ok(apart(&fast, &p) == 0, "blur 0 is a copy");
	plane_free(&fast);
	plane_free(&p);
	plane_free(&dot);
}

static void
test_resize(void)
{
	struct plane p = random_plane(12, 8, 2), one = plane_new(5, 7), out;
	double mean = 0;
	int i;

	out = plane_resize_area(&p, 4, 2);
	for (i = 0; i < 12; i++)
		mean += p.v[i / 3 * 12 + i % 3] / 12;
	tap_ok(fabs(out.v[0] - mean) < 1e-3, "area: a sample is the mean of what it covers");
	tap_ok(fabs(sum(&out) * 12 - sum(&p)) < 0.1, "area: the mean of all is kept");
	plane_free(&out);
	out = plane_resize_area(&p, 7, 5);
	tap_ok(fabs(sum(&out) / 35 - sum(&p) / 96) < 1e-3, "area: also where pixels are cut");
	plane_free(&out);
	out = plane_resize_cubic(&p, 12, 8, 1);
	tap_ok(apart(&out, &p) < 1e-3, "cubic: the same size is the same");
	plane_free(&out);
	out = plane_resize_linear(&p, 12, 8);
	tap_ok(apart(&out, &p) < 1e-3, "linear: the same size is the same");
	plane_free(&out);
	for (i = 0; i < 35; i++)
		one.v[i] = 77;
	for (i = 0; i < 4; i++) {
		static const int w[] = {1, 3, 28, 100}, h[] = {1, 40, 28, 2};
		struct plane flat = plane_resize_cubic(&one, w[i], h[i], i & 1);
		struct plane want = plane_new(w[i], h[i]);
		int k;

		for (k = 0; k < w[i] * h[i]; k++)
			want.v[k] = 77;
		tap_ok(apart(&flat, &want) < 1e-3, "cubic: a constant stays so in %d x %d", w[i], h[i]);
		plane_free(&flat);
		plane_free(&want);
	}
	plane_free(&one);
	plane_free(&p);
}

/* A slope is met exactly by cubic and linear interpolation, away from the border. */
static void
test_ramp(void)
{
	struct plane p = plane_new(20, 1), cubic, linear;
	double worst_c = 0, worst_l = 0;
	int i;

	for (i = 0; i < 20; i++)
		p.v[i] = (float)(10 * (i + 0.5));
	cubic = plane_resize_cubic(&p, 60, 1, 1);
	linear = plane_resize_linear(&p, 60, 1);
	for (i = 9; i < 51; i++) {
		worst_c = fmax(worst_c, fabs(cubic.v[i] - 10 * (i + 0.5) / 3));
		worst_l = fmax(worst_l, fabs(linear.v[i] - 10 * (i + 0.5) / 3));
	}
	tap_ok(worst_c < 1e-3, "cubic: a ramp, enlarged, off by %.4f", worst_c);
	tap_ok(worst_l < 1e-3, "linear: a ramp, enlarged, off by %.4f", worst_l);
	plane_free(&p);
	plane_free(&cubic);
	plane_free(&linear);
}

static void
test_maps(void)
{
	struct plane p = random_plane(9, 6, 3), turned, back, out;
	double wrong = 0;
	int x, y;

	turned = plane_rotate(&p, 90);
	tap_ok(turned.w == 6 && turned.h == 9, "a quarter turn changes sides");
	for (y = 0; y < 6; y++)
		for (x = 0; x < 9; x++)
			wrong = fmax(wrong, fabs(turned.v[x * 6 + 5 - y] - p.v[y * 9 + x]));
	tap_ok(wrong < 1e-2, "clockwise: the top goes to the right");
	back = plane_rotate(&turned, -90);
	tap_ok(apart(&back, &p) < 1e-2, "and back");
	out = plane_shear(&p, 0);
	tap_ok(apart(&out, &p) < 1e-3, "shear 0 is a copy");
	plane_free(&out);
	out = plane_shear(&p, 0.5);
	tap_ok(out.w == 12 && fabs(sum(&out) - sum(&p)) < 1, "shear loses nothing");
	for (x = 0, wrong = 0; x < 12; x++)
		wrong += x * (out.v[x] - out.v[5 * 12 + x]);
	tap_ok(wrong > 0, "and leans right");
	plane_free(&out);
	plane_free(&turned);
	plane_free(&back);
	plane_free(&p);
}

static void
test_crop(void)
{
	struct plane p = random_plane(4, 3, 4), out, back;
	struct box around = {-2, -1, 9, 6}, inside = {2, 1, 4, 3}, away = {50, 50, 2, 2};
	struct image img;

	out = plane_crop(&p, around);
	tap_ok(fabs(sum(&out) - sum(&p)) < 1e-3 && out.v[0] == 0, "a crop beyond the border is 0 there");
	back = plane_crop(&out, inside);
	tap_ok(apart(&back, &p) == 0, "and can be cropped back");
	plane_free(&out);
	plane_free(&back);
	out = plane_crop(&p, away);
	tap_ok(sum(&out) == 0, "a crop of nothing is 0");
	plane_free(&out);
	p.v[0] = -5;
	p.v[1] = 300;
	p.v[2] = 7.5f;
	img = plane_to_image(&p);
	tap_ok(img.px[0] == 0 && img.px[1] == 255 && img.px[2] == 8, "samples are clamped and rounded");
	image_free(&img);
	plane_free(&p);
}

int
main(void)
{
	test_blur();
	test_resize();
	test_ramp();
	test_maps();
	test_crop();
	return tap_done();
}
