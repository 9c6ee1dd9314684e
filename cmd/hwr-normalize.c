/* hwr-normalize - bring every glyph of a stream to 28x28, and every line to 48 rows, as the networks know them. */
#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/io.h"
#include "base/opts.h"
#include "base/waits.h"
#include "page/line_image.h"
#include "page/normalize.h"
#include "page/tally.h"

static const struct command command = {
	"hwr-normalize", "[-qv] [-o file] [-s emnist|line|mnist] [file ...]",
	"bring glyphs to 28x28, and lines to 48 rows, as the networks were trained to see them",
};

struct job {
	enum style style;
	const char *output;
	FILE *out;
	struct tally page;	/* the one that goes on */
	int bare;		/* 1: an image without tags has been told */
};

static const char *const styles[] = {"emnist", "mnist", "line", NULL};	/* in the order of enum style */

static const struct opt options[] = {
	{'o', "output", "FILE",  "write the images to FILE", OPT_TEXT(struct job, output), .writes = FILE_STREAM},
	{'s', "style",  "STYLE", "of glyphs: emnist (default) or mnist; line takes every image for a line", OPT_CHOICE(struct job, style, styles)},
	{0},
};

/* As a line, whose tags t are. */
static struct image
as_line(const struct image *img, struct tags *t)
{
	struct image line = line_image(img, t);
	char *tag = tags_format(t);

	line.tag = style_tagged(tag, STYLE_LINE);
	free(tag);
	return line;
}

static struct image
as_glyph(const struct image *img, enum style style)
{
	struct image small = image_new(GLYPH_SIDE, GLYPH_SIDE);

	normalize_glyph(img, style, small.px);
	small.tag = style_tagged(img->tag, style);
	return small;
}

/* Tags that were lost are told once. */
static void
look_at_tags(struct job *job, const struct image *img, const struct tags *t, const char *name)
{
	tally_add(&job->page, t, name);
	if (img->tag || job->bare)
		return;
	job->bare = 1;
	warn_at(name, "images without tags: where lines and words are is not known; if a filter dropped them, see hwr-stream(5)");
}

static void
normalize_image(struct job *job, const struct image *img, const char *name)
{
	struct image made;
	struct tags tags;

	tags_parse(img->tag, &tags);
	look_at_tags(job, img, &tags, name);
	made = tags.whole || job->style == STYLE_LINE ? as_line(img, &tags) : as_glyph(img, job->style);
	image_write(job->out, &made);
	image_free(&made);
	tags_free(&tags);
}

/* Normalize all images of one stream.  Returns 0, or 1 after a message. */
static int
normalize_stream(FILE *in, const char *name, void *ctx)
{
	struct job *job = ctx;
	struct image img = IMAGE_EMPTY;
	int got = 0, n = 0;

	while (!ferror(job->out) && (got = image_read_piped(in, name, "hwr-trim | hwr-split | hwr-normalize", IMAGE_MAX_PIXELS, &img)) == 1) {
		n++;
		if (image_ink(&img, 1).w == 0)
			warn_at(name, "image %d: blank", n);
		normalize_image(job, &img, name);
		image_free(&img);
		if (waits_for(fileno(in)))
			hand_on(job->out);
	}
	info_at(1, name, "%d images, style %s", n, style_name(job->style));
	return got < 0;
}

int
main(int argc, char *argv[])
{
	struct job job = {.style = STYLE_EMNIST};
	const int first = opts_parse(&command, (struct opts[]){{.rows = options, .to = &job}, {0}}, argc, argv);
	struct out out;
	int failed;

	if (out_open(&out, job.output))
		return EXIT_FAILED;
	job.out = out.f;
	if (!out.path)
		io_refuse_terminal(out.f, "an image");
	failed = io_each(argc, argv, first, normalize_stream, &job);
	if (!ferror(out.f))
		tally_end(&job.page, "the last stream");
	failed = out_finish(&out, failed);
	return close_stdout() || failed ? EXIT_FAILED : EXIT_OK;
}
