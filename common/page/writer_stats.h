/*
 * writer_stats.h - what the lines of a page, their characters joined, tell of the hand.
 */
#ifndef HWR_WRITER_STATS_H
#define HWR_WRITER_STATS_H

#include "page/parts.h"

struct writer_stats {
	double width;		/* median width of letters, xh */
	double cut;		/* cost of a cut: minus the log of how often letters touch */
};

struct writer_stats writer_stats_find(const struct lines *l);

#endif
