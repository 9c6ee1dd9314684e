/*
 * data_options.h - what hwr-train is told of the data it learns from: --data and
 * --lines, each with the options behind it that belong to it.
 */
#ifndef HWR_DATA_OPTIONS_H
#define HWR_DATA_OPTIONS_H

#include "base/opts.h"
#include "train/line_set.h"
#include "train/source.h"

enum { SOURCES_MAX = 32 };

struct sources {		/* in the order of the command line */
	struct source v[SOURCES_MAX];	/* n, of glyphs */
	struct line_source line[SOURCES_MAX];	/* n_lines */
	int n, n_lines;
	struct portion *last;	/* of the last of them; NULL at first */
};

/*
 * Into a struct sources: source_opts, --data and what is said of the last one; line_source_opts,
 * --lines likewise; portion_opts, what may be said of either.
 */
extern const struct opt source_opts[], line_source_opts[], portion_opts[];

/* What their fields are of; where there is none yet that is said, and the program exits 2. */
void *sources_last(void *sources);
void *sources_last_lines(void *sources);
void *sources_last_portion(void *sources);

#endif
