/*
 * readable.h - a page of which nothing sensible could be read is told.
 */
#ifndef HWR_READABLE_H
#define HWR_READABLE_H

#include "read/result.h"

struct readable { double sum; int n; };	/* the confidences of a page's characters, and how many there are; {0, 0} at the start */

/* readable_add - one more character. */
void readable_add(struct readable *p, const struct result *r);

/*
 * readable_tell - that is all of page number page of name; warn when it is hardly readable, and begin anew.
 *
 * So it is where the mean confidence of READABLE_LEAST characters or more is below READABLE_CONF
 * (tunables.h): a page that was turned, or a hand that the networks do not know.
 */
void readable_tell(struct readable *p, const char *name, int page);

#endif
