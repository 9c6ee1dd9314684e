/* Intervals of rates: they hold the rate, narrow with more parts, and are the same for the same parts. */
#include "base/rng.h"
#include "base/tap.h"
#include "report/bootstrap.h"

enum { MOST = 400 };

/* The width of the interval of the first n of part, and whether it holds their rate. */
static double
width(const struct bootstrap_part *part, size_t n, int *holds)
{
	int64_t wrong = 0, total = 0;
	double lo, hi, rate;

	for (size_t i = 0; i < n; i++) {
		wrong += part[i].wrong;
		total += part[i].total;
	}
	rate = (double)wrong / (double)total;
	*holds = bootstrap_interval(part, n, &lo, &hi) == 0 && lo <= rate && rate <= hi;
	return hi - lo;
}

int
main(void)
{
	struct bootstrap_part part[MOST], alike[3] = {{1, 10}, {2, 20}, {3, 30}};
	struct rng r = rng_seed(1, 1);
	double lo, hi, few, many;
	int a, b;

	for (int i = 0; i < MOST; i++)
		part[i] = (struct bootstrap_part){rng_below(&r, 40), 100};
	few = width(part, 20, &a);
	many = width(part, MOST, &b);
	tap_ok(a && b, "it holds the rate");
	tap_ok(many > 0 && many < few / 3, "it narrows with the root of the parts (%.3f, %.3f)", few, many);
	tap_ok(bootstrap_interval(alike, 3, &lo, &hi) == 0 && lo > 0.0999 && hi < 0.1001, "where all are alike it is narrow");
	tap_ok(bootstrap_interval(alike, 1, &lo, &hi) == -1 && bootstrap_interval(alike, 0, &lo, &hi) == -1, "of one part nothing is known");
	return tap_done();
}
