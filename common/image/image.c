#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/stream.h"
#include "image/image.h"

struct image
image_new(int w, int h)
{
	struct image img = {w, h, NULL, NULL};

	img.px = mem_zero((size_t)w * (size_t)h, 1);
	return img;
}

void
image_free(struct image *img)
{
	free(img->px);
	free(img->tag);
	img->px = NULL;
	img->tag = NULL;
	img->w = img->h = 0;
}

struct image
image_crop(const struct image *img, struct box b)
{
	struct image c = image_new(b.w, b.h);
	int y;

	for (y = 0; y < b.h; y++)
		memcpy(c.px + (size_t)y * (size_t)b.w,
		       img->px + (size_t)(y + b.y) * (size_t)img->w + b.x, (size_t)b.w);
	return c;
}

/* Whether column x holds a sample of at least level in rows y0 <= y < y1. */
static int
column_has(const struct image *img, int x, int y0, int y1, int level)
{
	int y;

	for (y = y0; y < y1; y++)
		if (img->px[(size_t)y * (size_t)img->w + (size_t)x] >= level)
			return 1;
	return 0;
}

static int
row_has(const struct image *img, int y, int level)
{
	const uint8_t *p = img->px + (size_t)y * (size_t)img->w;
	int x;

	for (x = 0; x < img->w; x++)
		if (p[x] >= level)
			return 1;
	return 0;
}

struct box
box_around(struct box a, struct box b)
{
	const int x = a.x < b.x ? a.x : b.x, y = a.y < b.y ? a.y : b.y;
	const int right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
	const int bottom = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;

	return (struct box){x, y, right - x, bottom - y};
}

struct box
image_ink(const struct image *img, int level)
{
	struct box none = {0, 0, 0, 0}, b;
	int y0 = 0, y1 = img->h, x0 = 0, x1 = img->w;

	while (y0 < y1 && !row_has(img, y0, level))
		y0++;
	if (y0 == y1)
		return none;
	while (!row_has(img, y1 - 1, level))
		y1--;
	while (!column_has(img, x0, y0, y1, level))
		x0++;
	while (!column_has(img, x1 - 1, y0, y1, level))
		x1--;
	b.x = x0;
	b.y = y0;
	b.w = x1 - x0;
	b.h = y1 - y0;
	return b;
}

void
image_write(FILE *out, const struct image *img)
{
	fputs("P5\n", out);
	if (img->tag)
		fprintf(out, "# hwr %s\n", img->tag);
	fprintf(out, "%d %d\n255\n", img->w, img->h);
	fwrite(img->px, 1, (size_t)img->w * (size_t)img->h, out);
	stream_broken(out);	/* keeps the reason */
}
