#include "read/lattice.h"

struct lattice
lattice_slice(const struct lattice *l, int from, int n)
{
	struct lattice slice = *l;

	slice.ranked = lattice_ranked(l, from);
	slice.n_ranked += from;
	slice.results += from;
	slice.n = n;
	return slice;
}

const struct ranked_class *
lattice_ranked(const struct lattice *l, int i)
{
	return l->ranked + (size_t)i * (size_t)l->ranks;
}

int
lattice_ok(const struct lattice *l)
{
	const int first = l->n > 0 ? l->results[0].tags.from : 0;
	int reach = first;	/* nodes up to this one are reached from the first, as far as has been looked */

	for (int i = 0; i < l->n; i++) {
		const struct tags *t = &l->results[i].tags;

		if (!(t->have & TAG_FROM) || !(t->have & TAG_TO) || t->from >= t->to || t->to - first > l->n || t->from > reach
		    || (i > 0 && t->from < l->results[i - 1].tags.from))
			return 0;
		reach = t->to > reach ? t->to : reach;
	}
	return l->n > 0;
}

int
lattice_part(const struct result *r, int n)
{
	int reach = 0, part = n;

	for (int i = 0; i < n && r[0].tags.have & TAG_FROM; i++) {
		if (i > 0 && r[i].tags.from >= reach)
			part = i;
		reach = r[i].tags.to > reach ? r[i].tags.to : reach;
	}
	return part;
}
