/* test_classes - unions of classes, and restrictions. */
#include <string.h>

#include "base/tap.h"
#include "read/classes.h"
#include "read/test_classes.h"

static void
test_union(void)
{
	const struct models three = models_of(3);
	struct classes c = classes_union(&three);

	tap_ok(c.n == 5 && c.members == 3, "five classes of three members");
	tap_ok(strcmp(c.label[1], "Cc") == 0 && strcmp(c.label[4], "1") == 0, "in the order they are met");
	tap_ok(c.of[2][0] == 3 && c.of[2][1] == 4 && c.of[2][2] == -1, "one label is one class");
	classes_free(&c);
	classes_free(&c);
}

static void
test_specs(void)
{
	const struct models two = models_of(2);
	static const struct { const char *spec; int want; } specs[] = {
		{"A", 0}, {"a-cA", 0}, {"-", 0}, {"A-", 0}, {"", -1}, {"z", -1}, {"9-0", -1}, {"\\", -1},
		{"\\x", -1}, {"A-\\", -1}, {"\xff", -1}, {"A\xc3", -1}, {"\\--\\-", 0},
	};
	size_t i;

	for (i = 0; i < sizeof specs / sizeof specs[0]; i++) {
		struct classes c = classes_union(&two);
		int got = classes_restrict(&c, specs[i].spec);

		tap_ok(got == specs[i].want, "set %zu is %s", i, specs[i].want ? "refused" : "taken");
		classes_free(&c);
	}
}

int
main(void)
{
	test_union();
	test_specs();
	return tap_done();
}
