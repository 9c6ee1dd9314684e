/*
 * results.h - a growing list of results, in reading order.
 */
#ifndef HWR_RESULTS_H
#define HWR_RESULTS_H

#include "read/result.h"

struct results {		/* free with results_free */
	struct result *v;
	int n, room;
};

#define RESULTS_EMPTY {NULL, 0, 0}

/* results_add - put r behind the others, which own what it has from then on.  Ends the program where they cannot be counted. */
void results_add(struct results *all, const struct result *r);

/* results_free - all of them; the list is empty then. */
void results_free(struct results *all);

#endif
