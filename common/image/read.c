/* Which reader an image needs, by its first bytes. */
#include <errno.h>
#include <string.h>

#include "base/err.h"
#include "image/formats.h"

enum { HEAD = 12 };	/* bytes that tell any of the formats */

struct foreign {
	int at;			/* offset of the magic bytes */
	const char *magic;
	int n;
	const char *what, *before, *after;	/* the pipe: before, the file's name, after */
};

static const struct foreign foreign[] = {
	{0, "\xff\xd8\xff", 3, "a JPEG image", "jpegtopnm ", " | "},
	{0, "II*\0", 4, "a TIFF image", "tifftopnm ", " | "},
	{0, "MM\0*", 4, "a TIFF image", "tifftopnm ", " | "},
	{0, "%PDF", 4, "a PDF document", "pdftoppm -gray -r 300 ", " | "},
	{0, "GIF8", 4, "a GIF image", "giftopnm ", " | "},
	{8, "WEBP", 4, "a WebP image", "dwebp -ppm ", " -o - | "},
	{4, "ftyp", 4, "a HEIC image", "heif-convert ", " x.png && "},
	{0, "BM", 2, "a BMP image", "bmptopnm ", " | "},
};

static void
refuse(const char *name, const uint8_t *head, size_t n)
{
	const char *file = name[0] == '<' ? "-" : name;
	size_t i;

	for (i = 0; i < sizeof foreign / sizeof *foreign; i++) {
		const struct foreign *f = &foreign[i];

		if ((size_t)(f->at + f->n) <= n && memcmp(head + f->at, f->magic, (size_t)f->n) == 0) {
			int file_made = strstr(f->after, "x.png") != NULL;

			error_at(name, "is %s; read it with: %s%s%s%s%s", f->what, f->before, file,
			        f->after, getprog(), file_made ? " x.png" : "");
			return;
		}
	}
	error_at(name, "neither a PNM nor a PNG image");
}

int
image_read(FILE *in, const char *name, int64_t max_pixels, struct image *out)
{
	uint8_t head[HEAD];
	size_t n;
	int c;

	do	/* text editors and shells leave a newline after plain images */
		c = getc(in);
	while (c == '\n' || c == '\r' || c == ' ' || c == '\t');
	if (c == EOF) {
		if (!ferror(in))
			return 0;
		error_at(name, "%s", strerror(errno));
		return -1;
	}
	if (c == 'P')
		return read_pnm(in, name, max_pixels, out);
	head[0] = (uint8_t)c;
	n = 1 + fread(head + 1, 1, 7, in);
	if (n == 8 && memcmp(head, "\x89PNG\r\n\x1a\n", 8) == 0)
		return read_png(in, name, max_pixels, out);
	n += fread(head + n, 1, HEAD - n, in);
	refuse(name, head, n);
	return -1;
}
