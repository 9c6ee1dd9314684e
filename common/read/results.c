#include <limits.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/mem.h"
#include "read/results.h"

void
results_add(struct results *all, const struct result *r)
{
	if (all->n == all->room) {
		if (all->room > INT_MAX / 2 - 64)
			die("more characters than can be counted");
		all->room += all->room / 2 + 64;
		all->v = mem_resize(all->v, (size_t)all->room, sizeof *all->v);
	}
	all->v[all->n++] = *r;
}

void
results_free(struct results *all)
{
	for (int i = 0; i < all->n; i++)
		result_free(&all->v[i]);
	free(all->v);
	*all = (struct results)RESULTS_EMPTY;
}
