/* The readers of PNM: P1 to P6 (netpbm's pbm(5), pgm(5), ppm(5)) and P7 (pam(5)). */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/num.h"
#include "image/formats.h"

enum {
	MAX_TAG = 65536,	/* bytes of a comment that are kept */
	MAX_WORD = 64,		/* bytes of a PAM header line's word */
	MAX_HEADER_LINES = 10000
};

struct pnm {
	FILE *in;
	const char *name;
	int kind;		/* 1 .. 7 */
	int64_t w, h, max;
	int channels;
	struct buf tag;
};

static int
fail(const struct pnm *p, const char *what)
{
	if (ferror(p->in))
		error_at(p->name, "%s", strerror(errno));
	else
		error_at(p->name, "%s", feof(p->in) ? "truncated: the file ends within an image" : what);
	return -1;
}

/* Takes the rest of a comment, after its '#', and keeps it when it is ours. */
static void
read_comment(struct pnm *p)
{
	struct buf line = BUF_EMPTY;
	int c;

	while ((c = getc(p->in)) != EOF && c != '\n')
		if (line.len < MAX_TAG)
			buf_char(&line, (char)c);
	if (line.len && line.data[line.len - 1] == '\r')
		line.data[--line.len] = '\0';
	if (line.len > 5 && line.len < MAX_TAG && memcmp(line.data, " hwr ", 5) == 0 &&
	    !memchr(line.data, '\0', line.len)) {
		buf_clear(&p->tag);
		buf_str(&p->tag, line.data + 5);
	}
	buf_free(&line);
}

/* The next byte of a header; a comment reads as the newline that ends it. */
static int
header_byte(struct pnm *p)
{
	int c = getc(p->in);

	if (c != '#')
		return c;
	read_comment(p);
	return '\n';
}

static int
is_blank(int c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* A number 0 .. hi of the header or of plain samples, and one byte after it.  Returns -1 when there is none. */
static int64_t
read_number(struct pnm *p, int64_t hi)
{
	int64_t v = 0;
	int c;

	do
		c = header_byte(p);
	while (is_blank(c));
	if (c < '0' || c > '9')
		return -1;
	for (; c >= '0' && c <= '9'; c = getc(p->in))
		if ((v = 10 * v + (c - '0')) > hi)
			v = hi + 1;
	if (c == '#')
		read_comment(p);
	else if (c != EOF && !is_blank(c))
		return -1;
	return v;
}

static int
read_header(struct pnm *p)
{
	const int64_t big = INT64_C(1000000000000);

	p->channels = p->kind == 3 || p->kind == 6 ? 3 : 1;
	p->max = 1;
	if ((p->w = read_number(p, big)) < 0)
		return fail(p, "bad width");
	if ((p->h = read_number(p, big)) < 0)
		return fail(p, "bad height");
	if (p->kind == 1 || p->kind == 4)
		return 0;
	p->max = read_number(p, 65535);
	if (p->max < 1 || p->max > 65535)
		return fail(p, "maxval is not within 1 .. 65535");
	return 0;
}

/* The words of a PAM header line: a key and what follows it.  Returns 0, or -1 at the end of file. */
static int
read_pam_line(struct pnm *p, char key[MAX_WORD], char value[MAX_WORD])
{
	char *to = key;
	size_t n = 0;
	int c;

	key[0] = value[0] = '\0';
	while ((c = getc(p->in)) != EOF && c != '\n') {
		if (c == '#' && n == 0 && to == key) {
			read_comment(p);
			return 0;
		}
		if (is_blank(c) && n > 0 && to == key) {
			to = value;
			n = 0;
		} else if (!(is_blank(c) && n == 0) && n + 1 < MAX_WORD) {
			to[n++] = (char)c;
			to[n] = '\0';
		}
	}
	while (n > 0 && is_blank((unsigned char)to[n - 1]))
		to[--n] = '\0';
	return c == EOF ? -1 : 0;
}

static int
pam_field(struct pnm *p, const char *key, const char *value, char type[MAX_WORD])
{
	int64_t channels, *to = NULL;

	if (strcmp(key, "WIDTH") == 0)
		to = &p->w;
	else if (strcmp(key, "HEIGHT") == 0)
		to = &p->h;
	else if (strcmp(key, "MAXVAL") == 0)
		to = &p->max;
	if (to && num_int(value, 0, INT64_MAX, to) < 0)
		return fail(p, "bad number in the PAM header");
	if (strcmp(key, "DEPTH") == 0) {
		if (num_int(value, 1, 4, &channels) < 0)
			return fail(p, "DEPTH is not within 1 .. 4");
		p->channels = (int)channels;
	} else if (strcmp(key, "TUPLTYPE") == 0) {
		memcpy(type, value, MAX_WORD);
	}
	return 0;
}

static int
read_pam_header(struct pnm *p)
{
	char key[MAX_WORD], value[MAX_WORD], type[MAX_WORD] = "";
	int lines = 0, ended = 0;

	p->channels = 0;
	p->max = p->w = p->h = -1;
	while (!ended && lines++ < MAX_HEADER_LINES) {
		if (read_pam_line(p, key, value) < 0 || pam_field(p, key, value, type) < 0)
			return feof(p->in) ? fail(p, "") : -1;
		ended = strcmp(key, "ENDHDR") == 0;
	}
	if (!ended || p->channels == 0 || p->w < 0 || p->h < 0)
		return fail(p, "the PAM header is not complete");
	if (p->max < 1 || p->max > 65535)
		return fail(p, "maxval is not within 1 .. 65535");
	if (strncmp(type, "CMYK", 4) == 0)
		return fail(p, "CMYK is not read, only grey and RGB");
	return 0;
}

/* P1: single digits, which need no blank between them; 1 is black. */
static int
read_plain_bits(struct pnm *p, uint8_t *row)
{
	int64_t x;

	for (x = 0; x < p->w; x++) {
		int c;

		do
			c = header_byte(p);
		while (is_blank(c));
		if (c != '0' && c != '1')
			return fail(p, "neither 0 nor 1 in a plain bitmap");
		row[x] = c == '0' ? 255 : 0;
	}
	return 0;
}

static void
unpack_bits(const uint8_t *raw, int w, uint8_t *row)
{
	int x;

	for (x = 0; x < w; x++)
		row[x] = raw[x >> 3] >> (7 - (x & 7)) & 1 ? 0 : 255;
}

/* Plain samples as the bytes a raw file would have. */
static int
read_plain(struct pnm *p, uint8_t *raw)
{
	int64_t i, n = p->w * p->channels;

	for (i = 0; i < n; i++) {
		int64_t v = read_number(p, 65535);

		if (v < 0)
			return fail(p, "no number where a sample should be");
		v = v > p->max ? p->max : v;
		if (p->max > 255)
			*raw++ = (uint8_t)(v >> 8);
		*raw++ = (uint8_t)(v & 255);
	}
	return 0;
}

static size_t
raw_size(const struct pnm *p)
{
	if (p->kind == 1 || p->kind == 4)
		return ((size_t)p->w + 7) / 8;
	return (size_t)p->w * (size_t)p->channels * (p->max > 255 ? 2 : 1);
}

static int
read_rows(struct pnm *p, struct image *img)
{
	size_t size = raw_size(p);
	uint8_t *raw = mem_alloc(size, 1), *row = img->px;
	int y, bad = 0;

	for (y = 0; y < img->h && !bad; y++, row += img->w) {
		if (p->kind == 1)
			bad = read_plain_bits(p, row);
		else if (p->kind < 4)
			bad = read_plain(p, raw);
		else if (fread(raw, 1, size, p->in) != size)
			bad = fail(p, "truncated");
		if (!bad && p->kind == 4)
			unpack_bits(raw, img->w, row);
		else if (!bad && p->kind != 1)
			grey_row(raw, img->w, p->channels, (unsigned)p->max, row);
	}
	free(raw);
	return bad;
}

int
read_pnm(FILE *in, const char *name, int kind, int64_t max_pixels, struct image *out)
{
	struct pnm p = {in, name, kind, 0, 0, 0, 0, BUF_EMPTY};
	struct image img = IMAGE_EMPTY;
	int bad;

	bad = p.kind == 7 ? read_pam_header(&p) : read_header(&p);
	if (!bad && !size_ok(name, p.w, p.h, max_pixels))
		bad = -1;
	if (!bad) {
		img = image_new((int)p.w, (int)p.h);
		img.tag = p.tag.len ? mem_text(buf_text(&p.tag)) : NULL;
		bad = read_rows(&p, &img);
	}
	buf_free(&p.tag);
	if (bad) {
		image_free(&img);
		return -1;
	}
	*out = img;
	return 1;
}
