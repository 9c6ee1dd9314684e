/* hwr-recognize - pictures in, text out: the whole journey in one process. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/io.h"
#include "base/opts.h"
#include "base/stream.h"
#include "read/inputs.h"
#include "read/journey.h"
#include "report/in_order.h"
#include "report/printer.h"
#include "report/sketch.h"

enum { WINDOW = 256 };		/* inputs that may be read while the first of them is not printed yet */

static const struct command command = {
	"hwr-recognize",
	"[-0Hqrv] [--classes=set] [--debug-png=dir] [--files-from=file] [--format=text|tsv|jsonl|words] [--list-models] [--lm=list|none] "
	"[--lm-weight=x] [-m file] [--max-model-work=x] [--max-pixels=n] "
	"[--merge] [--no-filename] [-o file] [--pattern=pattern] [--plain] [--polarity=auto|dark|light] [--prior=file|alone|trained|uniform] [--threads=n] "
	"[--threshold=auto|otsu|sauvola|n] [--top=n] [--vote=how] [--words=file] [file ...]",
	"read pictures of handwriting",
};

struct job {
	struct journey journey;
	struct inputs inputs;
	struct printer printer;
	struct in_order_bar bar;
	struct reader_options how;
	enum format format;
	int names;		/* of inputs before their texts: 1 always, -1 never, 0 where there may be several inputs */
	int recursive, sep, top, plain;
	const char *list, *output, *sketches;
};

#define JOB(kind, ...) kind(struct job, __VA_ARGS__)

static const struct opt options[] = {
	{'0', "null",       NULL,     "names of --files-from end with a zero byte, as find -print0 has them", JOB(OPT_SET, sep, 0), .after = ""},
	{'H', "with-filename", NULL,  "write a row with its name for each input, even for a single one", JOB(OPT_SET, names, 1)},
	{0,   "debug-png",  "DIR",    "draw into DIR how each page was read", JOB(OPT_TEXT, sketches), .after = "classes"},
	{0,   "files-from", "FILE",   "read the pictures whose names are in FILE, one a line", JOB(OPT_TEXT, list)},
	{0,   "format",     "FORMAT", "text (default), tsv, jsonl or words", JOB(OPT_CHOICE, format, format_names)},
	{0,   "max-pixels", "N",      "refuse larger pictures (default 400000000)",
		JOB(OPT_INT64, journey.max_pixels, 1, INT64_C(1) << 40), .after = "max-model-work"},
	{0,   "no-filename", NULL,    "write the texts of several inputs without their names", JOB(OPT_SET, names, -1), .after = "merge"},
	{'o', "output",     "FILE",   "write the text to FILE", JOB(OPT_TEXT, output), .writes = FILE_TEXT},
	{0,   "plain",      NULL,     "cut once, and read each character by itself", JOB(OPT_SET, plain, 1), .after = "pattern"},
	{0,   "polarity",   "WHICH",  "auto (default), dark (ink on light paper) or light",
		JOB(OPT_CHOICE, journey.ink.polarity, ink_polarities)},
	{'r', "recursive",  NULL,     "of a folder, read the folders in it, too", JOB(OPT_SET, recursive, 1), .after = "prior"},
	{0,   "threads",    "N",      "use N threads", OPT_CALL(opts_threads)},
	{0,   "threshold",  "HOW",    "auto (default), otsu, sauvola or a level from 1 to 254",
		JOB(OPT_CALL_AT, journey.ink, ink_threshold_option), .words = ink_thresholds},
	{0,   "top",        "N",      "write N answers for each character or word, 1 to 10 (default 3)", JOB(OPT_INT, top, 1, RESULT_TOP)},
	{0},
};

/* Read n inputs from first on, each by one thread. */
static int
read_window(struct job *job, size_t first, int n)
{
	char *const *name = job->inputs.name + first;
	struct in_order order;
	int failed = 0, i;

	in_order_open(&order, &job->printer, &job->bar, job->inputs.rows, name, n);
#pragma omp parallel for schedule(dynamic, 1) reduction(| : failed) if (n > 1)
	for (i = 0; i < n; i++) {
		struct in_order_place at = {&order, i, 0};

		failed |= journey_file(&job->journey, name[i], in_order_put, &at) | at.failed;
		in_order_done(&order, i);
	}
	in_order_close(&order);
	return failed;
}

/* Read the inputs that are known; all: nobody knows of others. */
static int
read_inputs(struct job *job, int all)
{
	struct inputs *in = &job->inputs;
	int failed = 0;

	job->bar.progress.total = all && !job->bar.pages ? job->bar.done + (int64_t)in->n : 0;
	in->rows = job->names ? job->names > 0 : in->rows || in->n > 1;
	for (size_t at = 0; at < in->n && !ferror(job->printer.out); at += WINDOW)
		failed |= read_window(job, at, in->n - at < WINDOW ? (int)(in->n - at) : WINDOW);
	inputs_clear(in);
	return failed;
}

/* What a list names is read as it comes. */
static int
read_list(struct job *job)
{
	struct names list;
	struct stat st;
	int failed = 0, more = 1, all;

	if (names_open(&list, job->list, job->sep))
		return 1;
	all = fstat(fileno(list.in), &st) == 0 && S_ISREG(st.st_mode);
	while (more && !ferror(job->printer.out)) {
		more = inputs_add_names(&job->inputs, &list, all ? SIZE_MAX : WINDOW, job->recursive, &failed);
		failed |= read_inputs(job, all);
	}
	return names_close(&list) | failed;
}

/* Read the list, then the operands.  Who names no file means stdin. */
static int
read_all(struct job *job, int argc, char *argv[], int first)
{
	int failed;

	progress_start(&job->bar.progress, -1, "reading", "pictures", 0);
	failed = job->list ? read_list(job) : 0;
	if (first == argc && !job->list)
		failed |= inputs_add(&job->inputs, "-", 0);
	for (; first < argc; first++)
		failed |= inputs_add(&job->inputs, argv[first], job->recursive);
	if (job->inputs.n == 1 && job->bar.done == 0) {
		job->bar.pages = 1;
		job->bar.progress.unit = "pages";
	}
	failed |= read_inputs(job, 1);
	progress_end(&job->bar.progress);
	return failed;
}

/* What of a page is looked for.  Returns 0, or 1 after saying that the models read nothing of it. */
static int
choose_split(struct job *job)
{
	const struct reader *r = &job->journey.reader;
	struct split_options *o = &job->journey.split;

	o->lattice = !job->plain && reader_chooses(r);
	o->whole = job->plain || !reader_lines(r) ? WHOLE_NONE : reader_glyphs(r) ? WHOLE_TOO : WHOLE_ALONE;
	if (!job->plain || reader_glyphs(r))
		return 0;
	error_at("models", "--plain reads character by character, and the model reads whole lines");
	return 1;
}

int
main(int argc, char *argv[])
{
	static struct job job;	/* the rest of it is zeros */
	const struct opts tables[] = {{.rows = reader_opts, .to = &job.how}, {.rows = options, .to = &job}, {0}};
	struct out out;
	int first, failed;

	job.journey = (struct journey){.ink = INK_DEFAULTS, .split = SPLIT_DEFAULTS, .max_pixels = IMAGE_MAX_PIXELS};
	job.how = (struct reader_options)READER_DEFAULTS;
	job.sep = '\n';
	job.top = 3;
	first = opts_parse(&command, tables, argc, argv);
	if (first == argc && !job.list && isatty(0))
		bad_usage("no file named and <stdin> is a terminal; see --help");
	job.how.readings = job.format == FORMAT_WORDS ? job.top : 0;
	if (job.sketches) {
		job.journey.look = sketch_page;
		job.journey.ctx = job.sketches;
	}
	job.how.no_lines = job.plain;
	if (reader_open(&job.journey.reader, &job.how) || choose_split(&job))
		return EXIT_FAILED;
	if (out_open(&out, job.output))
		return EXIT_FAILED;
	printer_start(&job.printer, out.f, job.format, job.top);
	failed = read_all(&job, argc, argv, first);
	printer_end(&job.printer);
	failed = out_finish(&out, failed);
	inputs_free(&job.inputs);
	reader_close(&job.journey.reader);
	return close_stdout() || failed ? EXIT_FAILED : EXIT_OK;
}
