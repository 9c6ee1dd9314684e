/*
 * train_options.h - what hwr-train is told of a training; of the data it learns
 * from, see data_options.h.
 */
#ifndef HWR_TRAIN_OPTIONS_H
#define HWR_TRAIN_OPTIONS_H

#include "base/opts.h"
#include "train/line_trainer.h"
#include "train/train.h"

/* The options of any training, into a struct recipe; of one for glyphs, into a struct train_options, for lines, a struct line_options. */
extern const struct opt recipe_opts[], train_opts[], line_opts[];

/* As the options tell them; what is below 0, and epochs and a batch of 0, was not said. */
#define RECIPE_DEFAULTS { \
	.optim = {OPTIM_ADAMW, 0.9, -1, -1}, .schedule = RATE_ONECYCLE, .rate = -1, .seed = 1, \
}
#define TRAIN_OPTIONS_DEFAULTS { \
	.r = RECIPE_DEFAULTS, .smooth = 0.05, .distill = 0.7, .augment = AUGMENT_DEFAULTS, .fade = 1, \
}
#define LINE_OPTIONS_DEFAULTS { \
	.r = RECIPE_DEFAULTS, .augment = LINE_AUGMENT_DEFAULTS, .join = LINE_JOIN, .most = LINE_COLUMNS, \
}

/* train_options_defaults - what was not said, and r.augment from words; exits 2 after saying that they are none. */
void train_options_defaults(struct train_options *o);

/* The same of lines.  With init epochs may stay 0, which line_run_all understands. */
void line_options_defaults(struct line_options *o);

/*
 * augment_from, line_augment_from - "none", "default", or changes to the default
 * apart by commas: "rotate=15,elastic=0".  Return 0, or -1 when a name or a number is wrong.
 */
int augment_from(const char *text, struct augment *out);
int line_augment_from(const char *text, struct line_augment *out);

#endif
