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
	int skip_bad;		/* 1: pictures that cannot be read are left out */
	struct portion *last;	/* of the last of them; NULL at first */
};

/*
 * Into a struct sources: source_opts, --data and what is said of the last one; line_source_opts,
 * --lines likewise; portion_opts, what may be said of either.
 */
extern const struct opt source_opts[], line_source_opts[], portion_opts[];

/* Those of all sources together, into a struct sources. */
extern const struct opt all_source_opts[];

/* sources_left_out - n pictures could not be read.  Returns 0 where there are none or s skips them, else 1 after saying so. */
int sources_left_out(const struct sources *s, int n);

/* What their fields are of; where there is none yet that is said, and the program exits 2. */
void *sources_last(void *sources);
void *sources_last_lines(void *sources);
void *sources_last_portion(void *sources);

#endif
