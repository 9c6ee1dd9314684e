/* test_trim - the tags of trimmed ink say where in the original it lies. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/tap.h"
#include "image/test_drawing.h"
#include "page/trim.h"

/* A 40 x 30 picture whose ink is 20 x 10 from (8, 12) on, with a tag; its polarity is as asked. */
static struct image
picture(const char *tag, int paper, int pen)
{
	struct image img = image_new(40, 30);

	draw_box(&img, 0, 0, 40, 30, paper);
	draw_box(&img, 8, 12, 20, 10, pen);
	img.tag = mem_text(tag);
	return img;
}

static void
tagged(struct image img, const char *name, const char *want)
{
	const struct ink_options o = INK_DEFAULTS;
	struct image ink;
	struct tags tags;
	int found = trim_picture(&img, name, 3, &o, &ink, &tags);
	char *got = tags_format(&tags);

	tap_ok(found == 1 && ink.w == tags.box.w && ink.h == tags.box.h && !ink.tag && strcmp(got, want) == 0,
	       "'%s' of %s becomes '%s', wanted '%s'", img.tag ? img.tag : "", name, got, want);
	free(got);
	tags_free(&tags);
	image_free(&ink);
	image_free(&img);
}

static void
test_blank(void)
{
	const struct ink_options o = INK_DEFAULTS;
	struct image img = picture("page=9", 200, 200), ink;
	struct tags tags;

	tap_ok(trim_picture(&img, "a.png", 1, &o, &ink, &tags) == 0 && ink.w == 1 && tags.box.w == 1 && tags.page == 9,
	       "a blank picture has tags, too");
	tags_free(&tags);
	image_free(&ink);
	image_free(&img);
}

int
main(void)
{
	tagged(picture(NULL, 230, 40), "a.png", "page=3 box=8,12,20,10 src=a.png");
	tagged(picture(NULL, 230, 40), "<stdin>", "page=3 box=8,12,20,10");
	tagged(picture("page=7 line=2 src=b.png more", 230, 40), "a.png", "page=7 line=2 box=8,12,20,10 src=b.png more");
	tagged(picture("box=100,200,40,30", 0, 255), "a.png", "page=3 box=108,212,20,10 src=a.png");
	tagged(picture("box=100,200,41,30", 0, 255), "a.png", "page=3 box=8,12,20,10 src=a.png");
	test_blank();
	return tap_done();
}
