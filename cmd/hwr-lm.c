/* hwr-lm - build a language model of plain text, and ask it. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/io.h"
#include "base/num.h"
#include "base/opts.h"
#include "base/progress.h"
#include "lang/lm.h"
#include "lang/lm_build.h"

enum { OPT_NOTE = 256, OPT_ORDER, OPT_PERPLEXITY, OPT_PRUNE, OPT_QUERY, ORDER = 6, MAX_NOTE = 1000 };

static const struct opt options[] = {
	{'l',            "lm",         "FILE", "ask the model in FILE instead of building one"},
	{OPT_NOTE,       "note",       "TEXT", "keep TEXT in the model: what it was made of"},
	{OPT_ORDER,      "order",      "N",    "count pieces of up to N characters, 1 to 8 (default 6)"},
	{'o',            "output",     "FILE", "write the model to FILE"},
	{OPT_PERPLEXITY, "perplexity", NULL,   "write characters, bits per character and perplexity of each text"},
	{OPT_PRUNE,      "prune",      "BITS", "leave out what saves less than BITS of all text (default 1)"},
	{OPT_QUERY,      "query",      NULL,   "write log probability and bits per character of each line"},
	{0, NULL, NULL, NULL},
};

static const struct command command = {
	"hwr-lm",
	"[-qv] [-l file] [--note=text] [--order=n] [-o file] [--perplexity] [--prune=bits] [--query] [text ...]",
	"build a language model of plain text, and ask it", options,
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
	ssize_t len;

	job->nats = 0;
	job->symbols = 0;
	while (!ferror(stdout) && (len = getline(&line, &room, in)) >= 0) {
		if (len > 0 && line[len - 1] == '\n')
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
	}
	if (ferror(in)) {
		error_at(name, "%s", strerror(errno));
		failed = 1;
	}
	free(line);
	if (job->lm && !job->query && job->symbols > 0)
		printf("%zu\t%.4f\t%.4f\t%s\n", job->symbols, bits(job->nats, job->symbols),
		       exp(-job->nats / (double)job->symbols), name);
	return failed;
}

/* The model of all texts goes to output.  Returns 0, or 1 after a message. */
static int
build(int argc, char *argv[], int order, double prune, const char *note, const char *output)
{
	struct record r = RECORD_EMPTY;
	struct job job = {.build = lm_build_new()};
	struct out out;
	int failed = 1;

	if (!output || strcmp(output, "-") == 0)
		io_refuse_terminal(stdout, "a model");
	if (out_open(&out, output) == 0) {
		failed = io_each(argc, argv, optind, take_text, &job);
		if (lm_build_lines(job.build) == 0) {
			error_at(output ? output : "<stdout>", "no text to build a model of");
			failed = 1;
			out_close(&out, 0);
		} else {
			lm_build_make(job.build, order, prune, note, &r);
			record_write(out.f, &r);
			info_at(1, output ? output : "<stdout>", "%zu lines, order %d, %zu bytes",
			        lm_build_lines(job.build), order, r.payload.len);
			failed |= out_close(&out, 1);
		}
	}
	record_free(&r);
	lm_build_free(job.build);
	return failed;
}

/* What the model in path says of all texts.  Returns 0, or 1 after a message. */
static int
ask(int argc, char *argv[], const char *path, int query)
{
	const double start = clock_seconds();
	struct job job = {.lm = lm_load(path), .query = query};
	int failed;

	if (!job.lm)
		return 1;
	info_at(1, path, "loaded in %.1f ms", 1000 * (clock_seconds() - start));
	failed = io_each(argc, argv, optind, take_text, &job);
	lm_free(job.lm);
	return failed;
}

int
main(int argc, char *argv[])
{
	const char *arg, *output = NULL, *model = NULL, *note = NULL;
	int query = 0, perplexity = 0, order = ORDER, key, failed;
	double prune = 1;

	while ((key = opts_next(&command, argc, argv, &arg)) != -1) {
		switch (key) {
		case OPT_NOTE:       note = arg; break;
		case OPT_ORDER:      order = (int)arg_int("--order", arg, 1, LM_MAX_ORDER); break;
		case OPT_PERPLEXITY: perplexity = 1; break;
		case OPT_PRUNE:      prune = arg_real("--prune", arg, 0, 1e9); break;
		case OPT_QUERY:      query = 1; break;
		case 'l':            model = arg; break;
		case 'o':            output = arg; break;
		}
	}
	if (model && query + perplexity != 1)
		opts_usage_error(&command, "-l wants either --query or --perplexity");
	if (!model && query + perplexity > 0)
		opts_usage_error(&command, "%s wants -l", query ? "--query" : "--perplexity");
	if (model && output)
		opts_usage_error(&command, "-o is for building, -l for asking");
	if (note && (strpbrk(note, "\n\r") || strlen(note) > MAX_NOTE))
		opts_usage_error(&command, "--note wants one line of at most %d bytes", MAX_NOTE);
	failed = model ? ask(argc, argv, model, query) : build(argc, argv, order, prune, note, output);
	return close_stdout() || failed ? EXIT_FAILED : EXIT_OK;
}
