/* The options that all programs have which read; see reader.h. */
#include <stdio.h>
#include <stdlib.h>

#include "base/opts.h"
#include "net/cost.h"
#include "net/prior.h"
#include "read/model_list.h"
#include "read/reader.h"

static void
add_model(void *to, const char *option, const char *arg)
{
	struct reader_options *o = to;

	(void)option;
	if (o->n_paths == READER_MODELS)
		bad_usage("more than %d models", READER_MODELS);
	o->paths[o->n_paths++] = arg;
}

static void
list_models(void *unused, const char *option, const char *arg)
{
	int bad;

	(void)unused;
	(void)option;
	(void)arg;
	bad = model_list(stdout);
	exit(close_stdout() || bad ? EXIT_FAILED : EXIT_OK);
}

#define TO(kind, ...) kind(struct reader_options, __VA_ARGS__)

const struct opt reader_opts[] = {
	{0,   "classes",   "SET",     "answer only with these characters, such as 0-9A-F", TO(OPT_TEXT, classes)},
	{0,   "list-models", NULL,    "list the models that come with the programs, and exit", OPT_CALL(list_models)},
	{0,   "lm",        "LIST",    "expect such texts as language models do, such as english,french, or none", TO(OPT_TEXT, lm), .words = (const char *const[]){"none", NULL}},
	{0,   "lm-weight", "X",       "how much that counts (0.8)", TO(OPT_REAL, lm_weight, 0, 10)},
	{'m', "model",     "FILE",    "read with the networks in FILE; several make an ensemble", OPT_CALL(add_model)},
	{0,   "max-model-work", "X",  "let networks take X times the usual memory and work (1)", OPT_CALL(opts_model_work)},
	{0,   "merge",     NULL,      "c and C, o and O, ... are one class; their height tells the case", TO(OPT_SET, merge, 1)},
	{0,   "pattern",   "PATTERN", "a line must match PATTERN, such as [A-Z]{2}[0-9]{4}", TO(OPT_TEXT, pattern)},
	{0,   "prior",     "FILE",    "how often characters occur: FILE, alone, trained or uniform", TO(OPT_TEXT, prior), .words = prior_words},
	{0,   "vote",      "HOW",     "majority (default), mean or weighted", TO(OPT_CHOICE, vote, vote_names)},
	{0,   "words",     "FILE",    "expect the words and names in FILE, one a line", TO(OPT_TEXT, words)},
	{0},
};
