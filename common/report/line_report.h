/*
 * line_report.h - how well a network reads whole lines whose text is known.
 */
#ifndef HWR_LINE_REPORT_H
#define HWR_LINE_REPORT_H

#include "train/line_set.h"

struct line_report {
	const char *const *model;	/* models files, one of which is taken; 0: $HWR_MODEL, else lines.hwr where hwr's models are */
	int models;
	struct line_source lines;
	const char *output;		/* as out_open has it */
	int worst;			/* most frequent slips that are told */
};

/*
 * line_report - error rates, the loss, where spaces are, and slips: of the
 * best path, without a language.  The same figures for any number of threads.
 * Returns 0, or 1 after saying what failed.
 */
int line_report(const struct line_report *r);

#endif
