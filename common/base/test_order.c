/* test_order - numbers by size. */
#include "base/order.h"
#include "base/tap.h"

int
main(void)
{
	double v[] = {3, -1, 2, 3, 0.5};

	tap_ok(median(v, 5, 9) == 2 && v[0] == -1 && v[4] == 3, "the one in the middle; all are sorted");
	tap_ok(median(v, 4, 9) == 2, "of two in the middle the upper one");
	tap_ok(median(v, 0, 9) == 9, "of none what is usual");
	return tap_done();
}
