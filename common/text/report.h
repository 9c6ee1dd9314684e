/*
 * report.h - what hwr-eval prints.
 */
#ifndef HWR_REPORT_H
#define HWR_REPORT_H

#include <stdio.h>

#include "net/model.h"
#include "text/judge.h"
#include "text/table.h"

/*
 * report_images - accuracy, votes and members, a table of classes, and the
 * worst most frequent mistakes.
 */
void report_images(FILE *out, const struct judge *j, const struct models *set, enum vote how,
                   int worst);

/*
 * report_matrix - the confusion matrix as TSV to the file tsv and as PNG to
 * the file png, either NULL for none.  0, or 1 after saying what failed.
 */
int report_matrix(const struct judge *j, enum vote how, const char *tsv, const char *png);

/*
 * report_texts - error rates over all names of truth; one that answers lacks
 * counts as empty.  Then the worst texts with the most wrong letters and digits.
 */
void report_texts(FILE *out, const struct table *truth, const struct table *answers, int worst);

#endif
