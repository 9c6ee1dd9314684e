/* Formats that others read: what they are known by, and a line for the shell that reads them. */
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/quote.h"
#include "image/formats.h"

/*
 * How a format is read: a command with @ for the file, as a word of the shell;
 * it writes to stdout or, where there is a %, to the file of that name.  On
 * stdin "<@" is left out and "@" is "-", except where the command needs a file.
 */
struct foreign {
	int at, n;		/* where the first bytes are that tell it, and how many */
	const char *magic, *what, *command;
	int needs_file;
};

#define HEIF(brand) {4, 8, "ftyp" brand, "a HEIC image", "heif-convert @ %", 1}
#define AVIF(brand) {4, 8, "ftyp" brand, "an AVIF image", "avifdec @ %", 1}
#define JPEG2000 "a JPEG 2000 image", "jpeg2ktopam @", 0
#define JPEGXL "a JPEG XL image", "djxl @ %", 1
#define TIFF "a TIFF image", "tifftopnm @", 0
#define POSTSCRIPT "a PostScript document", \
	"gs -q -dSAFER -dBATCH -dNOPAUSE -dEPSCrop -sDEVICE=pgmraw -r300 -sOutputFile=- @", 0
#define FLOATS "a PFM image", "pfmtopam @", 0

static const struct foreign foreign[] = {
	{0, 3, "\xff\xd8\xff", "a JPEG image", "jpegtopnm @", 0},
	{0, 4, "II*\0", TIFF}, {0, 4, "MM\0*", TIFF}, {0, 4, "II+\0", TIFF}, {0, 4, "MM\0+", TIFF},
	{0, 4, "%PDF", "a PDF document", "pdftoppm -gray -r 300 @", 0},
	{0, 4, "GIF8", "a GIF image", "giftopnm @", 0},
	{8, 4, "WEBP", "a WebP image", "dwebp -quiet -ppm -o - -- @", 0},
	AVIF("avif"), AVIF("avis"),
	HEIF("heic"), HEIF("heix"), HEIF("heim"), HEIF("heis"), HEIF("hevc"), HEIF("mif1"), HEIF("msf1"),
	{0, 12, "\0\0\0\x0cjP  \r\n\x87\n", JPEG2000}, {0, 4, "\xff\x4f\xff\x51", JPEG2000},
	{0, 12, "\0\0\0\x0cJXL \r\n\x87\n", JPEGXL}, {0, 2, "\xff\x0a", JPEGXL},
	{0, 2, "BM", "a BMP image", "bmptopnm @", 0},
	{0, 4, "%!PS", POSTSCRIPT}, {0, 4, "\xc5\xd0\xd3\xc6", POSTSCRIPT},
	{0, 8, "AT&TFORM", "a DjVu document", "ddjvu -format=pgm @", 0},
	{0, 4, "<svg", "an SVG drawing", "rsvg-convert -b white <@", 0},
	{0, 5, "<?xml", "XML, as SVG drawings are", "rsvg-convert -b white <@", 0},
	{0, 3, "PF\n", FLOATS}, {0, 3, "Pf\n", FLOATS},
	{0, 3, "\x1f\x8b\x08", "compressed by gzip", "gzip -dc <@", 0},
	{0, 3, "BZh", "compressed by bzip2", "bzip2 -dc <@", 0},
	{0, 6, "\xfd" "7zXZ\0", "compressed by xz", "xz -dc <@", 0},
	{0, 4, "\x28\xb5\x2f\xfd", "compressed by zstd", "zstd -dc <@", 0},
};

/* The words of a line: the picture's own name; on stdin, one it is to be saved by. */
struct names {
	const char *own;	/* NULL: it is on stdin, and stays there */
	struct buf made, hidden;	/* a file to make; the own one out of the way, as folders pass over it */
};

static void
set_names(struct names *n, const char *own)
{
	const char *base = strrchr(own, '/');

	base = base ? base + 1 : own;
	buf_add(&n->hidden, own, (size_t)(base - own));
	buf_printf(&n->hidden, ".%s", base);
}

/* A command, with names in the place of @ and %. */
static void
put_command(struct buf *line, const char *command, const struct names *n)
{
	for (; *command; command++)
		if (*command == '%')
			quote_shell(line, n->made.data);
		else if (*command == '<' && !n->own)
			command++;
		else if (*command == '@' && n->own)
			quote_shell(line, n->own);
		else
			buf_char(line, *command == '@' ? '-' : *command);
	while (line->len > 0 && line->data[line->len - 1] == ' ')
		line->data[--line->len] = '\0';
}

/* What comes behind the command: programs that read a pipe, the first of them a file where the command makes one. */
static void
put_pipe(struct buf *line, const char *pipe, const char *made)
{
	const size_t first = strcspn(pipe, " ");

	if (!made) {
		buf_printf(line, " | %s", pipe);
		return;
	}
	buf_str(line, " && ");
	buf_add(line, pipe, first);
	buf_char(line, ' ');
	quote_shell(line, made);
	buf_str(line, pipe + first);
}

/* The same for a file that programs read where it lies. */
static void
put_file(struct buf *line, const char *list, const struct names *n, int makes)
{
	if (!makes) {
		buf_str(line, " >");
		quote_shell(line, n->made.data);
	}
	if (list) {
		buf_printf(line, "; and let %s name that file", list);
		return;
	}
	buf_str(line, " && mv ");
	quote_shell(line, n->own);
	buf_char(line, ' ');
	quote_shell(line, n->hidden.data);
}

static void
advise(const struct foreign *f, const char *name, const struct advice *a)
{
	const int makes = strchr(f->command, '%') != NULL, std = strcmp(name, "<stdin>") == 0;
	struct names n = {std && !f->needs_file ? NULL : std ? "picture" : name, BUF_EMPTY, BUF_EMPTY};
	struct buf line = BUF_EMPTY;

	if (n.own) {
		set_names(&n, n.own);
		buf_printf(&n.made, "%s.%s", n.own, makes ? "png" : "pnm");
	}
	if (n.own && std)
		buf_printf(&line, "cat >%s && ", n.own);
	put_command(&line, f->command, &n);
	if (a->pipe)
		put_pipe(&line, a->pipe, makes ? n.made.data : NULL);
	else
		put_file(&line, a->list, &n, makes);
	error_at(name, "is %s; %s: %s", f->what, a->pipe ? "read it with" : "make it another", line.data);
	buf_free(&line);
	buf_free(&n.made);
	buf_free(&n.hidden);
}

void
refuse_foreign(const char *name, const uint8_t *head, size_t n, const struct advice *a)
{
	size_t i;

	for (i = 0; i < sizeof foreign / sizeof *foreign; i++) {
		const struct foreign *f = &foreign[i];

		if ((size_t)(f->at + f->n) <= n && memcmp(head + f->at, f->magic, (size_t)f->n) == 0) {
			advise(f, name, a);
			return;
		}
	}
	error_at(name, "neither a PNM nor a PNG image");
}
