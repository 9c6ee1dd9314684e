#include "base/err.h"
#include "page/tally.h"

void
tally_end(struct tally *c, const char *name)
{
	if (c->of > 0)
		warn_at(name, "page %d has %d images, and %d came: a filter that passes one alone? see hwr-stream(5)", c->page, c->of, c->seen);
	*c = (struct tally)TALLY_EMPTY;
}

int
tally_add(struct tally *c, const struct tags *t, const char *name)
{
	const int page = t->have & TAG_PAGE ? t->page : 0, of = t->have & TAG_OF ? t->of : 0;

	if (c->of > 0 && (page != c->page || of != c->of))
		tally_end(c, name);
	if (of == 0)
		return 0;
	*c = (struct tally){page, of, c->seen + 1};
	if (c->seen < of)
		return 0;
	*c = (struct tally)TALLY_EMPTY;
	return 1;
}
