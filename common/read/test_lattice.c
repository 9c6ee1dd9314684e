/* test_lattice - candidates of a line. */
#include <string.h>

#include "base/tap.h"
#include "read/lattice.h"

/* A line that is too long is parted where no candidate reaches over. */
static void
parts(void)
{
	static const int from[] = {0, 0, 1, 2, 2, 3, 3}, to[] = {1, 2, 2, 3, 4, 4, 5};
	struct result r[7];

	memset(r, 0, sizeof r);
	for (int i = 0; i < 7; i++) {
		r[i].tags.have = TAG_FROM | TAG_TO;
		r[i].tags.from = from[i];
		r[i].tags.to = to[i];
	}
	tap_ok(lattice_part(r, 7) == 3 && lattice_part(r, 4) == 3, "the last piece over which none reaches");
	tap_ok(lattice_part(r, 3) == 3 && lattice_part(r, 2) == 2, "all, when there is none");
	r[0].tags.have = 0;
	tap_ok(lattice_part(r, 7) == 7, "and all, when they are no candidates");
}

int
main(void)
{
	parts();
	return tap_done();
}
