/*
 * train_options.h - the options of a training as text, and back.
 */
#ifndef HWR_TRAIN_OPTIONS_H
#define HWR_TRAIN_OPTIONS_H

#include "train/source.h"
#include "train/train.h"

/*
 * augment_from - "none", "default", or changes to the default apart by commas:
 * "rotate=15,elastic=0".  Returns 0, or -1 when a name or a number is wrong.
 */
int augment_from(const char *text, struct augment *out);

/* source_set - the option called name (without dashes), of a source; as train_options_set. */
int source_set(struct source *s, const char *name, const char *arg);

/*
 * train_options_set - the option called name (without dashes) with argument arg into o.
 * A value that is wrong is said and exits 2.  Returns 1, or 0 when it is none of its options.
 */
int train_options_set(struct train_options *o, const char *name, const char *arg);

/* train_options_defaults - rate and decay that were not given (negative), by the optimizer. */
void train_options_defaults(struct train_options *o);

#endif
