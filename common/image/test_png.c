/* The PNG reader against every kind libpng can write, and against broken files. */
#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <zlib.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/rng.h"
#include "base/tap.h"
#include "image/test_streams.h"

enum { W = 13, H = 11 };	/* not multiples of 8, so that all passes of Adam7 are cut */

static const int channels_of[] = {1, 0, 3, 1, 2, 0, 4};	/* by colour type */

static const char *const names[] = {"grey", "", "RGB", "palette", "grey and alpha", "", "RGB and alpha"};

/* Packed rows of random samples. */
static void
fill(uint8_t *rows, size_t n)
{
	struct rng r = rng_seed(5, n);
	size_t i;

	for (i = 0; i < n; i++)
		rows[i] = (uint8_t)rng_below(&r, 256);
}

static FILE *
write_png(int type, int depth, int interlace, uint8_t *rows, size_t stride)
{
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	png_bytep row[H];
	png_color palette[256];
	FILE *f = tmpfile();
	int i;

	if (!f || setjmp(png_jmpbuf(png)))
		die("cannot write a PNG");
	for (i = 0; i < H; i++)
		row[i] = rows + (size_t)i * stride;
	for (i = 0; i < 256; i++) {
		palette[i].red = (png_byte)(255 - i);
		palette[i].green = (png_byte)(i * 7);
		palette[i].blue = (png_byte)(i * 3);
	}
	png_init_io(png, f);
	png_set_IHDR(png, info, W, H, depth, type, interlace, PNG_COMPRESSION_TYPE_DEFAULT,
	             PNG_FILTER_TYPE_DEFAULT);
	if (type == PNG_COLOR_TYPE_PALETTE)
		png_set_PLTE(png, info, palette, 1 << depth);
	png_write_info(png, info);
	png_write_image(png, row);
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
	rewind(f);
	return f;
}

/* Sample k of pixel x in a row of packed samples, 0 .. 1. */
static double
sample(const uint8_t *row, int depth, int x)
{
	int per = 8 / (depth < 8 ? depth : 8);

	if (depth == 16)
		return (row[2 * x] * 256 + row[2 * x + 1]) / 65535.0;
	if (depth == 8)
		return row[x] / 255.0;
	return (row[x / per] >> (8 - depth * (x % per + 1)) & ((1 << depth) - 1)) / (double)((1 << depth) - 1);
}

/* The slow, obvious grey of pixel x. */
static double
grey(const uint8_t *row, int type, int depth, int x)
{
	int n = channels_of[type];
	double s[4], v, a = 1;
	int i;

	for (i = 0; i < n; i++)
		s[i] = sample(row, depth, n * x + i);
	if (type == PNG_COLOR_TYPE_PALETTE) {
		int k = (int)(s[0] * ((1 << depth) - 1) + 0.5);

		s[0] = (255 - k) / 255.0;
		s[1] = (uint8_t)(k * 7) / 255.0;
		s[2] = (uint8_t)(k * 3) / 255.0;
	}
	v = n >= 3 || type == PNG_COLOR_TYPE_PALETTE ? 0.299 * s[0] + 0.587 * s[1] + 0.114 * s[2] : s[0];
	if (n == 2 || n == 4)
		a = s[n - 1];
	return 255 * (v * a + 1 - a);
}

static void
test_kind(int type, int depth, int interlace)
{
	size_t stride = ((size_t)W * (size_t)channels_of[type] * (size_t)depth + 7) / 8;
	uint8_t *rows = mem_alloc(stride * H, 1);
	struct image img = IMAGE_EMPTY;
	double worst = 0;
	FILE *f;
	int x, y, got, end;

	fill(rows, stride * H);
	f = write_png(type, depth, interlace, rows, stride);
	got = image_read(f, "png", IMAGE_MAX_PIXELS, &img);
	for (y = 0; got == 1 && y < H; y++)
		for (x = 0; x < W; x++) {
			double d = img.px[y * W + x] - grey(rows + (size_t)y * stride, type, depth, x);

			worst = d > worst ? d : -d > worst ? -d : worst;
		}
	end = getc(f);
	tap_ok(got == 1 && img.w == W && img.h == H && worst <= 0.5 + 1e-9 && end == EOF,
	       "%s, %d bit%s: off by %.3f", names[type], depth, interlace ? ", interlaced" : "", worst);
	image_free(&img);
	fclose(f);
	free(rows);
}

/* The whole of f, its length in *n. */
static uint8_t *
slurp(FILE *f, size_t *n)
{
	uint8_t *data = mem_alloc(100000, 1);

	*n = fread(data, 1, 100000, f);
	fclose(f);
	return data;
}

static int
read_bytes(const uint8_t *data, size_t n, int64_t max)
{
	FILE *f = stream_of(data, n);
	struct image img = IMAGE_EMPTY;
	int got = read_quiet(f, max, &img);

	fclose(f);
	image_free(&img);
	return got;
}

static void
test_broken(void)
{
	uint8_t rows[H * 2] = {0}, *data;
	size_t n, i;
	int bad = 0;

	data = slurp(write_png(PNG_COLOR_TYPE_GRAY, 1, PNG_INTERLACE_ADAM7, rows, 2), &n);
	tap_ok(read_bytes(data, n, 1000) == 1, "the file is whole");
	for (i = 1; i < n; i++)
		bad += read_bytes(data, i, 1000) == -1;
	tap_ok(bad == (int)n - 1, "cut anywhere, it is refused");
	for (i = 0, bad = 0; i < n; i++) {
		data[i] ^= 0x40;
		bad += read_bytes(data, n, 1000) == -1;
		data[i] ^= 0x40;
	}
	tap_ok(bad >= (int)n - 1, "with any byte changed, it is refused (%d of %d)", bad, (int)n);
	tap_ok(read_bytes(data, n, W * H - 1) == -1, "larger than allowed, it is refused");
	free(data);
}

/* Bytes of data with a chunk of this kind, which claims n bytes and has few, after the first.  n_out: how many. */
static uint8_t *
with_chunk(const uint8_t *data, size_t n, const char kind[4], uint32_t claims, size_t *n_out)
{
	enum { HEAD = 8 + 25 };		/* signature and IHDR */
	uint8_t *out = mem_zero(n + 32, 1), *at = out + HEAD;
	uint32_t crc;
	int i;

	memcpy(out, data, HEAD);
	for (i = 0; i < 4; i++) {
		at[i] = (uint8_t)(claims >> (24 - 8 * i));
		at[4 + i] = (uint8_t)kind[i];
	}
	memcpy(at + 8, "k\0v", 4);
	crc = (uint32_t)crc32_z(0, at + 4, 8);
	for (i = 0; i < 4; i++)
		at[12 + i] = (uint8_t)(crc >> (24 - 8 * i));
	memcpy(at + 16, data + HEAD, n - HEAD);
	*n_out = n + 16;
	return out;
}

static long
peak_memory(void)
{
	struct rusage use;

	getrusage(RUSAGE_SELF, &use);
	return use.ru_maxrss;		/* KB on Linux */
}

/* Chunks that nobody asked for are passed over: damaged or huge, they cost nothing. */
static void
test_chunks(void)
{
	static const char kinds[][5] = {"tEXt", "zTXt", "iTXt", "iCCP", "pCAL", "sCAL", "sPLT", "hIST", "eXIf", "gAMA", "abCd"};
	uint8_t rows[H * 2] = {0}, *data;
	size_t n, m, i;
	int read = 0, refused = 0;
	long before;

	data = slurp(write_png(PNG_COLOR_TYPE_GRAY, 1, PNG_INTERLACE_NONE, rows, 2), &n);
	before = peak_memory();
	for (i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		uint8_t *with = with_chunk(data, n, kinds[i], 4, &m), *huge = with_chunk(data, n, kinds[i], 0x3FFFFFFF, &m);

		read += read_bytes(with, m, 1000) == 1;
		refused += read_bytes(huge, m, 1000) == -1;
		free(with);
		free(huge);
	}
	tap_ok(read == (int)i && refused == (int)i, "chunks of %d kinds are passed over, unless they are cut short", (int)i);
	tap_ok(peak_memory() - before < 100000, "and what they claim takes no memory");
	free(data);
}

static void
test_round_trip(void)
{
	struct image img = image_new(5, 3), back = IMAGE_EMPTY;
	FILE *f = stream_of("", 0), *full = fopen("/dev/full", "wb");
	int i;

	for (i = 0; i < 15; i++)
		img.px[i] = (uint8_t)(i * 17);
	tap_ok(image_write_png(f, &img, 1) == 0 && image_write_png(f, &img, 1) == 0, "two PNGs are written");
	rewind(f);
	tap_ok(image_read(f, "back", 100, &back) == 1 && memcmp(img.px, back.px, 15) == 0, "the first is read back");
	image_free(&back);
	tap_ok(image_read(f, "back", 100, &back) == 1 && memcmp(img.px, back.px, 15) == 0, "and the second");
	image_free(&back);
	tap_ok(image_read(f, "back", 100, &back) == 0, "and the end");
	fclose(f);
	if (full) {
		int bad;

		setvbuf(full, NULL, _IONBF, 0);
		bad = image_write_png(full, &img, 1);
		tap_ok(bad == -1 || ferror(full), "a full disk is seen");
		fclose(full);
	} else {
		tap_skip("no /dev/full");
	}
	image_free(&img);
}

/* Three planes become one picture in colours: its grey is that of Rec. 601. */
static void
test_colours(void)
{
	struct image plane[3], back = IMAGE_EMPTY;
	char path[] = "/tmp/hwr-png-XXXXXX";
	int fd = mkstemp(path), off = 0, k, i;
	FILE *f;

	for (k = 0; k < 3; k++) {
		plane[k] = image_new(5, 3);
		for (i = 0; i < 15; i++)
			plane[k].px[i] = (uint8_t)(i * 17 * (k + 1));
	}
	tap_ok(fd >= 0 && image_save_png(path, plane, 3, 0) == 0, "a PNG in colours is saved");
	f = fopen(path, "rb");
	tap_ok(f && image_read(f, "back", 100, &back) == 1 && back.w == 5 && back.h == 3, "and read back");
	for (i = 0; back.px && i < 15; i++)
		off += fabs(0.299 * plane[0].px[i] + 0.587 * plane[1].px[i] + 0.114 * plane[2].px[i] - back.px[i]) > 1;
	tap_ok(back.px && off == 0, "every plane is the colour it should be");
	for (k = 0; k < 3; k++)
		image_free(&plane[k]);
	image_free(&back);
	if (f)
		fclose(f);
	close(fd);
	unlink(path);
}

int
main(void)
{
	static const int types[] = {PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_PALETTE,
	                            PNG_COLOR_TYPE_GRAY_ALPHA, PNG_COLOR_TYPE_RGB_ALPHA};
	int t, depth, interlace;

	verbosity = -1;
	for (t = 0; t < 5; t++)
		for (depth = 1; depth <= 16; depth *= 2)
			for (interlace = 0; interlace < 2; interlace++) {
				if (types[t] == PNG_COLOR_TYPE_PALETTE ? depth > 8
				    : types[t] != PNG_COLOR_TYPE_GRAY && depth < 8)
					continue;
				test_kind(types[t], depth, interlace);
			}
	test_broken();
	test_chunks();
	test_round_trip();
	test_colours();
	return tap_done();
}
