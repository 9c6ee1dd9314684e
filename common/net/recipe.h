/*
 * recipe.h - the options of a training as text, and back.
 */
#ifndef HWR_RECIPE_H
#define HWR_RECIPE_H

#include "net/augment.h"

/*
 * augment_from - "none", "default", or changes to the default apart by commas:
 * "rotate=15,elastic=0".  Returns 0, or -1 when a name or a number is wrong.
 */
int augment_from(const char *text, struct augment *out);

#endif
