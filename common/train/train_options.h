/*
 * train_options.h - what hwr-train is told: the options of a training, and of
 * the data it learns from.
 */
#ifndef HWR_TRAIN_OPTIONS_H
#define HWR_TRAIN_OPTIONS_H

#include "base/opts.h"
#include "train/source.h"
#include "train/train.h"

/* train_opts - the options of a training, into a struct train_options. */
extern const struct opt train_opts[];

/* As train_opts tells them; rate and decay below 0 are those of the optimizer. */
#define TRAIN_OPTIONS_DEFAULTS { \
	.optim = {OPTIM_ADAMW, 0.9, -1, 0.998}, .schedule = RATE_ONECYCLE, .rate = -1, .smooth = 0.05, \
	.distill = 0.7, .augment = AUGMENT_DEFAULTS, .fade = 1, .member = 1, .epochs = 10, .batch = 128, .seed = 1, \
}

/* train_options_defaults - rate and decay that were not given (negative), by the optimizer. */
void train_options_defaults(struct train_options *o);

/*
 * augment_from - "none", "default", or changes to the default apart by commas:
 * "rotate=15,elastic=0".  Returns 0, or -1 when a name or a number is wrong.
 */
int augment_from(const char *text, struct augment *out);

enum { SOURCES_MAX = 32 };

struct sources {		/* data, in the order of the command line */
	struct source v[SOURCES_MAX];
	int n;
};

/* source_opts - --data, into a struct sources, and what is said of the last one, into what sources_last gives. */
extern const struct opt source_opts[];

/* sources_last - the last of a struct sources; says that there is none and exits 2. */
void *sources_last(void *sources);

#endif
