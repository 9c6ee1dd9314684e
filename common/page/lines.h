/*
 * lines.h - what finding lines and handing them their parts have in common.
 */
#ifndef HWR_LINES_H
#define HWR_LINES_H

#include "page/parts.h"

/* The middle of part i, as column x and row v. */
double middle_x(const struct parts *p, int i);
double middle_v(const struct parts *p, int i);

/* line_at - the row v of a line's middle at column x. */
double line_at(const struct line *l, double x);

/* nearest_line - the line whose middle is nearest to row v at column x; -1 when there is none. */
int nearest_line(const struct lines *l, double x, double v);

/*
 * lines_assign - every part to a line, letters being with theirs already: parts
 * that reach over two lines are cut, marks go to the nearest letter.
 */
void lines_assign(struct parts *p, const struct lines *l);

#endif
