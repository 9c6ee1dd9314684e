#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "image/background.h"
#include "image/threshold.h"
#include "image/tunables.h"

/* From 70 % to 90 % of normal noise is 0.757 deviations. */
static const double NOISE_SPAN = 0.757;

static struct box
cell_box(const struct image *img, const struct background *bg, int col, int row)
{
	struct box b = {col * bg->side, row * bg->side, bg->side, bg->side};

	/* The last cells take what is left over, too. */
	if (col == bg->cols - 1)
		b.w = img->w - b.x;
	if (row == bg->rows - 1)
		b.h = img->h - b.y;
	return b;
}

static void
sample_cell(const struct image *img, struct box b, int64_t hist[256])
{
	int step = b.w > CELL_SAMPLES ? b.w / CELL_SAMPLES : 1, down = b.h > CELL_SAMPLES ? b.h / CELL_SAMPLES : 1, x, y;

	memset(hist, 0, 256 * sizeof *hist);
	for (y = b.y; y < b.y + b.h; y += down) {
		const uint8_t *row = img->px + (size_t)y * (size_t)img->w;

		for (x = b.x; x < b.x + b.w; x += step)
			hist[row[x]]++;
	}
}

/* The cell's deviation; adds what lies well above and below its middle to *light, *dark. */
static double
cell_lean(const int64_t hist[256], double *light, double *dark)
{
	int median = histogram_level(hist, 0.5), i;
	int quartile = histogram_level(hist, 0.75) - histogram_level(hist, 0.25);
	int slack = CELL_SLACK + 2 * quartile;	/* noise leans to neither side */
	double n = 0, sum = 0, square = 0;

	for (i = 0; i < 256; i++) {
		double k = (double)hist[i];

		n += k;
		sum += k * i;
		square += k * i * i;
		if (i > median + slack)
			*light += k * (i - median - slack);
		if (i < median - slack)
			*dark += k * (median - slack - i);
	}
	sum /= n;
	square = square / n - sum * sum;
	return square > 0 ? sqrt(square) : 0;
}

static int
compare_floats(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return (x > y) - (x < y);
}

/* The value below which fraction of the n values lie; sorts a copy. */
static double
quantile(const float *v, size_t n, double fraction)
{
	float *s = mem_alloc(n, sizeof *s);
	double q;

	memcpy(s, v, n * sizeof *s);
	qsort(s, n, sizeof *s, compare_floats);
	q = s[(size_t)(fraction * (double)(n - 1) + 0.5)];
	free(s);
	return q;
}

static int
cell_side(const struct image *img)
{
	int longer = img->w > img->h ? img->w : img->h, side = longer / CELL_COUNT;

	return side < CELL_LEAST ? CELL_LEAST : side > CELL_MOST ? CELL_MOST : side;
}

/* What is told of each cell besides its levels. */
struct cells {
	size_t n;
	float *deviation, *noise;
	double light, dark;
};

static struct cells
cells_new(size_t n)
{
	struct cells c = {n, NULL, NULL, 0, 0};

	c.deviation = mem_zero(n, sizeof *c.deviation);
	c.noise = mem_zero(n, sizeof *c.noise);
	return c;
}

/* Sums the cells up in bg, and frees them. */
static void
cells_end(struct cells *c, struct background *bg)
{
	double both = c->light + c->dark;

	bg->deviation = quantile(c->deviation, c->n, CELL_DEVIATION);
	bg->noise = quantile(c->noise, c->n, 0.5) / NOISE_SPAN;
	bg->lean = both > 0 ? (c->dark - c->light) / both : 0;
	free(c->deviation);
	free(c->noise);
}

/* high: which part of a cell's samples lies below its light level */
static void
find_cells(const struct image *img, int side, double high, struct background *out)
{
	struct cells c;
	size_t n, i = 0;
	int col, row;

	out->side = side;
	out->cols = img->w >= out->side ? img->w / out->side : 1;
	out->rows = img->h >= out->side ? img->h / out->side : 1;
	n = (size_t)out->cols * (size_t)out->rows;
	out->level = mem_zero(n, sizeof *out->level);
	c = cells_new(n);
	for (row = 0; row < out->rows; row++)
		for (col = 0; col < out->cols; col++, i++) {
			int64_t hist[256];

			sample_cell(img, cell_box(img, out, col, row), hist);
			out->level[i] = (float)histogram_level(hist, high);
			c.noise[i] = (float)(histogram_level(hist, 0.9) - histogram_level(hist, 0.7));
			c.deviation[i] = (float)cell_lean(hist, &c.light, &c.dark);
		}
	cells_end(&c, out);
}

void
background_find(const struct image *img, struct background *out)
{
	find_cells(img, cell_side(img), CELL_LIGHT, out);
}

void
background_free(struct background *bg)
{
	free(bg->level);
	bg->level = NULL;
}

enum filter { HIGHEST, LOWEST, MEAN };

/* One pass of a filter over (2 reach + 1) cells along rows (step 1) or columns. */
static void
filter_line(const float *in, float *out, int n, size_t step, int reach, enum filter f)
{
	int i, j;

	for (i = 0; i < n; i++) {
		int lo = i > reach ? i - reach : 0, hi = i + reach < n ? i + reach : n - 1;
		float v = in[(size_t)lo * step];

		for (j = lo + 1; j <= hi; j++) {
			float u = in[(size_t)j * step];

			v = f == MEAN ? v + u : f == HIGHEST ? fmaxf(v, u) : fminf(v, u);
		}
		out[(size_t)i * step] = f == MEAN ? v / (float)(hi - lo + 1) : v;
	}
}

static void
filter_cells(struct background *bg, int reach, enum filter f)
{
	size_t cols = (size_t)bg->cols;
	float *mid = mem_alloc(cols * (size_t)bg->rows, sizeof *mid);
	int i;

	for (i = 0; i < bg->rows; i++)
		filter_line(bg->level + (size_t)i * cols, mid + (size_t)i * cols, bg->cols, 1, reach, f);
	for (i = 0; i < bg->cols; i++)
		filter_line(mid + i, bg->level + i, bg->rows, cols, reach, f);
	free(mid);
}

void
background_smooth(struct background *bg, int reach)
{
	filter_cells(bg, reach, HIGHEST);
	filter_cells(bg, reach, LOWEST);
	filter_cells(bg, 1, MEAN);
	filter_cells(bg, 1, MEAN);
}

void
background_near(const struct image *img, int side, struct background *out)
{
	size_t n, i;

	/* Ink may fill most of so small a cell; what is lightest is paper, and grain. */
	find_cells(img, side, CELL_NEAR_LIGHT, out);
	n = (size_t)out->cols * (size_t)out->rows;
	for (i = 0; i < n; i++)
		out->level[i] -= (float)(NOISE_SPAN * out->noise);
	background_smooth(out, 1);
}

double
background_range(const struct background *bg)
{
	size_t n = (size_t)bg->cols * (size_t)bg->rows;

	return quantile(bg->level, n, 1 - CELL_OUTLIERS) - quantile(bg->level, n, CELL_OUTLIERS);
}

/* Between which two of n cell centres pixel i lies: the first, and how far on towards the next. */
static int
place(int i, int side, int n, float *on)
{
	float at = ((float)i + 0.5f) / (float)side - 0.5f;
	int lo = (int)floorf(at);

	if (lo < 0 || n == 1) {
		*on = 0;
		return 0;
	}
	if (lo >= n - 1) {
		*on = 1;
		return n - 2;
	}
	*on = at - (float)lo;
	return lo;
}

/* What background_row gives at x, when a and b are the rows of cells above and below. */
static float
between(const struct background *bg, const float *a, const float *b, float down, int x)
{
	float on;
	int c = place(x, bg->side, bg->cols, &on), d = bg->cols > 1 ? c + 1 : c;

	return (1 - down) * ((1 - on) * a[c] + on * a[d]) + down * ((1 - on) * b[c] + on * b[d]);
}

void
background_row(const struct background *bg, int y, int w, float *row)
{
	float down;
	int r = place(y, bg->side, bg->rows, &down), x = 0, end, i;
	const float *a = bg->level + (size_t)r * (size_t)bg->cols;
	const float *b = bg->rows > 1 ? a + bg->cols : a;

	/* Straight from one cell's centre to the next: only the ends are worked out. */
	for (end = bg->side / 2; x < w; end += bg->side) {
		int stop = end < w ? end : w;
		float first = between(bg, a, b, down, x), last = between(bg, a, b, down, stop - 1);
		float step = stop - x > 1 ? (last - first) / (float)(stop - x - 1) : 0;

		for (i = 0; x < stop; i++)
			row[x++] = first + step * (float)i;
	}
}
