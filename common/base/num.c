#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/num.h"

int
num_int(const char *text, int64_t lo, int64_t hi, int64_t *out)
{
	char *end;
	long long v;

	if (!isdigit((unsigned char)*text) && *text != '-')
		return -1;
	errno = 0;
	v = strtoll(text, &end, 10);
	if (errno || end == text || *end || v < lo || v > hi)
		return -1;
	*out = v;
	return 0;
}

int
num_real(const char *text, double lo, double hi, double *out)
{
	char *end;
	double v;

	if (!isdigit((unsigned char)*text) && *text != '-' && *text != '.')
		return -1;
	errno = 0;
	v = strtod(text, &end);
	if (errno || end == text || *end || !isfinite(v) || v < lo || v > hi)
		return -1;
	*out = v;
	return 0;
}

int64_t
arg_int(const char *option, const char *text, int64_t lo, int64_t hi)
{
	int64_t v;

	if (num_int(text, lo, hi, &v))
		bad_usage("%s: '%s' is not a whole number from %" PRId64 " to %" PRId64, option, text, lo, hi);
	return v;
}

double
arg_real(const char *option, const char *text, double lo, double hi)
{
	double v;

	if (num_real(text, lo, hi, &v))
		bad_usage("%s: '%s' is not a number from %g to %g", option, text, lo, hi);
	return v;
}

int
arg_choice(const char *option, const char *text, const char *const words[])
{
	char all[256] = "";
	size_t n = 0;
	int i;

	for (i = 0; words[i]; i++) {
		if (strcmp(words[i], text) == 0)
			return i;
		if (n < sizeof all)
			n += (size_t)snprintf(all + n, sizeof all - n, "%s%s", i ? ", " : "", words[i]);
	}
	bad_usage("%s: '%s' is none of %s", option, text, all);
}
