#include <string.h>

#include "base/num.h"
#include "base/tap.h"

static void
whole_numbers(void)
{
	static const char *const bad[] = {
		"", " 1", "1 ", "+1", "1x", "x", "0x10", "1.0", "-", "11", "-1",
		"9223372036854775808", "99999999999999999999999",
	};
	int64_t v = 77;
	size_t i;

	tap_ok(num_int("7", 0, 10, &v) == 0 && v == 7, "7 is a whole number");
	tap_ok(num_int("0", 0, 10, &v) == 0 && v == 0, "so is the lower end");
	tap_ok(num_int("10", 0, 10, &v) == 0 && v == 10, "and the upper end");
	tap_ok(num_int("-3", -5, 5, &v) == 0 && v == -3, "and a negative one");
	tap_ok(num_int("9223372036854775807", 0, INT64_MAX, &v) == 0 && v == INT64_MAX, "and the largest");
	tap_ok(num_int("010", 0, 10, &v) == 0 && v == 10, "a leading 0 is not octal");
	v = 77;
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		tap_ok(num_int(bad[i], 0, 10, &v) == -1 && v == 77, "'%s' is none from 0 to 10", bad[i]);
}

static void
real_numbers(void)
{
	static const char *const bad[] = {"", "nan", "inf", "-inf", "1e999", "1,5", "1.5 ", " 1.5", "2.1", "-.1", "x"};
	double v = 77;
	size_t i;

	tap_ok(num_real("1.5", 0, 2, &v) == 0 && v > 1.4999 && v < 1.5001, "1.5 is a number");
	tap_ok(num_real(".5", 0, 2, &v) == 0 && v < 0.5001, "so is .5");
	tap_ok(num_real("1e-3", 0, 2, &v) == 0 && v < 0.0011, "and 1e-3");
	v = 77;
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		tap_ok(num_real(bad[i], 0, 2, &v) == -1 && v > 76, "'%s' is none from 0 to 2", bad[i]);
}

static void
bad_int(void *ctx)
{
	(void)ctx;
	arg_int("--epochs", "many", 1, 100);
}

static void
bad_real(void *ctx)
{
	(void)ctx;
	arg_real("--rate", "-1", 0, 1);
}

static void
bad_choice(void *ctx)
{
	static const char *const words[] = {"dark", "light", NULL};

	(void)ctx;
	arg_choice("--polarity", "grey", words);
}

static void
arguments(void)
{
	static const char *const words[] = {"dark", "light", NULL};
	char said[512];
	int status;

	tap_ok(arg_int("--epochs", "12", 1, 100) == 12, "an option's whole number");
	tap_ok(arg_choice("--polarity", "light", words) == 1, "an option's choice");
	status = tap_child(bad_int, NULL, said, sizeof said);
	tap_ok(status == EXIT_USAGE && strstr(said, "--epochs: 'many' is not a whole number from 1 to 100"),
	       "a wrong whole number exits 2 and says why");
	status = tap_child(bad_real, NULL, said, sizeof said);
	tap_ok(status == EXIT_USAGE && strstr(said, "--rate: '-1' is not a number from 0 to 1"),
	       "a wrong number exits 2 and says why");
	status = tap_child(bad_choice, NULL, said, sizeof said);
	tap_ok(status == EXIT_USAGE && strstr(said, "'grey' is none of dark, light"),
	       "a wrong choice exits 2 and names the right ones");
}

int
main(void)
{
	whole_numbers();
	real_numbers();
	arguments();
	return tap_done();
}
