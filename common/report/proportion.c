#include <math.h>

#include "report/proportion.h"

double
proportion_percent(int64_t k, int64_t n)
{
	return 100.0 * (double)k / (double)(n > 0 ? n : 1);
}

void
proportion_print(FILE *out, const char *what, int64_t k, int64_t n)
{
	if (n > 0)
		fprintf(out, "%s %.2f %% (%lld of %lld)", what, proportion_percent(k, n), (long long)k, (long long)n);
	else
		fprintf(out, "%s - (%lld of 0)", what, (long long)k);
}

void
proportion_interval(int64_t k, int64_t n, double *lo, double *hi)
{
	const double z = 1.959963984540054;	/* leaves 2.5 % on either side */
	double p, middle, half, by;

	*lo = 0;
	*hi = 1;
	if (n <= 0)
		return;
	p = (double)k / (double)n;
	by = 1 + z * z / (double)n;
	middle = (p + z * z / (2 * (double)n)) / by;
	half = z * sqrt(p * (1 - p) / (double)n + z * z / (4 * (double)n * (double)n)) / by;
	*lo = k == 0 ? 0 : middle - half;
	*hi = k == n ? 1 : middle + half;
}

double
proportion_mcnemar(int64_t a, int64_t b)
{
	const double n = (double)(a + b), d = fabs((double)(a - b));

	return n > 0 ? erfc(d / sqrt(2 * n)) : 1;
}
