#include <stddef.h>

#include "train/data_options.h"

static void
add_source(void *to, const char *option, const char *arg)
{
	struct sources *s = to;

	(void)option;
	if (s->n == SOURCES_MAX)
		opts_usage_error("more than %d sources", SOURCES_MAX);
	s->v[s->n].path = arg;
	s->last = &s->v[s->n++].part;
}

static void
add_lines(void *to, const char *option, const char *arg)
{
	struct sources *s = to;

	(void)option;
	if (s->n_lines == SOURCES_MAX)
		opts_usage_error("more than %d sources", SOURCES_MAX);
	s->line[s->n_lines].path = arg;
	s->last = &s->line[s->n_lines++].part;
}

void *
sources_last(void *to)
{
	struct sources *s = to;

	if (s->n == 0)
		opts_usage_error("--data comes before what is said of it");
	return &s->v[s->n - 1];
}

void *
sources_last_lines(void *to)
{
	struct sources *s = to;

	if (s->n_lines == 0)
		opts_usage_error("--lines comes before what is said of it");
	return &s->line[s->n_lines - 1];
}

void *
sources_last_portion(void *to)
{
	struct sources *s = to;

	if (!s->last)
		opts_usage_error("--data or --lines comes before what is said of it");
	return s->last;
}

#define SOURCE(kind, ...) kind(struct source, __VA_ARGS__)

const struct opt source_opts[] = {
	{'d', "data", "PATH", "IDX prefix, or a folder with a sub-folder per class; may be repeated", OPT_CALL(add_source)},
	{0, "labels", "FILE", "another labels file for the --data before it", SOURCE(OPT_TEXT, labels)},
	{0, "either", "FILE", "merged labels, of either case, where the label of the --data before it is 255", SOURCE(OPT_TEXT, either)},
	{0, "mapping", "FILE", "what the labels of the --data before it mean", SOURCE(OPT_TEXT, mapping)},
	{0, "transpose", NULL, "the --data before it has rows and columns swapped (EMNIST)", SOURCE(OPT_SET, transpose, 1)},
	{0, "group", "N", "each N images in a row of the --data before it are one sample", SOURCE(OPT_INT, group, 1, 1000)},
	{0, "keep", "CHARS", "only these characters of the --data before it", SOURCE(OPT_TEXT, keep)},
	{0},
};

#define LINES(kind, ...) kind(struct line_source, __VA_ARGS__)

const struct opt line_source_opts[] = {
	{0, "lines", "PATH", "whole lines: a folder with labels.tsv, or PREFIX.pgm[.gz] with PREFIX.tsv; may be repeated", OPT_CALL(add_lines)},
	{0, "skip-unknown", NULL, "leave out lines of the --lines before it with characters that no class has", LINES(OPT_SET, skip_unknown, 1)},
	{0},
};

#define PART(kind, ...) kind(struct portion, __VA_ARGS__)

const struct opt portion_opts[] = {
	{0, "pick", "FILE", "only the images or lines before it whose numbers are lines of FILE", PART(OPT_TEXT, pick)},
	{0, "limit", "N", "only the first N images or lines before it", PART(OPT_INT64, limit, 1, DATASET_MAX_IMAGES)},
	{0, "weight", "X", "how often an epoch has each of the images or lines before it (1)", PART(OPT_REAL, weight, 0.001, 1000)},
	{0, "hold", NULL, "judge every epoch by the images or lines before it, and do not train with them", PART(OPT_SET, hold, 1)},
	{0},
};

const struct opt all_source_opts[] = {
	{0, "skip-bad", NULL, "train without pictures that cannot be read", OPT_SET(struct sources, skip_bad, 1)},
	{0},
};

int
sources_left_out(const struct sources *s, int n)
{
	if (n > 0 && s->skip_bad)
		warn_at("--skip-bad", "%d pictures that cannot be read are left out", n);
	else if (n > 0)
		error_at("data", "%d pictures cannot be read, and training does not begin; --skip-bad leaves them out", n);
	return n > 0 && !s->skip_bad;
}
