/*
 * model_list.h - the models that come with the programs, for people.
 */
#ifndef HWR_MODEL_LIST_H
#define HWR_MODEL_LIST_H

#include <stdio.h>

/*
 * model_list - a row for each model in the places of share.h: its name, a tab, what it reads,
 * a tab, its path.  A model that another of the same name hides, in a place before, has "-" for
 * its name.  Returns 0, or 1 after saying that there are none, or what is wrong with one.
 */
int model_list(FILE *out);

#endif
