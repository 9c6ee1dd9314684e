/*
 * training_report.h - how trainings went: hwr-eval --curves.
 */
#ifndef HWR_TRAINING_REPORT_H
#define HWR_TRAINING_REPORT_H

/*
 * training_report - all logs that are operands from argv[first] on, CURVES_MAX
 * at most (none, or "-": stdin), as a picture in the file png and as a table
 * in the file tsv.  A log that is bad is said and left out; without any that
 * is good nothing is written.  A picture that ends in .tsv is a log in the
 * wrong place: exits 2.  Returns 0, or 1 after saying what failed.
 */
int training_report(int argc, char *argv[], int first, const char *png, const char *tsv);

#endif
