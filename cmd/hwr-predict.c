/* hwr-predict - what a stream of normalized glyphs and lines says. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/io.h"
#include "base/opts.h"
#include "base/waits.h"
#include "image/image.h"
#include "page/line_image.h"
#include "page/tally.h"
#include "read/intake.h"
#include "report/printer.h"

static const struct command command = {
	"hwr-predict",
	"[-qv] [--classes=set] [--format=text|tsv|jsonl|words] [--list-models] [--lm=list|none] [--lm-weight=x] [-m file] "
	"[--max-model-work=x] [--merge] [-o file] [--pattern=pattern] [--prior=file|alone|trained|uniform] [--threads=n] [--top=n] [--vote=how] [--words=file] [file ...]",
	"read characters, or whole lines, by networks",
};

struct choice {			/* the command line */
	struct reader_options how;
	enum format format;
	int top;
	const char *output;
};

static const struct opt options[] = {
	{0,   "format",  "FORMAT", "text (default), tsv, jsonl or words", OPT_CHOICE(struct choice, format, format_names), .after = "classes"},
	{'o', "output",  "FILE",   "write the answers to FILE", OPT_TEXT(struct choice, output), .after = "merge", .writes = FILE_TEXT},
	{0,   "threads", "N",      "use N threads", OPT_CALL(opts_threads), .after = "prior"},
	{0,   "top",     "N",      "write N answers for each character or word, 1 to 10 (default 3)", OPT_INT(struct choice, top, 1, RESULT_TOP)},
	{0},
};

struct job {
	struct reader reader;
	struct printer printer;
	struct intake intake;
	struct tally page;	/* the one that goes on */
	int empty;		/* 1: some line could not match the pattern, which was said */
	int read, others;	/* images of the stream under way that were read; that are for other networks than ours */
};

static void
put(void *ctx, const struct result *r)
{
	struct job *job = ctx;

	job->empty |= result_is_empty(r);
	printer_put(&job->printer, r);
}

static void
end_page(void *ctx)
{
	struct job *job = ctx;

	printer_end_page(&job->printer);
	hand_on(job->printer.out);
}

/* Case and spaces need tags; that they are missing is said once. */
static void
look_at_tags(const struct tags *t, int line, const char *name)
{
	const unsigned wanted = line ? TAG_LINE : TAG_LINE | TAG_WORD | TAG_BOX | TAG_BASE | TAG_XH;
	static int said;

	if (said || (t->have & wanted) == wanted)
		return;
	said = 1;
	warn_at(name, "images without tags of hwr-split: %s", line ? "each is a line" : "no spaces, no lines, case as it comes");
}

/* Returns 0, or 1 after saying that the image was normalized for other networks. */
static int
wrong_style(const struct job *job, const struct image *img, const char *name, int n)
{
	const char *wanted = style_name(job->reader.style);
	char *word = style_in_tag(img->tag);
	int wrong = word && strcmp(word, wanted) != 0 && img->h != LINE_HEIGHT && reader_glyphs(&job->reader);

	if (wrong)
		error_at(name, "image %d: normalized in style %s, the models are for %s: hwr-normalize --style=%s",
		        n, word, wanted, wanted);
	free(word);
	return wrong;
}

/* Take a glyph or a line whose size is right; its image and tags may be taken over. */
static void
take_image(struct job *job, struct image *img, struct tags *t, const char *name)
{
	const int line = img->h == LINE_HEIGHT;

	if (line ? !reader_lines(&job->reader) : !reader_glyphs(&job->reader)) {
		job->others++;
		return;
	}
	job->read++;
	look_at_tags(t, line, name);
	if (line) {
		intake_line(&job->intake, img, t);
		*img = (struct image)IMAGE_EMPTY;
	} else {
		intake_glyph(&job->intake, img->px, t);
	}
	*t = (struct tags)TAGS_EMPTY;
}

/* Returns 0, or 1 after saying that the image is neither a glyph nor a line. */
static int
wrong_size(const struct job *job, const struct image *img, const char *name, int n)
{
	const char *why = "wanted 28 x 28, or 48 rows of a line, as hwr-normalize makes them";

	if (img->w == GLYPH_SIDE && img->h == GLYPH_SIDE)
		return 0;
	if (img->h == LINE_HEIGHT && (!job->reader.lines || !(why = line_reader_takes(job->reader.lines, img))))
		return 0;
	error_at(name, "image %d: %d x %d pixels, %s", n, img->w, img->h, why);
	return 1;
}

/* Returns 0, or 1 after saying that all of a stream was for other networks. */
static int
only_others(const struct job *job, const char *name)
{
	if (job->read > 0 || job->others == 0)
		return 0;
	if (reader_lines(&job->reader))
		error_at(name, "only glyphs in it, and the model reads whole lines: hwr-split --lines | hwr-normalize --style=line");
	else
		error_at(name, "only whole lines in it, and the models read glyphs: hwr-split | hwr-normalize");
	return 1;
}

/* Read all images of one stream.  Returns 0, or 1 after a message. */
static int
predict_stream(FILE *in, const char *name, void *ctx)
{
	struct job *job = ctx;
	struct image img = IMAGE_EMPTY;
	int got = 0, failed = 0, wrong = 0, n = 0, whole;
	struct tags tags;

	job->read = job->others = 0;
	while (!wrong && !ferror(job->printer.out) &&
	       (got = image_read_piped(in, name, "hwr-trim | hwr-split | hwr-normalize | hwr-predict", IMAGE_MAX_PIXELS, &img)) == 1) {
		n++;
		tags_parse(img.tag, &tags);
		whole = tally_add(&job->page, &tags, name);
		if (wrong_size(job, &img, name, n))
			failed = 1;
		else if ((wrong = wrong_style(job, &img, name, n)) == 0)
			take_image(job, &img, &tags, name);
		if (whole)
			intake_page(&job->intake, waits_for(fileno(in)));
		image_free(&img);
		tags_free(&tags);
	}
	return got < 0 || failed || wrong || only_others(job, name);
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
	job.page = (struct tally)TALLY_EMPTY;
	job.empty = 0;
	intake_open(&job.intake, &job.reader, &(struct intake_out){put, end_page, &job});
	failed = io_each(argc, argv, first, predict_stream, &job);
	if (!ferror(out.f))
		tally_end(&job.page, "the last stream");
	intake_close(&job.intake);
	failed |= job.empty;
	printer_end(&job.printer);
	failed = out_finish(&out, failed);
	reader_close(&job.reader);
	return close_stdout() || failed ? EXIT_FAILED : EXIT_OK;
}
