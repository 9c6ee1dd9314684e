/* hwr-recognize - pictures in, text out: the whole journey in one process. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/io.h"
#include "base/num.h"
#include "base/opts.h"
#include "base/threads.h"
#include "read/inputs.h"
#include "read/journey.h"
#include "report/printer.h"
#include "report/sketch.h"

enum {
	OPT_DEBUG_PNG = 256, OPT_FILES_FROM, OPT_FORMAT, OPT_MAX_PIXELS, OPT_PLAIN, OPT_POLARITY, OPT_THREADS, OPT_THRESHOLD, OPT_TOP,
	OPT_READER = 300,	/* what reader_option knows by name */
	WINDOW = 256,		/* inputs that may be read while the first of them is not printed yet */
};

static const struct opt options[] = {
	{'0',            "null",       NULL,     "names of --files-from end with a zero byte, as find -print0 has them"},
	{OPT_READER, "classes",    "SET",    "answer only with these characters, such as 0-9A-F"},
	{OPT_DEBUG_PNG,  "debug-png",  "DIR",    "draw into DIR how each page was read"},
	{OPT_FILES_FROM, "files-from", "FILE",   "read the pictures whose names are in FILE, one a line"},
	{OPT_FORMAT,     "format",     "FORMAT", "text (default), tsv, jsonl or words"},
	{OPT_READER + 1, "lm",         "FILE",   "expect such texts as the language model in FILE does, or none"},
	{OPT_READER + 2, "lm-weight",  "X",      "how much that counts (0.8)"},
	{OPT_MAX_PIXELS, "max-pixels", "N",      "refuse larger pictures (default 400000000)"},
	{'m',            "model",      "FILE",   "read with the networks in FILE; several make an ensemble"},
	{OPT_READER + 3, "merge",      NULL,     "c and C, o and O, ... are one class; their height tells the case"},
	{'o',            "output",     "FILE",   "write the text to FILE"},
	{OPT_READER + 6, "pattern",    "PATTERN", "a line must match PATTERN, such as [A-Z]{2}[0-9]{4}"},
	{OPT_PLAIN,      "plain",      NULL,     "cut once, and read each character by itself"},
	{OPT_POLARITY,   "polarity",   "WHICH",  "auto (default), dark (ink on light paper) or light"},
	{OPT_READER + 4, "prior",      "FILE",   "how often characters occur: FILE, alone, trained or uniform"},
	{'r',            "recursive",  NULL,     "of a folder, read the folders in it, too"},
	{OPT_THREADS,    "threads",    "N",      "use N threads"},
	{OPT_THRESHOLD,  "threshold",  "HOW",    "auto (default), otsu, sauvola or a level from 1 to 254"},
	{OPT_TOP,        "top",        "N",      "write N answers for each character or word, 1 to 10 (default 3)"},
	{OPT_READER + 5, "vote",       "HOW",    "majority (default), mean or weighted"},
	{OPT_READER + 7, "words",      "FILE",   "expect the words and names in FILE, one a line"},
	{0, NULL, NULL, NULL},
};

static const struct command command = {
	"hwr-recognize",
	"[-0qrv] [--classes=set] [--debug-png=dir] [--files-from=file] [--format=text|tsv|jsonl|words] [--lm=file|none] "
	"[--lm-weight=x] [-m file] [--max-pixels=n] "
	"[--merge] [-o file] [--pattern=pattern] [--plain] [--polarity=auto|dark|light] [--prior=file|alone|trained|uniform] [--threads=n] "
	"[--threshold=auto|otsu|sauvola|n] [--top=n] [--vote=how] [--words=file] [file ...]",
	"read pictures of handwriting", options,
};

struct job {
	struct journey journey;
	struct inputs inputs;
	struct printer printer;
	struct reader_options how;
	int recursive, sep, format, top, plain;
	const char *list, *output;
};

struct slot {			/* an input that is being read, or waits to be printed */
	struct results results;
	int failed, ready;
};

/* One of the words, in the order of their numbers, or a level. */
static void
set_threshold(struct ink_options *o, const char *arg)
{
	static const char *const words[] = {"auto", "otsu", "sauvola"};
	int i;

	for (i = 0; i < THRESHOLD_FIXED && strcmp(arg, words[i]) != 0;)
		i++;
	o->threshold = (enum threshold)i;
	if (i == THRESHOLD_FIXED)
		o->level = (int)arg_int("--threshold", arg, 1, 254);
}

static void
take_option(struct job *job, int key, const char *arg)
{
	static const char *const polarities[] = {"auto", "dark", "light", NULL};
	struct journey *j = &job->journey;

	switch (key) {
	case '0':            job->sep = '\0'; break;
	case OPT_DEBUG_PNG:  j->look = sketch_page; j->ctx = arg; break;
	case OPT_FILES_FROM: job->list = arg; break;
	case OPT_FORMAT:     job->format = arg_choice("--format", arg, format_names); break;
	case OPT_MAX_PIXELS: j->max_pixels = arg_int("--max-pixels", arg, 1, INT64_C(1) << 40); break;
	case 'o':            job->output = arg; break;
	case OPT_POLARITY:   j->ink.polarity = (enum polarity)arg_choice("--polarity", arg, polarities); break;
	case OPT_PLAIN:      job->plain = 1; break;
	case 'r':            job->recursive = 1; break;
	case OPT_THREADS:    threads_set("--threads", arg); break;
	case OPT_THRESHOLD:  set_threshold(&j->ink, arg); break;
	case OPT_TOP:        job->top = (int)arg_int("--top", arg, 1, RESULT_TOP); break;
	default:             reader_option(&job->how, opts_name(&command, key), arg);
	}
}

static void
print_input(struct job *job, const char *name, struct slot *s)
{
	int i;

	if (job->inputs.rows && job->format == FORMAT_TEXT)
		result_row(job->printer.out, name, s->results.v, s->results.n);
	else
		for (i = 0; i < s->results.n; i++)
			printer_put(&job->printer, &s->results.v[i]);
	fflush(job->printer.out);
	results_free(&s->results);
}

/*
 * Read n inputs from first on, each by one thread, and print them in order:
 * whoever finishes the next one prints it and all that are ready after it.
 */
static int
read_window(struct job *job, size_t first, int n)
{
	struct slot slots[WINDOW];
	int failed = 0, printed = 0, i;

	memset(slots, 0, sizeof slots);
#pragma omp parallel for schedule(dynamic, 1) if (n > 1)
	for (i = 0; i < n; i++) {
		slots[i].failed = journey_file(&job->journey, job->inputs.name[first + (size_t)i], &slots[i].results);
#pragma omp critical(print)
		for (slots[i].ready = 1; printed < n && slots[printed].ready; printed++) {
			failed |= slots[printed].failed;
			print_input(job, job->inputs.name[first + (size_t)printed], &slots[printed]);
		}
	}
	return failed;
}

static int
read_all(struct job *job)
{
	struct inputs *in = &job->inputs;
	size_t at;
	int failed = 0;

	in->rows |= in->n > 1;
	for (at = 0; at < in->n && !ferror(job->printer.out); at += WINDOW)
		failed |= read_window(job, at, in->n - at < WINDOW ? (int)(in->n - at) : WINDOW);
	printer_end(&job->printer);
	return failed;
}

int
main(int argc, char *argv[])
{
	static struct job job;	/* the rest of it is zeros */
	const char *arg;
	struct out out;
	int key, failed = 0;

	job.journey = (struct journey){.ink = INK_DEFAULTS, .split = SPLIT_DEFAULTS, .max_pixels = IMAGE_MAX_PIXELS};
	job.how = (struct reader_options)READER_DEFAULTS;
	job.sep = '\n';
	job.top = 3;
	while ((key = opts_next(&command, argc, argv, &arg)) != -1)
		take_option(&job, key, arg);
	if (optind == argc && !job.list && isatty(0))
		bad_usage("no file named and stdin is a terminal; see --help");
	job.how.readings = job.format == FORMAT_WORDS ? job.top : 0;
	if (reader_open(&job.journey.reader, &job.how))
		return EXIT_FAILED;
	job.journey.split.lattice = !job.plain && reader_chooses(&job.journey.reader);
	if (job.list)
		failed |= inputs_add_list(&job.inputs, job.list, job.sep, job.recursive);
	if (optind == argc && !job.list)
		failed |= inputs_add(&job.inputs, "-", 0);
	for (; optind < argc; optind++)
		failed |= inputs_add(&job.inputs, argv[optind], job.recursive);
	if (out_open(&out, job.output))
		return EXIT_FAILED;
	printer_start(&job.printer, out.f, (enum format)job.format, job.top);
	failed |= read_all(&job);
	failed |= out_close(&out, 1);
	inputs_free(&job.inputs);
	reader_close(&job.journey.reader);
	return close_stdout() || failed ? EXIT_FAILED : EXIT_OK;
}
