#include <stdlib.h>

#include "base/order.h"

static int
by_size(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

void
sort_reals(double *v, int n)
{
	qsort(v, (size_t)n, sizeof *v, by_size);
}

double
median(double *v, int n, double usual)
{
	if (n == 0)
		return usual;
	sort_reals(v, n);
	return v[n / 2];
}
