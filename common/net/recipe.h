/*
 * recipe.h - the options of a training as text, and back.
 */
#ifndef HWR_RECIPE_H
#define HWR_RECIPE_H

#include "net/train.h"

/*
 * augment_from - "none", "default", or changes to the default apart by commas:
 * "rotate=15,elastic=0".  Returns 0, or -1 when a name or a number is wrong.
 */
int augment_from(const char *text, struct augment *out);

/* source_set - the option called name (without dashes), of a source; as recipe_set. */
int source_set(struct source *s, const char *name, const char *arg);

/*
 * recipe_set - the option called name (without dashes) with argument arg into o.
 * A value that is wrong is said and exits 2.  Returns 1, or 0 when it is none of its options.
 */
int recipe_set(struct train_options *o, const char *name, const char *arg);

/* recipe_defaults - rate and decay that were not given (negative), by the optimizer. */
void recipe_defaults(struct train_options *o);

#endif
