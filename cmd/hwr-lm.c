/* hwr-lm - build a language model of plain text, and ask it. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/io.h"
#include "base/opts.h"
#include "base/waits.h"
#include "base/progress.h"
#include "base/stream.h"
#include "lang/lm.h"
#include "lang/lm_build.h"

enum { ORDER = 6, MAX_NOTE = 1000 };

static const struct command command = {
	"hwr-lm",
	"[-qv] [-l file] [--note=text] [--order=n] [-o file] [--perplexity] [--prune=bits] [--query] [text ...]",
	"build a language model of plain text, and ask it",
};

struct choice {			/* the command line */
	const char *output, *model, *note;
	int query, perplexity, order;
	double prune;
};

#define CHOICE(kind, ...) kind(struct choice, __VA_ARGS__)

static const struct opt options[] = {
	{'l', "lm",         "FILE", "ask the model in FILE instead of building one", CHOICE(OPT_TEXT, model)},
	{0,   "note",       "TEXT", "keep TEXT in the model: what it was made of", CHOICE(OPT_TEXT, note)},
	{0,   "order",      "N",    "count pieces of up to N characters, 1 to 8 (default 6)", CHOICE(OPT_INT, order, 1, LM_MAX_ORDER)},
	{'o', "output",     "FILE", "write the model to FILE", CHOICE(OPT_TEXT, output), .writes = FILE_LM},
	{0,   "perplexity", NULL,   "write characters, bits per character and perplexity of each text", CHOICE(OPT_SET, perplexity, 1)},
	{0,   "prune",      "BITS", "leave out what saves less than BITS of all text (default 1)", CHOICE(OPT_REAL, prune, 0, 1e9)},
	{0,   "query",      NULL,   "write log probability and bits per character of each line", CHOICE(OPT_SET, query, 1)},
	{0},
};

/* What is done with each line. */
struct job {
	struct lm_build *build;	/* either this */
	struct lm *lm;		/* or this */
	int query;
	double nats;		/* of the lines so far, and how many symbols they have */
	size_t symbols;
};

static double
bits(double nats, size_t symbols)
{
	return -nats / log(2) / (double)symbols;
}

/* Returns 0, or -1 when the text is too long. */
static int
take_line(struct job *job, const char *line)
{
	size_t n;
	double nats;

	if (job->build)
		return lm_build_line(job->build, line);
	nats = lm_line(job->lm, line, &n);
	if (job->query)
		printf("%.4f\t%.4f\t%s\n", nats, bits(nats, n), line);
	job->nats += nats;
	job->symbols += n;
	return 0;
}

/* Returns 0, or 1 after saying that the line is no text. */
static int
not_text(const char *line, size_t len, const char *name, size_t number)
{
	if (strlen(line) == len)
		return 0;
	error_at(name, "line %zu: has a NUL byte: not text", number);
	return 1;
}

/* All lines of one text, a newline and a carriage return before it taken off.  Returns 0, or 1 after a message. */
static int
take_text(FILE *in, const char *name, void *ctx)
{
	struct job *job = ctx;
	char *line = NULL;
	size_t room = 0, number = 0;
	int failed = 0;
	ssize_t len = 0;

	job->nats = 0;
	job->symbols = 0;
	while (!stream_broken(stdout) && (len = in_line(&line, &room, '\n', in, name)) > 0) {
		if (line[len - 1] == '\n')
			line[--len] = '\0';
		if (len > 0 && line[len - 1] == '\r')
			line[--len] = '\0';
		if (not_text(line, (size_t)len, name, ++number)) {
			failed = 1;
		} else if (take_line(job, line)) {
			error_at(name, "line %zu: more than %d characters of text; the rest is left out", number, LM_BUILD_MAX);
			failed = 1;
			break;
		}
		if (job->query && waits_for(fileno(in)))
			hand_on(stdout);
	}
	failed |= len < 0;
	free(line);
	if (job->lm && !job->query && job->symbols > 0)
		printf("%zu\t%.4f\t%.4f\t%s\n", job->symbols, bits(job->nats, job->symbols),
		       exp(-job->nats / (double)job->symbols), name);
	return failed;
}

/* The model of all texts goes to output.  Returns 0, or 1 after a message. */
static int
build(int argc, char *argv[], int first, const struct choice *o)
{
	struct record r = RECORD_EMPTY;
	struct job job = {.build = lm_build_new()};
	const char *name = o->output ? o->output : "<stdout>";
	struct out out;
	int failed = 1;

	if (!o->output || strcmp(o->output, "-") == 0)
		io_refuse_terminal(stdout, "a model");
	if (out_open(&out, o->output) == 0) {
		failed = io_each(argc, argv, first, take_text, &job);
		if (lm_build_lines(job.build) == 0) {
			error_at(name, "no text to build a model of");
			failed = 1;
			out_close(&out, OUT_DROP);
		} else {
			lm_build_make(job.build, o->order, o->prune, o->note, &r);
			record_write(out.f, &r);
			info_at(1, name, "%zu lines, order %d, %zu bytes", lm_build_lines(job.build), o->order, r.payload.len);
			failed = out_finish(&out, failed);
		}
	}
	record_free(&r);
	lm_build_free(job.build);
	return failed;
}

/* What the model says of all texts.  Returns 0, or 1 after a message. */
static int
ask(int argc, char *argv[], int first, const struct choice *o)
{
	const double start = clock_seconds();
	struct job job = {.lm = lm_load(o->model), .query = o->query};
	int failed;

	if (!job.lm)
		return 1;
	info_at(1, o->model, "loaded in %.1f ms", 1000 * (clock_seconds() - start));
	failed = io_each(argc, argv, first, take_text, &job);
	lm_free(job.lm);
	return failed;
}

static void
check(const struct choice *o)
{
	if (o->model && o->query + o->perplexity != 1)
		opts_usage_error("-l wants either --query or --perplexity");
	if (!o->model && o->query + o->perplexity > 0)
		opts_usage_error("%s wants -l", o->query ? "--query" : "--perplexity");
	if (o->model && o->output)
		opts_usage_error("-o is for building, -l for asking");
	if (o->note && (strpbrk(o->note, "\n\r") || strlen(o->note) > MAX_NOTE))
		opts_usage_error("--note wants one line of at most %d bytes", MAX_NOTE);
}

int
main(int argc, char *argv[])
{
	struct choice o = {.order = ORDER, .prune = 1};
	const int first = opts_parse(&command, (struct opts[]){{.rows = options, .to = &o}, {0}}, argc, argv);
	int failed;

	check(&o);
	failed = o.model ? ask(argc, argv, first, &o) : build(argc, argv, first, &o);
	return close_stdout() || failed ? EXIT_FAILED : EXIT_OK;
}
