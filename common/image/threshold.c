#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "image/threshold.h"

void
histogram_add(const struct image *img, struct box b, int64_t hist[256])
{
	int x, y;

	for (y = b.y; y < b.y + b.h; y++) {
		const uint8_t *p = img->px + (size_t)y * (size_t)img->w + b.x;
		uint32_t even[256] = {0}, odd[256] = {0};	/* two, so that equal neighbours do not wait */

		if (b.w < 256) {
			for (x = 0; x < b.w; x++)
				hist[p[x]]++;
			continue;
		}
		for (x = 0; x + 1 < b.w; x += 2) {
			even[p[x]]++;
			odd[p[x + 1]]++;
		}
		if (x < b.w)
			even[p[x]]++;
		for (x = 0; x < 256; x++)
			hist[x] += (int64_t)even[x] + odd[x];
	}
}

static int64_t
total(const int64_t hist[256])
{
	int64_t n = 0;
	int i;

	for (i = 0; i < 256; i++)
		n += hist[i];
	return n;
}

int
histogram_level(const int64_t hist[256], double fraction)
{
	double want = fraction * (double)total(hist);
	int64_t n = 0;
	int i;

	for (i = 0; i < 255; i++)
		if ((double)(n += hist[i]) >= want && n > 0)
			break;
	return n > 0 || hist[255] > 0 ? i : 0;
}

int
otsu_level(const int64_t hist[256])
{
	double n = (double)total(hist), all = 0, below = 0, sum = 0, best = 0;
	int i, first = 0, last = 0;

	for (i = 0; i < 256; i++)
		all += (double)i * (double)hist[i];
	for (i = 0; i < 255; i++) {
		double m, between;

		below += (double)hist[i];
		sum += (double)i * (double)hist[i];
		if (below <= 0 || below >= n)
			continue;
		m = sum / below - (all - sum) / (n - below);
		between = below * (n - below) * m * m;
		if (between > best * (1 + 1e-12)) {
			best = between;
			first = last = i + 1;
		} else if (between >= best * (1 - 1e-12)) {
			last = i + 1;
		}
	}
	return (first + last) / 2;	/* the middle of an empty valley */
}

void
sauvola_start(struct sauvola *s, const struct image *img, int radius, double k, double R)
{
	size_t w = (size_t)img->w;

	s->img = img;
	s->radius = radius;
	s->k = k;
	s->R = R;
	s->top = s->bottom = 0;
	s->sum = mem_zero(w, sizeof *s->sum);
	s->square = mem_zero(w, sizeof *s->square);
	s->left = mem_zero(2 * (w + 1), sizeof *s->left);
}

void
sauvola_free(struct sauvola *s)
{
	free(s->sum);
	free(s->square);
	free(s->left);
	s->sum = NULL;
	s->square = s->left = NULL;
}

static void
add_row(struct sauvola *s, int y)
{
	const uint8_t *p = s->img->px + (size_t)y * (size_t)s->img->w;
	int x;

	for (x = 0; x < s->img->w; x++) {
		s->sum[x] += p[x];
		s->square[x] += (unsigned)p[x] * p[x];
	}
}

static void
drop_row(struct sauvola *s, int y)
{
	const uint8_t *p = s->img->px + (size_t)y * (size_t)s->img->w;
	int x;

	for (x = 0; x < s->img->w; x++) {
		s->sum[x] -= p[x];
		s->square[x] -= (unsigned)p[x] * p[x];
	}
}

void
sauvola_down(struct sauvola *s, int y)
{
	uint64_t *a = s->left, *b = s->left + s->img->w + 1;
	int x;

	while (s->bottom < s->img->h && s->bottom <= y + s->radius)
		add_row(s, s->bottom++);
	while (s->top < y - s->radius)
		drop_row(s, s->top++);
	for (x = 0; x < s->img->w; x++) {
		a[x + 1] = a[x] + s->sum[x];
		b[x + 1] = b[x] + s->square[x];
	}
}

float
sauvola_at(const struct sauvola *s, int x)
{
	const uint64_t *a = s->left, *b = s->left + s->img->w + 1;
	int lo = x > s->radius ? x - s->radius : 0;
	int hi = x + s->radius < s->img->w ? x + s->radius + 1 : s->img->w;
	double n = (double)(hi - lo) * (s->bottom - s->top);
	double m = (double)(a[hi] - a[lo]) / n, v = (double)(b[hi] - b[lo]) / n - m * m;

	return (float)(m * (1 + s->k * (sqrt(v > 0 ? v : 0) / s->R - 1)));
}
