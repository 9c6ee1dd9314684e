/*
 * lines.h - the lines of a page.
 *
 * lines.c finds them: peaks of a profile of where letters are centred.
 * assign.c hands every part to its line; the rest here is what the two share.
 */
#ifndef HWR_LINES_H
#define HWR_LINES_H

#include "page/parts.h"

/* lines_find - gather parts into lines from the top; cuts parts that reach over two. */
void lines_find(struct parts *p, struct lines *out);
void lines_free(struct lines *l);

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
