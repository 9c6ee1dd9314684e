#include <math.h>

#include "base/log_add.h"

static const double NOTHING = 30;	/* nats behind which a summand is left out: below the precision of what it would be added to */

double
log_add(double a, double b)
{
	const double most = a > b ? a : b, least = a > b ? b : a;	/* fmax is a call */

	return least <= most - NOTHING ? most : most + log1p(exp(least - most));
}
