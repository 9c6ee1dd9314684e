/* Where the core of a line lies: line_frame_find. */
#include <math.h>
#include <string.h>

#include "page/line_image.h"
#include "page/tunables.h"

struct sums { double w, x, y, xx, xy, yy; };

/* 1 when no row y of a line w columns wide is within reach of the middle; a pixel's doubt counts as within. */
static int
is_beyond(const struct line_frame *f, int y, int w, double reach)
{
	const double left = y + 0.5 - f->middle, right = left - f->slope * w;

	return fmin(left, right) > reach + 1 || fmax(left, right) < -reach - 1;
}

/* Whether any of the eight samples at px may be FRAME_FAINT or more. */
static int
may_be_ink(const uint8_t *px)
{
	uint64_t eight;

	memcpy(&eight, px, sizeof eight);
	return (eight & UINT64_C(0x0101010101010101) * (0x100 - FRAME_FAINT)) != 0;
}

/* Add the ink of row y whose distance from the middle is within reach. */
static void
sum_row(const struct image *ink, int y, const struct line_frame *f, double reach, struct sums *sums)
{
	const uint8_t *px = ink->px + (size_t)y * (size_t)ink->w;
	const double row = y + 0.5 - f->middle;
	struct sums s = *sums;

	for (int x = 0; x < ink->w; x++) {
		const double v = px[x], off = row - f->slope * x;

		if (x % 8 == 0 && x + 8 <= ink->w && !may_be_ink(px + x)) {
			x += 7;
			continue;
		}
		if (px[x] < FRAME_FAINT || fabs(off) > reach)
			continue;
		s.w += v;
		s.x += v * x;
		s.y += v * off;
		s.xx += v * x * x;
		s.xy += v * off * x;
		s.yy += v * off * off;
	}
	*sums = s;
}

/* Weighted sums over the ink whose row is within reach of the middle. */
static struct sums
sum_ink(const struct image *ink, const struct line_frame *f, double reach)
{
	struct sums s = {0, 0, 0, 0, 0, 0};

	for (int y = 0; y < ink->h; y++)
		if (!is_beyond(f, y, ink->w, reach))
			sum_row(ink, y, f, reach, &s);
	return s;
}

/* Move the frame, whose core is about height high, to the ink that was summed.  Returns the ink's deviation about it. */
static double
refine(struct line_frame *f, const struct sums *s, double height)
{
	const double mx = s->x / s->w, my = s->y / s->w;
	const double vx = s->xx / s->w - mx * mx + FRAME_RIDGE * FRAME_RIDGE * height * height;
	const double slope = (s->xy / s->w - mx * my) / vx;
	const double rest = s->yy / s->w - my * my - slope * slope * vx;

	f->slope = fmax(-FRAME_SLOPE_MAX, fmin(FRAME_SLOPE_MAX, f->slope + slope));
	f->middle += my - slope * mx;
	return sqrt(fmax(rest, 0.01));
}

struct line_frame
line_frame_find(const struct image *ink)
{
	struct line_frame f = {ink->h / 2.0, 0, 0};
	double reach = ink->h, deviation = 0;

	for (int i = 0; i < FRAME_ROUNDS; i++) {
		const struct sums s = sum_ink(ink, &f, reach);

		if (s.w <= 0)
			return f;
		deviation = refine(&f, &s, i == 0 ? ink->h : FRAME_CORE * deviation);
		reach = fmax(FRAME_TRIM * deviation, 1);
	}
	f.xh = fmax(FRAME_CORE * deviation, 1);
	return f;
}
