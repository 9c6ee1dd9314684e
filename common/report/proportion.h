/*
 * proportion.h - so many of so many: in per cent, how sure that is, and whether
 * two of them differ by more than chance.
 */
#ifndef HWR_PROPORTION_H
#define HWR_PROPORTION_H

#include <stdint.h>
#include <stdio.h>

/* proportion_percent - k of n in per cent; of nothing, as if n were 1. */
double proportion_percent(int64_t k, int64_t n);

/* proportion_print - "what 12.34 % (k of n)", or "what - (k of 0)", which is no share, without a line's end. */
void proportion_print(FILE *out, const char *what, int64_t k, int64_t n);

/*
 * proportion_interval - the 95 % interval of k successes of n, as fractions (0..1
 * when n is 0): E. B. Wilson, "Probable inference, the law of succession, and
 * statistical inference", J. Amer. Statist. Assoc. 22, 1927.
 */
void proportion_interval(int64_t k, int64_t n, double *lo, double *hi);

/*
 * proportion_mcnemar - how likely chance alone makes two equally good ways differ
 * so: of the cases where one is right and the other is not, a to one and b to the
 * other (McNemar's test, two-sided, normal approximation); 1 when a + b is 0.
 */
double proportion_mcnemar(int64_t a, int64_t b);

#endif
