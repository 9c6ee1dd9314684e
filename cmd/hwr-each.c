/* hwr-each - run a filter for pictures on every image of a stream; tags stay. */
#include <stdio.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/opts.h"
#include "base/waits.h"
#include "image/filter.h"

static const struct command command = {
	"hwr-each", "[-qv] [-o file] command [file ...]",
	"run a filter for pictures on every image of a stream",
};

struct job {
	const char *command, *output;
	FILE *out;
};

static const struct opt options[] = {
	{'o', "output", "FILE", "write the images to FILE", OPT_TEXT(struct job, output), .writes = FILE_STREAM},
	{0},
};

/* Returns 0, or 1 after a message. */
static int
filter_image(const struct job *job, const struct image *img, const char *name, int n)
{
	struct buf which = BUF_EMPTY;
	struct image made = IMAGE_EMPTY;
	int failed;

	buf_printf(&which, "%s: image %d", name, n);
	failed = image_filter(job->command, img, buf_text(&which), &made);
	if (!failed) {
		made.tag = mem_text(img->tag);
		image_write(job->out, &made);
	}
	image_free(&made);
	buf_free(&which);
	return failed;
}

/* Filter all images of one stream, up to the first that fails.  Returns 0, or 1 after a message. */
static int
filter_stream(FILE *in, const char *name, void *ctx)
{
	const struct job *job = ctx;
	struct image img = IMAGE_EMPTY;
	int got = 0, failed = 0, n = 0;

	while (!failed && !ferror(job->out) && (got = image_read(in, name, IMAGE_MAX_PIXELS, &img)) == 1) {
		failed = filter_image(job, &img, name, ++n);
		image_free(&img);
		if (waits_for(fileno(in)))
			hand_on(job->out);
	}
	info_at(1, name, "%d images", n);
	return got < 0 || failed;
}

int
main(int argc, char *argv[])
{
	struct job job = {.command = NULL};
	const int first = opts_parse(&command, (struct opts[]){{.rows = options, .to = &job}, {0}}, argc, argv);
	struct out out;
	int failed;

	if (first == argc)
		opts_usage_error("which command?");
	job.command = argv[first];
	if (out_open(&out, job.output))
		return EXIT_FAILED;
	job.out = out.f;
	if (!out.path)
		io_refuse_terminal(out.f, "an image");
	failed = io_each(argc, argv, first + 1, filter_stream, &job);
	failed = out_finish(&out, failed);
	return close_stdout() || failed ? EXIT_FAILED : EXIT_OK;
}
