/* Which reader an image needs, by its first bytes. */
#include <errno.h>
#include <string.h>

#include "base/err.h"
#include "image/formats.h"

/* image_read, but for the advice that is given about other formats. */
static int
read_any(FILE *in, const char *name, int64_t max_pixels, struct image *out, const struct advice *advice)
{
	uint8_t head[FOREIGN_HEAD];
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
	head[0] = (uint8_t)c;
	n = 1;
	if (c == 'P' && (c = getc(in)) != EOF) {
		if (c >= '1' && c <= '7')
			return read_pnm(in, name, c - '0', max_pixels, out);
		head[n++] = (uint8_t)c;
	}
	n += fread(head + n, 1, 8 - n, in);
	if (n == 8 && memcmp(head, "\x89PNG\r\n\x1a\n", 8) == 0)
		return read_png(in, name, max_pixels, out);
	n += fread(head + n, 1, FOREIGN_HEAD - n, in);
	refuse_foreign(name, head, n, advice);
	return -1;
}

int
image_read(FILE *in, const char *name, int64_t max_pixels, struct image *out)
{
	return read_any(in, name, max_pixels, out, &(struct advice){.pipe = getprog()});
}

int
image_read_piped(FILE *in, const char *name, const char *pipe, int64_t max_pixels, struct image *out)
{
	return read_any(in, name, max_pixels, out, &(struct advice){.pipe = pipe});
}

int
image_read_kept(FILE *in, const char *name, const char *list, int64_t max_pixels, struct image *out)
{
	return read_any(in, name, max_pixels, out, &(struct advice){.list = list});
}
