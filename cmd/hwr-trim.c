/* hwr-trim - the ink of every picture of a stream, cropped. */
#include "base/err.h"
#include "base/io.h"
#include "base/opts.h"
#include "base/waits.h"
#include "page/trim.h"

static const struct command command = {
	"hwr-trim",
	"[-qv] [--keep-rules] [--margin=n] [--max-pixels=n] [-o file] [--polarity=auto|dark|light] "
	"[--speck=n] [--threshold=auto|otsu|sauvola|level] [file ...]",
	"crop pictures of writing to their ink, 255 on 0",
};

struct job {
	struct ink_options o;
	int64_t max_pixels;
	const char *output;
	FILE *out;
	int pages;		/* seen so far, of all inputs */
};

#define JOB(kind, ...) kind(struct job, __VA_ARGS__)

static const struct opt options[] = {
	{0,   "keep-rules", NULL,   "leave ruled lines in", JOB(OPT_SET, o.keep_rules, 1)},
	{0,   "margin",     "N",    "keep N pixels of paper around the ink; 0 (default) or more", JOB(OPT_INT, o.margin, 0, IMAGE_MAX_SIDE)},
	{0,   "max-pixels", "N",    "refuse larger pictures; 400000000 is the default", JOB(OPT_INT64, max_pixels, 1, INT64_C(1000000000000))},
	{'o', "output",     "FILE", "write the stream to FILE", JOB(OPT_TEXT, output), .writes = FILE_STREAM},
	{0,   "polarity",   "WORD", "auto (default), dark ink on light paper, or light ink on dark", JOB(OPT_CHOICE, o.polarity, ink_polarities)},
	{0,   "speck",      "N",    "drop marks of fewer than N pixels; by the stroke width if not given", JOB(OPT_INT, o.speck, 0, 1000000000)},
	{0,   "threshold",  "HOW",  "auto (default), otsu, sauvola, or a level 1 to 254", JOB(OPT_CALL_AT, o, ink_threshold_option), .words = ink_thresholds},
	{0},
};

static void
write_ink(struct job *job, const struct image *pic, const char *name, int n)
{
	struct image ink = IMAGE_EMPTY;
	struct tags tags;

	if (!trim_picture(pic, name, ++job->pages, &job->o, &ink, &tags))
		warn_at(name, "image %d: no ink, passed on as one blank pixel", n);
	ink.tag = tags_format(&tags);
	image_write(job->out, &ink);
	hand_on(job->out);	/* nobody waits for the next */
	image_free(&ink);
	tags_free(&tags);
}

/* Trim all pictures of one stream.  Returns 0, or 1 after a message. */
static int
trim_stream(FILE *in, const char *name, void *ctx)
{
	struct job *job = ctx;
	struct image pic = IMAGE_EMPTY;
	int got = 0, n = 0;

	while (!ferror(job->out) && (got = image_read(in, name, job->max_pixels, &pic)) == 1) {
		write_ink(job, &pic, name, ++n);
		image_free(&pic);
	}
	return got < 0;
}

int
main(int argc, char *argv[])
{
	struct job job = {.o = INK_DEFAULTS, .max_pixels = IMAGE_MAX_PIXELS};
	const int first = opts_parse(&command, (struct opts[]){{.rows = options, .to = &job}, {0}}, argc, argv);
	struct out out;
	int failed;

	if (out_open(&out, job.output))
		return EXIT_FAILED;
	job.out = out.f;
	if (!out.path)
		io_refuse_terminal(out.f, "an image");
	failed = io_each(argc, argv, first, trim_stream, &job);
	failed = out_finish(&out, failed);
	return close_stdout() || failed ? EXIT_FAILED : EXIT_OK;
}
