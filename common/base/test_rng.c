#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "base/tap.h"

/* The first numbers of xoshiro256** from the state 1, 2, 3, 4, by its authors' program. */
static void
reference(void)
{
	struct rng r = {{1, 2, 3, 4}};

	tap_ok(rng_next(&r) == 11520 && rng_next(&r) == 0 && rng_next(&r) == 1509978240
	       && rng_next(&r) == UINT64_C(1215971899390074240), "the numbers of the published generator");
}

static void
streams(void)
{
	struct rng a = rng_seed(7, 1), b = rng_seed(7, 1), c = rng_seed(7, 2), d = rng_seed(8, 1);
	uint64_t va = rng_next(&a), vc = rng_next(&c), vd = rng_next(&d);

	tap_ok(va == rng_next(&b), "the same seed and stream give the same numbers");
	tap_ok(va != vc, "another stream gives others");
	tap_ok(va != vd && vc != vd, "another seed gives others");
}

static void
ranges(void)
{
	struct rng r = rng_seed(1, 0);
	double sum = 0, square = 0, lo = 1, hi = 0;
	const int n = 100000;
	int i, seen[6] = {0}, inside = 1;

	for (i = 0; i < n; i++) {
		double u = rng_unit(&r), v = rng_range(&r, -2, 3);

		lo = fmin(lo, u);
		hi = fmax(hi, u);
		inside &= v >= -2 && v < 3;
		seen[rng_below(&r, 6)]++;
	}
	tap_ok(lo >= 0 && lo < 0.001 && hi < 1 && hi > 0.999, "units fill [0, 1)");
	tap_ok(inside, "ranges keep their ends");
	for (i = 0; i < 6; i++)
		inside &= fabs(seen[i] - n / 6.0) < 5 * sqrt(n / 6.0);
	tap_ok(inside, "a die shows each face as often");
	for (i = 0; i < n; i++) {
		double v = rng_normal(&r);

		sum += v;
		square += v * v;
	}
	tap_ok(fabs(sum / n) < 0.02 && fabs(square / n - 1) < 0.03, "normal numbers have mean 0 and deviation 1");
	tap_ok(rng_below(&r, 1) == 0, "of one there is only 0");
}

static void
shuffles(void)
{
	enum { N = 1000 };
	struct rng r = rng_seed(3, 0), again = rng_seed(3, 0);
	uint32_t p[N], q[N], i;
	int seen[N] = {0}, once = 1, moved = 0;

	for (i = 0; i < N; i++)
		p[i] = q[i] = i;
	rng_shuffle(&r, p, N);
	rng_shuffle(&again, q, N);
	tap_ok(memcmp(p, q, sizeof p) == 0, "the same generator gives the same order");
	for (i = 0; i < N; i++)
		seen[p[i]]++;
	for (i = 0; i < N; i++) {
		once &= seen[i] == 1;
		moved += p[i] != i;
	}
	tap_ok(once, "an order has every index once");
	tap_ok(moved > N * 9 / 10, "and most have moved");
	rng_shuffle(&r, p, 0);
	rng_shuffle(&r, p, 1);
	tap_ok(p[0] == q[0], "none and one stay where they are");
}

int
main(void)
{
	reference();
	streams();
	ranges();
	shuffles();
	return tap_done();
}
