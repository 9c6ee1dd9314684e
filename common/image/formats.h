/*
 * formats.h - the readers behind image_read, and what they share; used within this room alone.
 */
#ifndef HWR_FORMATS_H
#define HWR_FORMATS_H

#include "image/image.h"

/*
 * read_pnm - PNM of kind 1 to 7 whose first bytes, 'P' and its digit, were already taken from in.
 * read_png - PNG whose 8 signature bytes were already taken from in.
 * Arguments and results as image_read: 1, or -1 after saying why.
 */
int read_pnm(FILE *in, const char *name, int kind, int64_t max_pixels, struct image *out);
int read_png(FILE *in, const char *name, int64_t max_pixels, struct image *out);

/*
 * refuse_foreign - say what the file called name is, of which n bytes are in
 * head (FOREIGN_HEAD tell any format), and a line for the shell that reads it.
 */
enum { FOREIGN_HEAD = 12 };

struct advice {			/* what becomes of a picture when it is one of ours */
	const char *pipe;	/* the programs that read it in a pipe, "hwr-trim | hwr-split"; NULL: it stays where it is */
	const char *list;	/* then, what names it; NULL: all of its folder is read */
};

void refuse_foreign(const char *name, const uint8_t *head, size_t n, const struct advice *a);

/* size_ok - whether w x h may be read; else says why not. */
int size_ok(const char *name, int64_t w, int64_t h, int64_t max_pixels);

/*
 * grey_row - n pixels of interleaved samples as 8-bit grey.
 *
 * in        n * channels samples, one byte each when max < 256, else two, the
 *           higher first; samples above max count as max
 * channels  1 grey, 2 grey and alpha, 3 red green blue, 4 with alpha; alpha
 *           is opaque at max and lies on white
 * max       1 .. 65535, which is white
 */
void grey_row(const uint8_t *in, int n, int channels, unsigned max, uint8_t *out);

#endif
