/*
 * bootstrap.h - how sure a rate is that is summed over parts which are alike within:
 * the lines of a writer, say.
 */
#ifndef HWR_BOOTSTRAP_H
#define HWR_BOOTSTRAP_H

#include <stddef.h>
#include <stdint.h>

struct bootstrap_part { int64_t wrong, total; };

/*
 * bootstrap_interval - the 95 % interval of the rate, summed wrong over summed total:
 * the middle of what it is for parts drawn anew, as many, with repetition (B. Efron, "Bootstrap
 * methods: another look at the jackknife", Ann. Statist. 7, 1979).  The same for the same parts.
 * Returns 0, or -1 where n < 2 or there is nothing: then nothing is known.
 */
int bootstrap_interval(const struct bootstrap_part *part, size_t n, double *lo, double *hi);

#endif
