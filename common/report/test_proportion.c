#include <math.h>

#include "base/tap.h"
#include "report/proportion.h"

static int
near(double a, double b)
{
	return fabs(a - b) < 5e-5;
}

int
main(void)
{
	double lo, hi;

	proportion_interval(104513, 116323, &lo, &hi);
	tap_ok(near(lo, 0.89673) && near(hi, 0.90019), "Wilson's interval of 104513 of 116323: %.5f-%.5f", lo, hi);
	proportion_interval(0, 10, &lo, &hi);
	tap_ok(lo == 0 && near(hi, 0.27753), "of 0 of 10: %.5f-%.5f", lo, hi);
	proportion_interval(10, 10, &lo, &hi);
	tap_ok(near(lo, 0.72247) && hi == 1, "of 10 of 10: %.5f-%.5f", lo, hi);
	proportion_interval(0, 0, &lo, &hi);
	tap_ok(lo == 0 && hi == 1, "of nothing: everything is possible");
	tap_ok(near(proportion_percent(1, 3), 33.33333) && near(proportion_percent(2, 0), 200), "per cent");
	tap_ok(near(proportion_mcnemar(25, 9), 0.00607) && proportion_mcnemar(9, 25) == proportion_mcnemar(25, 9),
	       "McNemar's test, from either side");
	tap_ok(proportion_mcnemar(0, 0) == 1 && proportion_mcnemar(7, 7) == 1, "no difference is likely by chance");
	return tap_done();
}
