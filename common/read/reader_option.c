/* The options that hwr-predict and hwr-recognize share; see reader.h. */
#include <string.h>

#include "base/err.h"
#include "base/num.h"
#include "read/reader.h"

int
reader_option(struct reader_options *o, const char *name, const char *arg)
{
	if (strcmp(name, "model") == 0) {
		if (o->n_paths == READER_MODELS)
			bad_usage("more than %d models", READER_MODELS);
		/* cppcheck-suppress nullPointerRedundantCheck ; it takes the array for a pointer */
		o->paths[o->n_paths++] = arg;
	} else if (strcmp(name, "classes") == 0) {
		o->classes = arg;
	} else if (strcmp(name, "lm") == 0) {
		o->lm = arg;
	} else if (strcmp(name, "lm-weight") == 0) {
		o->lm_weight = arg_real("--lm-weight", arg, 0, 10);
	} else if (strcmp(name, "merge") == 0) {
		o->merge = 1;
	} else if (strcmp(name, "pattern") == 0) {
		o->pattern = arg;
	} else if (strcmp(name, "prior") == 0) {
		o->prior = arg;
	} else if (strcmp(name, "vote") == 0) {
		o->vote = (enum vote)arg_choice("--vote", arg, vote_names);
	} else if (strcmp(name, "words") == 0) {
		o->words = arg;
	} else {
		return 0;
	}
	return 1;
}
