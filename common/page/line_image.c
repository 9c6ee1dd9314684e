#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "page/line_image.h"

enum { ROUNDS = 12, FAINT = 32 };	/* refinements; samples below this are no ink */

/* Of a uniform core of height h the deviation is h / sqrt(12); a little more for what lies above and below. */
#define CORE_HEIGHT 3.1
#define TRIM 2.2		/* deviations from the middle that count in the next round; below 1.8 the core shrinks to nothing */

struct sums { double w, x, y, xx, xy, yy; };

/* Weighted sums over the ink whose row is within reach of the middle. */
static struct sums
sum_ink(const struct image *ink, const struct line_frame *f, double reach)
{
	struct sums s = {0, 0, 0, 0, 0, 0};

	for (int y = 0; y < ink->h; y++)
		for (int x = 0; x < ink->w; x++) {
			const uint8_t v = ink->px[(size_t)y * (size_t)ink->w + (size_t)x];
			const double off = y + 0.5 - f->middle - f->slope * x;

			if (v < FAINT || fabs(off) > reach)
				continue;
			s.w += v;
			s.x += (double)v * x;
			s.y += v * off;
			s.xx += (double)v * x * x;
			s.xy += v * off * x;
			s.yy += v * off * off;
		}
	return s;
}

/* A short line keeps level: its slope is held to 0 as by ink of this many x-heights at either end. */
#define RIDGE 2.0

/* Move the frame to the ink that was summed. */
static double
refine(struct line_frame *f, const struct sums *s, double height)
{
	const double mx = s->x / s->w, my = s->y / s->w;
	const double vx = s->xx / s->w - mx * mx + RIDGE * RIDGE * height * height;
	const double slope = (s->xy / s->w - mx * my) / vx;
	const double rest = s->yy / s->w - my * my - slope * slope * vx;

	f->slope = fmax(-0.3, fmin(0.3, f->slope + slope));
	f->middle += my - slope * mx;
	return sqrt(fmax(rest, 0.01));
}

struct line_frame
line_frame_find(const struct image *ink)
{
	struct line_frame f = {ink->h / 2.0, 0, 0};
	double reach = ink->h, deviation = 0;

	for (int i = 0; i < ROUNDS; i++) {
		const struct sums s = sum_ink(ink, &f, reach);

		if (s.w <= 0)
			return f;
		deviation = refine(&f, &s, i == 0 ? ink->h : CORE_HEIGHT * deviation);
		reach = fmax(TRIM * deviation, 1);
	}
	f.xh = fmax(CORE_HEIGHT * deviation, 1);
	return f;
}

double
line_zoom(const struct image *ink, const struct line_frame *f)
{
	const double zoom = LINE_XH / f->xh, most = (LINE_MOST - 2.0 * LINE_MARGIN) / ink->w;

	return zoom < most ? zoom : most;
}

/* Between the samples of ink, whose pixel centres are at + 0.5; outside is 0. */
static double
sample(const struct image *ink, double y, double x)
{
	const double fy = y - 0.5, fx = x - 0.5;
	const int iy = (int)floor(fy), ix = (int)floor(fx);
	double v[2][2] = {{0, 0}, {0, 0}};

	for (int j = 0; j < 2; j++)
		for (int i = 0; i < 2; i++)
			if (iy + j >= 0 && iy + j < ink->h && ix + i >= 0 && ix + i < ink->w)
				v[j][i] = ink->px[(size_t)(iy + j) * (size_t)ink->w + (size_t)(ix + i)];
	return (1 - (fy - iy)) * ((1 - (fx - ix)) * v[0][0] + (fx - ix) * v[0][1])
	       + (fy - iy) * ((1 - (fx - ix)) * v[1][0] + (fx - ix) * v[1][1]);
}

/* The mean of n x n samples of the ink under the pixel (x, y) of a line of this zoom, margin and middle. */
static double
pixel(const struct image *ink, const struct line_frame *f, double zoom, double margin, double middle, int n, int x, int y)
{
	double sum = 0;

	for (int j = 0; j < n; j++)
		for (int i = 0; i < n; i++) {
			const double sx = (x + (i + 0.5) / n - margin) / zoom;
			const double sy = f->middle + f->slope * sx + (y + (j + 0.5) / n - middle) / zoom;

			sum += sample(ink, sy, sx);
		}
	return sum / (n * n);
}

struct image
line_normalize(const struct image *ink, const struct line_frame *f, double scale)
{
	const double zoom = scale * line_zoom(ink, f), margin = scale * LINE_MARGIN;
	const int n = (int)fmin(8, ceil(1 / zoom)), step = LINE_MULTIPLE;
	const int wide = f->xh > 0 ? (int)ceil(ink->w * zoom + 2 * margin) : step;
	struct image line = image_new((wide + step - 1) / step * step, (int)(scale * LINE_HEIGHT));

	for (int y = 0; y < line.h && f->xh > 0; y++)
		for (int x = 0; x < line.w; x++)
			line.px[(size_t)y * (size_t)line.w + (size_t)x] =
				(uint8_t)lround(fmin(255, pixel(ink, f, zoom, margin, scale * LINE_MIDDLE, n, x, y)));
	return line;
}
