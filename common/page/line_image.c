#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "page/line_image.h"
#include "page/tunables.h"

double
line_zoom(const struct image *ink, const struct line_frame *f)
{
	const double zoom = LINE_XH / f->xh, most = (LINE_MOST - 2.0 * LINE_MARGIN) / ink->w;

	return zoom < most ? zoom : most;
}

/* A column of samples of the ink: between its columns l and r, of which there are w0 and w1; r = l + 1, but for the edges. */
struct column {
	int l, r;
	double w0, w1;
	double middle;		/* row of the core's middle */
};

/* How a line is drawn: every pixel is the mean of n x n samples. */
struct drawing {
	const struct image *ink;
	double zoom, middle;	/* pixels per pixel of the ink; row of the line */
	int n;
	struct column *v;	/* (columns of the line, n) */
	int first, last;	/* samples first .. last - 1 have ink under them */
	uint8_t *blank;		/* a row that is none */
	double *sum;		/* (columns of the line) */
};

/* The largest whole number that is no more than v. */
static int
floor_of(double v)
{
	const int i = (int)v;

	return i - (v < i);
}

/* The sample at column x of the ink, whose pixels' centres are at + 0.5.  Returns 0 when it is outside. */
static int
column_at(const struct image *ink, const struct line_frame *f, double x, struct column *c)
{
	const double fx = x - 0.5;
	const int i = floor_of(fx);

	c->middle = f->middle + f->slope * x;
	c->w0 = i < 0 ? 0 : 1 - (fx - i);
	c->w1 = i + 1 >= ink->w ? 0 : fx - i;
	c->l = i < 0 ? 0 : i;
	c->r = i + 1 >= ink->w ? ink->w - 1 : i + 1;
	return i >= -1 && i < ink->w;
}

static void
find_columns(struct drawing *d, const struct line_frame *f, double margin, int w)
{
	d->first = d->last = 0;
	for (int k = 0; k < w * d->n; k++) {
		const double x = (k / d->n + (k % d->n + 0.5) / d->n - margin) / d->zoom;

		if (!column_at(d->ink, f, x, &d->v[k])) {
			d->first += d->last == 0;
			continue;
		}
		d->last = k + 1;
	}
}

/* The ink between its rows floor(y - 0.5) and the next, in column c. */
static double
sample(const struct drawing *d, const struct column *c, double y)
{
	const double fy = y - 0.5;
	const int i = floor_of(fy);
	const uint8_t *above, *below;

	if (i < -1 || i >= d->ink->h)
		return 0;
	above = i < 0 ? d->blank : d->ink->px + (size_t)i * (size_t)d->ink->w;
	below = i + 1 >= d->ink->h ? d->blank : d->ink->px + (size_t)(i + 1) * (size_t)d->ink->w;
	if ((above[c->l] | above[c->r] | below[c->l] | below[c->r]) == 0)
		return 0;
	return (1 - (fy - i)) * (c->w0 * above[c->l] + c->w1 * above[c->r])
	       + (fy - i) * (c->w0 * below[c->l] + c->w1 * below[c->r]);
}

static void
draw_row(const struct drawing *d, int y, uint8_t *px, int w)
{
	for (int x = 0; x < w; x++)
		d->sum[x] = 0;
	for (int j = 0; j < d->n; j++) {
		const double down = (y + (j + 0.5) / d->n - d->middle) / d->zoom;

		for (int k = d->first; k < d->last; k++)
			d->sum[k / d->n] += sample(d, &d->v[k], d->v[k].middle + down);
	}
	for (int x = 0; x < w; x++)
		if (d->sum[x] > 0)
			px[x] = (uint8_t)lround(fmin(255, d->sum[x] / (d->n * d->n)));
}

struct image
line_normalize(const struct image *ink, const struct line_frame *f, double scale)
{
	const double margin = scale * LINE_MARGIN;
	struct drawing d = {.ink = ink, .middle = scale * LINE_MIDDLE};
	struct image line;
	int wide = LINE_MULTIPLE;

	if (f->xh > 0) {
		d.zoom = scale * line_zoom(ink, f);
		d.n = (int)fmin(LINE_SAMPLES, ceil(1 / d.zoom));
		wide = (int)ceil(ink->w * d.zoom + 2 * margin);
	}
	line = image_new((wide + LINE_MULTIPLE - 1) / LINE_MULTIPLE * LINE_MULTIPLE, (int)(scale * LINE_HEIGHT));
	if (!(f->xh > 0))
		return line;
	d.v = mem_alloc((size_t)line.w * (size_t)d.n, sizeof *d.v);
	d.blank = mem_zero((size_t)ink->w, 1);
	d.sum = mem_alloc((size_t)line.w, sizeof *d.sum);
	find_columns(&d, f, margin, line.w);
	for (int y = 0; y < line.h; y++)
		draw_row(&d, y, line.px + (size_t)y * (size_t)line.w, line.w);
	free(d.v);
	free(d.blank);
	free(d.sum);
	return line;
}
