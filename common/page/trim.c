#include <string.h>

#include "base/mem.h"
#include "page/trim.h"

/* box is in pixels of pic, which may be a part of the original itself. */
static void
tag_ink(struct tags *t, const struct image *pic, struct box box, const char *name, int page)
{
	if (t->have & TAG_BOX && t->box.w == pic->w && t->box.h == pic->h) {
		box.x += t->box.x;
		box.y += t->box.y;
	}
	t->box = box;
	if (!(t->have & TAG_PAGE))
		t->page = page;
	t->have |= TAG_BOX | TAG_PAGE;
	if (!t->src && strcmp(name, "<stdin>") != 0)
		t->src = mem_text(name);
}

int
trim_picture(const struct image *pic, const char *name, int page, const struct ink_options *o,
             struct image *ink, struct tags *tags)
{
	struct ink_options options = *o;
	struct box box;
	int found;

	tags_parse(pic->tag, tags);
	if (tags->have & TAG_BOX && options.polarity == POLARITY_AUTO)
		options.polarity = POLARITY_LIGHT;
	found = ink_extract(pic, name, &options, ink, &box);
	tag_ink(tags, pic, box, name, page);
	return found;
}
