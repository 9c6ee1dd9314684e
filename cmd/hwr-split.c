/* hwr-split - whole lines, and candidates for characters, of every page of a stream. */
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/io.h"
#include "base/opts.h"
#include "base/waits.h"
#include "page/split.h"

static const struct command command = {
	"hwr-split",
	"[-qv] [--candidates] [--lattice] [--layout=file] [--lines] [--no-deskew] [-o file] [--plain] [--word-gap=r] [file ...]",
	"cut ink images into lines, words and characters",
};

enum what { LATTICE, CANDIDATES, LINES, PLAIN };	/* is written */

struct job {
	struct split_options o;
	enum what what;
	const char *output, *table;	/* names of files; NULL: stdout, none */
	FILE *out;
	FILE *layout;		/* NULL: none is wanted */
	int pages;		/* seen so far, of all inputs */
};

static const struct opt options[] = {
	{0,   "candidates", NULL,  "write candidates for characters alone", OPT_SET(struct job, what, CANDIDATES)},
	{0,   "lattice",   NULL,   "write each line, then candidates for its characters (default)", OPT_SET(struct job, what, LATTICE)},
	{0,   "layout",    "FILE", "write where every image stands, as TSV", OPT_TEXT(struct job, table), .writes = FILE_TEXT},
	{0,   "lines",     NULL,   "write each line as one image, and nothing else", OPT_SET(struct job, what, LINES)},
	{0,   "no-deskew", NULL,   "take lines as level as they are", OPT_SET(struct job, o.deskew, 0)},
	{'o', "output",    "FILE", "write the stream of images to FILE", OPT_TEXT(struct job, output), .writes = FILE_STREAM},
	{0,   "plain",     NULL,   "cut once, and write each character", OPT_SET(struct job, what, PLAIN)},
	{0,   "word-gap",  "R",    "a gap of R x-heights is a space; 0 is estimated (default)", OPT_REAL(struct job, o.word_gap, 0, 1000)},
	{0},
};

static void
set_what(struct split_options *o, enum what what)
{
	o->lattice = o->plain = what == LATTICE || what == CANDIDATES;
	o->whole = what == LATTICE ? WHOLE_TOO : what == LINES ? WHOLE_ALONE : WHOLE_NONE;
}

/* Paper that is mostly light has not been through hwr-trim. */
static void
look_at_polarity(const struct image *img, const char *name)
{
	static int said;
	int64_t n = (int64_t)img->w * img->h, light = 0, i;

	for (i = 0; i < n; i++)
		light += img->px[i] >= 128;
	if (said || light * 2 <= n || img->w < 8 || img->h < 8)
		return;
	said = 1;
	warn_at(name, "looks like dark ink on light paper: hwr-trim should come first");
}

/* A row of the table; of the names of its columns for NULL. */
static void
write_row(FILE *layout, const struct tags *t)
{
	struct buf row = BUF_EMPTY;

	if (t)
		tags_row(t, &row);
	else
		tags_columns(&row);
	fwrite(row.data, 1, row.len, layout);
	buf_free(&row);
}

/* One of the images of its page, which are so many. */
static void
write_glyph(struct job *job, struct glyph *g, int of)
{
	g->tags.of = of;
	g->tags.have |= TAG_OF;
	g->img.tag = tags_format(&g->tags);
	image_write(job->out, &g->img);
	if (job->layout)
		write_row(job->layout, &g->tags);
}

static void
split_image(struct job *job, const struct image *img, const char *name, int number)
{
	struct tags page;
	struct glyphs glyphs = {NULL, 0};
	int i;

	job->pages++;
	tags_parse(img->tag, &page);
	if (!(page.have & TAG_PAGE)) {
		page.page = job->pages;
		page.have |= TAG_PAGE;
	}
	look_at_polarity(img, name);
	split_page(img, &page, &job->o, &glyphs);
	if (glyphs.n == 0)
		warn_at(name, "image %d: no characters found", number);
	for (i = 0; i < glyphs.n; i++)
		write_glyph(job, &glyphs.v[i], glyphs.n);
	hand_on(job->out);	/* a page is whole: nobody waits for the next */
	glyphs_free(&glyphs);
	tags_free(&page);
}

/* Split all images of one stream.  Returns 0, or 1 after a message. */
static int
split_stream(FILE *in, const char *name, void *ctx)
{
	struct job *job = ctx;
	struct image img = IMAGE_EMPTY;
	int got, n = 0;

	while ((got = image_read_piped(in, name, "hwr-trim | hwr-split", IMAGE_MAX_PIXELS, &img)) == 1) {
		split_image(job, &img, name, ++n);
		image_free(&img);
		if (ferror(job->out))
			break;
	}
	return got < 0;
}

int
main(int argc, char *argv[])
{
	struct job job = {.o = SPLIT_DEFAULTS};
	struct out out, table;
	int first, failed;

	first = opts_parse(&command, (struct opts[]){{.rows = options, .to = &job}, {0}}, argc, argv);
	set_what(&job.o, job.what);
	if (job.table && strcmp(job.table, "-") == 0 && !job.output)
		opts_usage_error("layout and images cannot both be stdout");
	if (out_open(&out, job.output))
		return EXIT_FAILED;
	job.out = out.f;
	if (!out.path)
		io_refuse_terminal(out.f, "an image");
	if (job.table && out_open(&table, job.table)) {
		out_close(&out, OUT_DROP);
		return EXIT_FAILED;
	}
	if (job.table) {
		job.layout = table.f;
		write_row(table.f, NULL);
	}
	failed = io_each(argc, argv, first, split_stream, &job);
	failed = (job.table && out_finish(&table, failed)) | out_finish(&out, failed);
	return close_stdout() || failed ? EXIT_FAILED : EXIT_OK;
}
