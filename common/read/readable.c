#include <stdio.h>

#include "base/err.h"
#include "read/readable.h"
#include "read/tunables.h"

void
readable_add(struct readable *p, const struct result *r)
{
	p->sum += (double)r->best[0].conf;
	p->n++;
}

void
readable_tell(struct readable *p, const char *name, int page)
{
	const double mean = p->n > 0 ? p->sum / p->n : 1;
	char image[32] = "";

	if (page > 1)
		snprintf(image, sizeof image, "image %d: ", page);
	if (p->n >= READABLE_LEAST && mean < READABLE_CONF)
		warn_at(name, "%shardly readable (%.2f): upside down?", image, mean);
	*p = (struct readable){0, 0};
}
