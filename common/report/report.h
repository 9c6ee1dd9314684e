/*
 * report.h - what hwr-eval prints.
 */
#ifndef HWR_REPORT_H
#define HWR_REPORT_H

#include <stdio.h>

#include "net/model.h"
#include "report/evaluate.h"

/*
 * report_images - accuracy, votes and members, a table of classes, and the
 * worst most frequent mistakes.
 */
void report_images(FILE *out, const struct evaluation *e, const struct models *set, int worst);

/*
 * report_matrix - the confusion matrix as TSV to the file tsv and as PNG to
 * the file png, either NULL for none.  0, or 1 after saying what failed.
 */
int report_matrix(const struct evaluation *e, const char *tsv, const char *png);

/*
 * report_texts - to the file output, error rates over all names of the file
 * truth; one that the file answers lacks counts as empty.  Then the worst
 * texts (below 0: none) with the most wrong letters and digits.  "-", and
 * answers NULL, is stdin, which can be only one of them: else exits 2.
 * Returns 0, or 1 after saying what failed.
 */
int report_texts(const char *output, const char *truth, const char *answers, int worst);

#endif
