/* hwr-predict - what a stream of normalized glyphs says, by the vote of an ensemble. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/opts.h"
#include "image/image.h"
#include "report/printer.h"
#include "read/reader.h"
#include "read/decode_page.h"

enum { WORTH = 1024 };	/* glyphs that keep several threads busy */

static const struct command command = {
	"hwr-predict",
	"[-qv] [--classes=set] [--format=text|tsv|jsonl|words] [--lm=file|none] [--lm-weight=x] [-m file] "
	"[--merge] [-o file] [--pattern=pattern] [--prior=file|alone|trained|uniform] [--threads=n] [--top=n] [--vote=how] [--words=file] [file ...]",
	"read characters by the vote of an ensemble of networks",
};

struct choice {			/* the command line */
	struct reader_options how;
	enum format format;
	int top;
	const char *output;
};

static const struct opt options[] = {
	{0,   "format",  "FORMAT", "text (default), tsv, jsonl or words", OPT_CHOICE(struct choice, format, format_names), .after = "classes"},
	{'o', "output",  "FILE",   "write the answers to FILE", OPT_TEXT(struct choice, output), .after = "merge"},
	{0,   "threads", "N",      "use N threads", OPT_CALL(opts_threads), .after = "prior"},
	{0,   "top",     "N",      "write N answers for each character or word, 1 to 10 (default 3)", OPT_INT(struct choice, top, 1, RESULT_TOP)},
	{0},
};

/* Glyphs waiting for enough of their like: whole pages, or lines, or DECODE_MOST of one. */
struct job {
	struct reader reader;
	struct printer printer;
	uint8_t *images;		/* (DECODE_MOST,28,28) */
	struct result *results;		/* DECODE_MOST */
	int n, line_start, page_start;	/* glyphs; the first of the last line, of the last page */
};

/* Read and print the first n glyphs, and keep the rest. */
static void
flush_glyphs(struct job *job, int n)
{
	const int left = reader_read(&job->reader, job->images, job->results, n);

	for (int i = 0; i < left; i++) {
		printer_put(&job->printer, &job->results[i]);
		result_free(&job->results[i]);
	}
	job->n -= n;
	memmove(job->images, job->images + (size_t)n * GLYPH_SIZE, (size_t)job->n * GLYPH_SIZE);
	memmove(job->results, job->results + n, (size_t)job->n * sizeof *job->results);
	job->line_start = job->line_start > n ? job->line_start - n : 0;
	job->page_start = 0;
}

/* There is no room left: read what can be read without what comes next. */
static void
make_room(struct job *job)
{
	const int whole = job->page_start > 0 ? job->page_start : job->line_start;

	flush_glyphs(job, whole > 0 ? whole : lattice_part(job->results, job->n));
}

/* Case and spaces need tags; that they are missing is said once. */
static void
look_at_tags(const struct tags *t, const char *name)
{
	const unsigned wanted = TAG_LINE | TAG_WORD | TAG_BOX | TAG_BASE | TAG_XH;
	static int said;

	if (said || (t->have & wanted) == wanted)
		return;
	said = 1;
	warn_at(name, "images without tags of hwr-split: no spaces, no lines, case as it comes");
}

static void
take_glyph(struct job *job, const struct image *img, const char *name)
{
	struct tags tags;

	tags_parse(img->tag, &tags);
	look_at_tags(&tags, name);
	if (!reader_takes(&job->reader, &tags)) {
		tags_free(&tags);
		return;
	}
	if (job->n > 0 && !result_same_line(&job->results[job->n - 1].tags, &tags))
		job->line_start = job->n;
	if (job->line_start == job->n && job->n > 0 && !result_same_page(&job->results[job->n - 1].tags, &tags)) {
		job->page_start = job->n;
		if (job->n >= WORTH)
			flush_glyphs(job, job->n);
	}
	if (job->n == DECODE_MOST)
		make_room(job);
	memcpy(job->images + (size_t)job->n * GLYPH_SIZE, img->px, GLYPH_SIZE);
	memset(&job->results[job->n], 0, sizeof *job->results);
	job->results[job->n++].tags = tags;
}

/* Returns 0, or 1 after saying that the image was normalized for other networks. */
static int
wrong_style(const struct job *job, const struct image *img, const char *name, int n)
{
	const char *wanted = style_name(job->reader.style);
	char *word = style_in_tag(img->tag);
	int wrong = word && strcmp(word, wanted) != 0;

	if (wrong)
		error_at(name, "image %d: normalized in style %s, the models are for %s: hwr-normalize --style=%s",
		        n, word, wanted, wanted);
	free(word);
	return wrong;
}

/* Read all images of one stream.  Returns 0, or 1 after a message. */
static int
predict_stream(FILE *in, const char *name, void *ctx)
{
	struct job *job = ctx;
	struct image img = IMAGE_EMPTY;
	int got = 0, failed = 0, wrong = 0, n = 0;

	while (!wrong && !ferror(job->printer.out) &&
	       (got = image_read(in, name, IMAGE_MAX_PIXELS, &img)) == 1) {
		n++;
		if (img.w != GLYPH_SIDE || img.h != GLYPH_SIDE) {
			error_at(name, "image %d: %d x %d pixels, wanted 28 x 28 as hwr-normalize makes them",
			        n, img.w, img.h);
			failed = 1;
		} else if ((wrong = wrong_style(job, &img, name, n)) == 0) {
			take_glyph(job, &img, name);
		}
		image_free(&img);
	}
	return got < 0 || failed || wrong;
}

static int
predict_all(struct job *job, int argc, char *argv[], int first)
{
	int failed;

	job->images = mem_alloc(DECODE_MOST, GLYPH_SIZE);
	job->results = mem_alloc(DECODE_MOST, sizeof *job->results);
	job->n = job->line_start = job->page_start = 0;
	failed = io_each(argc, argv, first, predict_stream, job);
	flush_glyphs(job, job->n);
	printer_end(&job->printer);
	free(job->results);
	free(job->images);
	return failed;
}

int
main(int argc, char *argv[])
{
	struct choice o = {.how = READER_DEFAULTS, .format = FORMAT_TEXT, .top = 3};
	const struct opts tables[] = {{.rows = reader_opts, .to = &o.how}, {.rows = options, .to = &o}, {0}};
	const int first = opts_parse(&command, tables, argc, argv);
	struct job job;
	struct out out;
	int failed;

	o.how.readings = o.format == FORMAT_WORDS ? o.top : 0;
	if (reader_open(&job.reader, &o.how) || out_open(&out, o.output))
		return EXIT_FAILED;
	printer_start(&job.printer, out.f, o.format, o.top);
	failed = predict_all(&job, argc, argv, first);
	failed |= out_close(&out, 1);
	reader_close(&job.reader);
	return close_stdout() || failed ? EXIT_FAILED : EXIT_OK;
}
