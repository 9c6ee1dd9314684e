#include "read/lattice.h"

int
lattice_ok(const struct result *r, int n)
{
	const int first = n > 0 ? r[0].tags.from : 0;
	int reach = first;	/* nodes up to this one are reached from the first, as far as has been looked */

	for (int i = 0; i < n; i++) {
		const struct tags *t = &r[i].tags;

		if (!(t->have & TAG_FROM) || !(t->have & TAG_TO) || t->from >= t->to || t->to - first > n || t->from > reach
		    || (i > 0 && t->from < r[i - 1].tags.from))
			return 0;
		reach = t->to > reach ? t->to : reach;
	}
	return n > 0;
}

int
lattice_part(const struct result *r, int n)
{
	int reach = 0, part = n;

	for (int i = 0; i < n; i++) {
		if (i > 0 && r[i].tags.from >= reach)
			part = i;
		reach = r[i].tags.to > reach ? r[i].tags.to : reach;
	}
	return part;
}
