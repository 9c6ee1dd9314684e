/*
 * image.h - 8-bit grey images, one at a time, and the streams they travel in.
 *
 * An image is h rows of w samples, row-major, no padding: the sample at row y,
 * column x is px[y * w + x]; (0, 0) is the top left.  A picture before
 * hwr-trim is as the person has it; after it ink is high, 255 on 0 ("ink image").
 * Ownership: whoever gets an image from *_read or *_new frees it with
 * image_free; outputs are untouched on failure.  No state between calls: safe
 * per thread.
 */
#ifndef HWR_IMAGE_H
#define HWR_IMAGE_H

#include <stdint.h>
#include <stdio.h>

struct image {
	int w, h;		/* pixels, each 1 .. IMAGE_MAX_SIDE; 0 x 0 when empty */
	uint8_t *px;		/* h * w samples, owned */
	char *tag;		/* text after "# hwr " in the header, owned; NULL for none */
};

struct box { int x, y, w, h; };	/* pixels; w == 0 means "nothing there" */

#define IMAGE_EMPTY {0, 0, NULL, NULL}
#define IMAGE_MAX_SIDE 1000000			/* pixels */
#define IMAGE_MAX_PIXELS INT64_C(400000000)	/* the default of --max-pixels */

/*
 * image_read - the next image of a stream.
 *
 * in          open for reading, at the first byte of an image or at end of file
 * name        how messages call the stream: the file name or "<stdin>"
 * max_pixels  larger images are refused before anything is allocated
 * out         on 1 a new image (freed with image_free), else untouched
 *
 * PNM P1 to P6 (plain and raw), P7 with 1 to 4 channels, any maxval to 65535;
 * PNG of every kind.  Told apart by content.  Colour becomes grey (luma of
 * Rec. 601), alpha is laid on white, depth becomes 8 bit, rounded.  Formats that
 * image/foreign.c knows are refused with a line for the shell that reads them.
 * Returns 1 for an image, 0 at a clean end of stream, -1 on bad data or a
 * read error, having said what and where on stderr; the stream ends there.
 */
int image_read(FILE *in, const char *name, int64_t max_pixels, struct image *out);

/*
 * The same but for that line, where the program alone is not what reads a
 * picture of paper: image_read_piped - the end of the pipe, from hwr-trim on;
 * image_read_kept - the picture is one of a folder, and stays in it; list is
 * the table that names it, NULL when all of the folder is read.
 */
int image_read_piped(FILE *in, const char *name, const char *pipe, int64_t max_pixels, struct image *out);
int image_read_kept(FILE *in, const char *name, const char *list, int64_t max_pixels, struct image *out);

/*
 * image_write - img as raw PGM (P5, maxval 255), with "# hwr TAG" when it has
 * a tag.  Errors stick to out, where out_close or close_stdout finds them.
 */
void image_write(FILE *out, const struct image *img);

/*
 * image_write_png - an 8-bit PNG: of 1 plane a grey one, of 3 of one size, its
 * red, green and blue, one in colours.  Returns 0, or -1 (nothing said).
 */
int image_write_png(FILE *out, const struct image plane[], int planes);

/* image_save_png - the same to the file path, as out_open has it; part: it shows not all that it should.  0, or 1 after saying why. */
int image_save_png(const char *path, const struct image plane[], int planes, int part);

struct image image_new(int w, int h);	/* cleared, no tag */
void image_free(struct image *img);	/* twice is harmless */

/* image_crop - a new image of box b, which lies inside img; no tag. */
struct image image_crop(const struct image *img, struct box b);

/* box_around - the smallest box that holds both. */
struct box box_around(struct box a, struct box b);

/* image_ink - the smallest box that holds every sample of at least level (1..255). */
struct box image_ink(const struct image *img, int level);

#endif
