/* hwr-trim - the ink of every picture of a stream, cropped. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/opts.h"
#include "image/ink.h"
#include "page/tags.h"

enum { OPT_KEEP_RULES = 256, OPT_MARGIN, OPT_MAX_PIXELS, OPT_POLARITY, OPT_SPECK, OPT_THRESHOLD };

static const struct opt options[] = {
	{OPT_KEEP_RULES, "keep-rules", NULL,   "leave ruled lines in"},
	{OPT_MARGIN,     "margin",     "N",    "keep N pixels of paper around the ink; 0 (default) or more"},
	{OPT_MAX_PIXELS, "max-pixels", "N",    "refuse larger pictures; 400000000 is the default"},
	{'o',            "output",     "FILE", "write the stream to FILE"},
	{OPT_POLARITY,   "polarity",   "WORD", "auto (default), dark ink on light paper, or light ink on dark"},
	{OPT_SPECK,      "speck",      "N",    "drop marks of fewer than N pixels; by the stroke width if not given"},
	{OPT_THRESHOLD,  "threshold",  "HOW",  "auto (default), otsu, sauvola, or a level 1 to 254"},
	{0, NULL, NULL, NULL},
};

static const struct command command = {
	"hwr-trim",
	"[-qv] [--keep-rules] [--margin=n] [--max-pixels=n] [-o file] [--polarity=auto|dark|light] "
	"[--speck=n] [--threshold=auto|otsu|sauvola|level] [file ...]",
	"crop pictures of writing to their ink, 255 on 0", options,
};

struct job {
	struct ink_options o;
	int64_t max_pixels;
	FILE *out;
	int pages;		/* seen so far, of all inputs */
};

/*
 * What is known of the ink: what was known of the picture, where it came
 * from, and where the ink lies in the original.
 */
static char *
tag_ink(const struct tags *known, const struct image *pic, struct box box, const char *name, int page)
{
	struct tags t = tags_copy(known);
	char *text;

	if (t.have & TAG_BOX && t.box.w == pic->w && t.box.h == pic->h) {
		box.x += t.box.x;
		box.y += t.box.y;
	}
	t.box = box;
	t.have |= TAG_BOX;
	if (!(t.have & TAG_PAGE)) {
		t.page = page;
		t.have |= TAG_PAGE;
	}
	if (!t.src && strcmp(name, "<stdin>") != 0)
		t.src = mem_text(name);
	text = tags_format(&t);
	tags_free(&t);
	return text;
}

static void
trim_picture(struct job *job, const struct image *pic, const char *name, int n)
{
	struct ink_options o = job->o;
	struct image ink = IMAGE_EMPTY;
	struct tags known;
	struct box box;

	tags_parse(pic->tag, &known);
	/* A box was set by hwr-trim or hwr-split: ink is high already, however much of it. */
	if (known.have & TAG_BOX && o.polarity == POLARITY_AUTO)
		o.polarity = POLARITY_LIGHT;
	if (!ink_extract(pic, name, &o, &ink, &box))
		warn_at(name, "image %d: no ink, passed on as one blank pixel", n);
	ink.tag = tag_ink(&known, pic, box, name, ++job->pages);
	image_write(job->out, &ink);
	image_free(&ink);
	tags_free(&known);
}

/* Trim all pictures of one stream.  Returns 0, or 1 after a message. */
static int
trim_stream(FILE *in, const char *name, void *ctx)
{
	struct job *job = ctx;
	struct image pic = IMAGE_EMPTY;
	int got = 0, n = 0;

	while (!ferror(job->out) && (got = image_read(in, name, job->max_pixels, &pic)) == 1) {
		trim_picture(job, &pic, name, ++n);
		image_free(&pic);
	}
	return got < 0;
}

static void
set_threshold(struct ink_options *o, const char *arg)
{
	static const char *const words[] = {"auto", "otsu", "sauvola", NULL};
	int64_t level;

	if (num_int(arg, 1, 254, &level) == 0) {
		o->threshold = THRESHOLD_FIXED;
		o->level = (int)level;
		return;
	}
	if (arg[0] >= '0' && arg[0] <= '9')
		opts_usage_error(&command, "--threshold: '%s' is not a level 1 to 254", arg);
	o->threshold = (enum threshold)arg_choice("--threshold", arg, words);
}

int
main(int argc, char *argv[])
{
	static const char *const polarities[] = {"auto", "dark", "light", NULL};
	struct job job = {INK_DEFAULTS, IMAGE_MAX_PIXELS, NULL, 0};
	const char *arg, *output = NULL;
	struct out out;
	int key, failed;

	while ((key = opts_next(&command, argc, argv, &arg)) != -1) {
		switch (key) {
		case OPT_KEEP_RULES: job.o.keep_rules = 1; break;
		case OPT_MARGIN:     job.o.margin = (int)arg_int("--margin", arg, 0, IMAGE_MAX_SIDE); break;
		case OPT_MAX_PIXELS: job.max_pixels = arg_int("--max-pixels", arg, 1, INT64_C(1000000000000)); break;
		case 'o':            output = arg; break;
		case OPT_POLARITY:   job.o.polarity = (enum polarity)arg_choice("--polarity", arg, polarities); break;
		case OPT_SPECK:      job.o.speck = (int)arg_int("--speck", arg, 0, 1000000000); break;
		case OPT_THRESHOLD:  set_threshold(&job.o, arg); break;
		}
	}
	if (out_open(&out, output))
		return EXIT_FAILED;
	job.out = out.f;
	if (!out.path)
		io_refuse_terminal(out.f, "an image");
	failed = io_each(argc, argv, optind, trim_stream, &job);
	failed |= out_close(&out, 1);
	return close_stdout() || failed ? EXIT_FAILED : EXIT_OK;
}
