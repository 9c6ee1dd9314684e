/* PNG through libpng, row by row: the raw pixels are never held whole. */
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/stream.h"
#include "image/formats.h"

/* What must be freed after a longjmp out of libpng. */
struct reader {
	png_structp png;
	png_infop info;
	const char *name;
	uint8_t *row, *grey;
	struct image img;
};

static void
on_error(png_structp png, png_const_charp why)
{
	struct reader *r = png_get_error_ptr(png);

	if (r && r->name)
		error_at(r->name, "bad PNG: %s", why);
	png_longjmp(png, 1);
}

static void
on_warning(png_structp png, png_const_charp why)
{
	const struct reader *r = png_get_error_ptr(png);

	if (r && r->name)
		info_at(2, r->name, "PNG: %s", why);
}

static void
on_read(png_structp png, png_bytep data, size_t n)
{
	FILE *in = png_get_io_ptr(png);

	if (fread(data, 1, n, in) != n)
		png_error(png, ferror(in) ? "read error" : "truncated");
}

/* Every kind of PNG as 1 to 4 channels of 8 or 16 bits. */
static void
set_up(struct reader *r)
{
	png_set_expand(r->png);
	png_read_update_info(r->png, r->info);
	r->row = mem_alloc(png_get_rowbytes(r->png, r->info), 1);
	r->grey = mem_alloc((size_t)r->img.w, 1);
}

/*
 * Adam7 without libpng's help, which would need all raw pixels in memory:
 * each pass is a small image, whose pixels go where they belong.
 */
static void
read_interlaced(struct reader *r, int channels, unsigned max)
{
	int w = r->img.w, h = r->img.h, pass, i, y;

	for (pass = 0; pass < PNG_INTERLACE_ADAM7_PASSES; pass++) {
		int cols = (int)PNG_PASS_COLS((png_uint_32)w, pass);
		int rows = (int)PNG_PASS_ROWS((png_uint_32)h, pass);

		for (y = 0; y < rows && cols > 0; y++) {
			uint8_t *to = r->img.px + PNG_ROW_FROM_PASS_ROW((size_t)y, pass) * (size_t)w;

			png_read_row(r->png, r->row, NULL);
			grey_row(r->row, cols, channels, max, r->grey);
			for (i = 0; i < cols; i++)
				to[PNG_COL_FROM_PASS_COL(i, pass)] = r->grey[i];
		}
	}
}

static void
read_pixels(struct reader *r)
{
	int channels = png_get_channels(r->png, r->info), y;
	unsigned max = png_get_bit_depth(r->png, r->info) == 16 ? 65535 : 255;

	if (png_get_interlace_type(r->png, r->info) == PNG_INTERLACE_ADAM7) {
		read_interlaced(r, channels, max);
		return;
	}
	for (y = 0; y < r->img.h; y++) {
		png_read_row(r->png, r->row, NULL);
		grey_row(r->row, r->img.w, channels, max, r->img.px + (size_t)y * (size_t)r->img.w);
	}
}

enum { CHUNKS_MOST = 8, CHUNK_BYTES = 1 << 20 };

/* Texts, profiles and the like are passed over unread: a chunk may claim 2 GB. */
static void
limit_chunks(png_structp png)
{
#ifdef PNG_HANDLE_AS_UNKNOWN_SUPPORTED
	png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
#endif
#ifdef PNG_SET_USER_LIMITS_SUPPORTED
	png_set_chunk_cache_max(png, CHUNKS_MOST);
	png_set_chunk_malloc_max(png, CHUNK_BYTES);
#endif
}

/* Returns 0, or -1 after saying why. */
static int
read_whole(struct reader *r, FILE *in, int64_t max_pixels)
{
	png_uint_32 w, h;

	if (setjmp(png_jmpbuf(r->png)))
		return -1;
	png_set_read_fn(r->png, in, on_read);
	png_set_sig_bytes(r->png, 8);
	png_set_user_limits(r->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);	/* size_ok tells better */
	limit_chunks(r->png);
	png_read_info(r->png, r->info);
	w = png_get_image_width(r->png, r->info);
	h = png_get_image_height(r->png, r->info);
	if (!size_ok(r->name, w, h, max_pixels))
		return -1;
	r->img = image_new((int)w, (int)h);
	set_up(r);
	read_pixels(r);
	png_read_end(r->png, NULL);
	return 0;
}

int
read_png(FILE *in, const char *name, int64_t max_pixels, struct image *out)
{
	struct reader r = {NULL, NULL, name, NULL, NULL, IMAGE_EMPTY};
	int bad = -1;

	r.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &r, on_error, on_warning);
	r.info = r.png ? png_create_info_struct(r.png) : NULL;
	if (!r.info)
		die("out of memory");
	bad = read_whole(&r, in, max_pixels);
	png_destroy_read_struct(&r.png, &r.info, NULL);
	free(r.row);
	free(r.grey);
	if (bad) {
		image_free(&r.img);
		return -1;
	}
	*out = r.img;
	return 1;
}

/* The planes' samples side by side, pixel by pixel; row has room for one row of them. */
static void
write_pixels(png_structp png, const struct image plane[], int planes, uint8_t *row)
{
	size_t w = (size_t)plane->w, x;
	int k, y;

	for (y = 0; y < plane->h; y++) {
		for (k = 0; k < planes; k++)
			for (x = 0; x < w; x++)
				row[x * (size_t)planes + (size_t)k] = plane[k].px[(size_t)y * w + x];
		png_write_row(png, row);
	}
}

int
image_write_png(FILE *out, const struct image plane[], int planes)
{
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, on_error, on_warning);
	png_infop info = png ? png_create_info_struct(png) : NULL;
	uint8_t *row = mem_alloc((size_t)plane->w, (size_t)planes);

	if (!info)
		die("out of memory");
	if (setjmp(png_jmpbuf(png))) {
		png_destroy_write_struct(&png, &info);
		free(row);
		return -1;
	}
	png_init_io(png, out);
	png_set_IHDR(png, info, (png_uint_32)plane->w, (png_uint_32)plane->h, 8,
	             planes == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB,
	             PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	png_write_info(png, info);
	write_pixels(png, plane, planes, row);
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
	free(row);
	return 0;
}

int
image_save_png(const char *path, const struct image plane[], int planes, int part)
{
	struct out out;

	if (out_open(&out, path) < 0)
		return 1;
	if (image_write_png(out.f, plane, planes) < 0 && !stream_broken(out.f)) {
		error_at(path, "out of memory");
		out_close(&out, OUT_DROP);
		return 1;
	}
	return out_close(&out, part ? OUT_PART : OUT_WHOLE);
}
