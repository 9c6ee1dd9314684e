/*
 * image_report.h - how often models are right about labelled images: hwr-eval --data.
 */
#ifndef HWR_IMAGE_REPORT_H
#define HWR_IMAGE_REPORT_H

#include "train/source.h"
#include "read/vote.h"

enum { IMAGE_REPORT_MODELS = 64 };

struct image_report {		/* what is asked for; NULL and 0 where nothing is said */
	const char *model[IMAGE_REPORT_MODELS];	/* model files, as models_find has them */
	int models;
	struct source data;	/* the images; with only, its limit is one of the images that remain */
	const char *only;	/* keep the images of these characters, as classes_restrict has them */
	const char *classes;	/* what may be answered, likewise */
	const char *prior;	/* how often classes occur, as models_prior takes it */
	enum vote vote;
	int worst;		/* the most frequent mistakes that are listed */
	const char *output;	/* the report, a file as out_open has it */
	const char *confusion;	/* the confusion matrix as TSV, likewise */
	const char *picture;	/* the confusion matrix as PNG, likewise */
};

/*
 * image_report - to its outputs: accuracy, votes and members, a table of classes,
 * and the worst mistakes.  Classes that no model has end the program with
 * EXIT_USAGE.  Returns 0, or 1 after saying what failed.
 */
int image_report(const struct image_report *r);

#endif
