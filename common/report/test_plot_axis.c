#include <stdio.h>
#include <string.h>

#include "base/tap.h"
#include "report/plot_axis.h"

/* Whether the axis around lo .. hi has these numbers, separated by blanks. */
static int
numbers(double lo, double hi, double least, const char *wanted)
{
	struct plot_axis a = plot_axis_around(lo, hi, least);
	char all[400] = "", text[PLOT_AXIS_TEXT];
	size_t n = 0;
	int i;

	for (i = 0; i <= plot_axis_steps(&a) && n < sizeof all; i++) {
		plot_axis_text(text, &a, i);
		n += (size_t)snprintf(all + n, sizeof all - n, "%s%s", i ? " " : "", text);
	}
	return strcmp(all, wanted) == 0;
}

int
main(void)
{
	setprog("test_plot_axis");
	tap_ok(numbers(0, 10, 1, "0 2 4 6 8 10"), "steps of 2");
	tap_ok(numbers(1, 8, 1, "1 2 3 4 5 6 7 8"), "steps of 1");
	tap_ok(numbers(1, 3, 1, "1 2 3"), "no step is below the least");
	tap_ok(numbers(98.65, 99.57, 0, "98.6 98.8 99.0 99.2 99.4 99.6"), "steps of 0.2, which hold what is there");
	tap_ok(numbers(0.31, 0.584, 0, "0.30 0.35 0.40 0.45 0.50 0.55 0.60"), "steps of 0.05");
	tap_ok(numbers(0, 100, 0, "0 20 40 60 80 100"), "what fits is not made larger");
	tap_ok(numbers(0, 1e6, 0, "0 2e+05 4e+05 6e+05 8e+05 1e+06"), "large numbers are short");
	tap_ok(numbers(1, 1, 1, "0 1"), "one epoch");
	tap_ok(numbers(100, 100, 0, "99.0 99.2 99.4 99.6 99.8 100.0"), "one value");
	tap_ok(numbers(0, 0, 0, "0.0 0.2 0.4 0.6 0.8 1.0"), "nothing");
	return tap_done();
}
