#include <stdlib.h>

#include "base/mem.h"
#include "image/preprocess.h"
#include "image/threshold.h"
#include "image/tunables.h"

/* The part of samples in the histogram that are at least t. */
static double
light_part(const int64_t hist[256], int t)
{
	double light = 0, all = 0;
	int i;

	for (i = 0; i < 256; i++) {
		all += (double)hist[i];
		light += i >= t ? (double)hist[i] : 0;
	}
	return all > 0 ? light / all : 0;
}

/* The samples of a frame along the border. */
static void
border_histogram(const struct image *pic, int64_t hist[256])
{
	int shorter = pic->w < pic->h ? pic->w : pic->h, d = 1 + shorter / POLARITY_BORDER;
	struct box top = {0, 0, pic->w, d}, left = {0, 0, d, pic->h};
	struct box bottom = {0, pic->h - d, pic->w, d}, right = {pic->w - d, 0, d, pic->h};

	histogram_add(pic, top, hist);
	histogram_add(pic, bottom, hist);
	histogram_add(pic, left, hist);
	histogram_add(pic, right, hist);
}

/*
 * Paper is most of the picture and most of its border; and within each cell
 * marks are fewer than paper, whatever the light.  The second is the guard for
 * shadows, which a single threshold takes for ink.
 */
enum polarity
picture_polarity(const struct image *pic, const int64_t hist[256], const struct background *bg)
{
	int64_t border[256] = {0};
	int t = otsu_level(hist);
	double light;

	border_histogram(pic, border);
	light = light_part(hist, t) + light_part(border, t) - 1;
	return light + bg->lean >= POLARITY_UNSURE ? POLARITY_DARK : POLARITY_LIGHT;
}

struct image
picture_invert(const struct image *pic)
{
	struct image img = image_new(pic->w, pic->h);
	size_t n = (size_t)pic->w * (size_t)pic->h, i;

	for (i = 0; i < n; i++)
		img.px[i] = 255 - pic->px[i];
	return img;
}

int
picture_stroke(const struct image *pic, const struct background *bg, double contrast)
{
	int step = 1 + pic->h / STROKE_ROWS, half = (int)(contrast / 2), x, y;
	float *white = mem_alloc((size_t)pic->w, sizeof *white);
	int64_t count[256] = {0};

	for (y = 0; y < pic->h; y += step) {
		const uint8_t *row = pic->px + (size_t)y * (size_t)pic->w;
		int run = 0;

		background_row(bg, y, pic->w, white);
		for (x = 0; x < pic->w; x++) {
			int dark = row[x] < white[x] - (float)half;

			if (run && !dark)
				count[run < 255 ? run : 255]++;
			run = dark ? run + 1 : 0;
		}
	}
	free(white);
	count[1] = 0;	/* grain */
	return histogram_level(count, 0.5);
}

struct image
picture_flatten(const struct image *pic, const struct background *bg)
{
	struct image flat = image_new(pic->w, pic->h);
	float *white = mem_alloc((size_t)pic->w, sizeof *white);
	int x, y;

	for (y = 0; y < pic->h; y++) {
		const uint8_t *in = pic->px + (size_t)y * (size_t)pic->w;
		uint8_t *out = flat.px + (size_t)y * (size_t)pic->w;

		background_row(bg, y, pic->w, white);
		for (x = 0; x < pic->w; x++) {
			float v = FLAT_PAPER * (float)in[x] / (white[x] > FLAT_DARKEST ? white[x] : FLAT_DARKEST);

			out[x] = v < 255 ? (uint8_t)(v + 0.5f) : 255;
		}
	}
	free(white);
	return flat;
}

/* Weights 1 2 1 of a row and its neighbours above and below; at the border the row itself stands in. */
static void
smooth_row(const struct image *pic, int y, uint16_t *sum)
{
	size_t w = (size_t)pic->w, x;
	const uint8_t *row = pic->px + (size_t)y * w;
	const uint8_t *up = y > 0 ? row - w : row, *down = y + 1 < pic->h ? row + w : row;

	for (x = 0; x < w; x++)
		sum[x] = (uint16_t)(up[x] + 2 * row[x] + down[x]);
}

struct image
picture_smooth(const struct image *pic)
{
	struct image out = image_new(pic->w, pic->h);
	uint16_t *sum = mem_alloc((size_t)pic->w, sizeof *sum);
	int x, y, last = pic->w - 1;

	for (y = 0; y < pic->h; y++) {
		uint8_t *row = out.px + (size_t)y * (size_t)pic->w;

		smooth_row(pic, y, sum);
		for (x = 0; x <= last; x++)
			row[x] = (uint8_t)((sum[x > 0 ? x - 1 : 0] + 2 * sum[x] +
			                    sum[x < last ? x + 1 : last] + 8) / 16);
	}
	free(sum);
	return out;
}
