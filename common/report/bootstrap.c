#include <stdlib.h>

#include "base/rng.h"
#include "report/bootstrap.h"

enum { DRAWS = 2000, TAIL = DRAWS / 40 };	/* 2.5 % on either side */

static int
by_size(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int
bootstrap_interval(const struct bootstrap_part *part, size_t n, double *lo, double *hi)
{
	struct rng r = rng_seed(1, 1);
	double rate[DRAWS];

	if (n < 2 || n > UINT32_MAX)
		return -1;
	for (int k = 0; k < DRAWS; k++) {
		int64_t wrong = 0, total = 0;

		for (size_t i = 0; i < n; i++) {
			const struct bootstrap_part *p = &part[rng_below(&r, (uint32_t)n)];

			wrong += p->wrong;
			total += p->total;
		}
		rate[k] = total > 0 ? (double)wrong / (double)total : 0;
	}
	qsort(rate, DRAWS, sizeof *rate, by_size);
	*lo = rate[TAIL];
	*hi = rate[DRAWS - 1 - TAIL];
	return 0;
}
