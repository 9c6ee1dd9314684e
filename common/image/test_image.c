/* Images, their boxes and crops. */
#include <string.h>

#include "base/tap.h"
#include "image/image.h"

static void
test_ink(void)
{
	struct image img = image_new(7, 5);
	struct box b = image_ink(&img, 1);

	tap_ok(b.w == 0 && b.h == 0, "a blank image has no ink");
	img.px[1 * 7 + 2] = 10;
	img.px[3 * 7 + 5] = 200;
	b = image_ink(&img, 1);
	tap_ok(b.x == 2 && b.y == 1 && b.w == 4 && b.h == 3, "the box of two pixels");
	b = image_ink(&img, 11);
	tap_ok(b.x == 5 && b.y == 3 && b.w == 1 && b.h == 1, "the level is kept to");
	b = image_ink(&img, 201);
	tap_ok(b.w == 0, "above all samples there is none");
	image_free(&img);
}

static void
test_crop(void)
{
	struct image img = image_new(4, 3), part;
	struct box b = {1, 1, 2, 2};
	char tag[] = "page=1";
	int i;

	for (i = 0; i < 12; i++)
		img.px[i] = (uint8_t)i;
	img.tag = tag;
	part = image_crop(&img, b);
	tap_ok(part.w == 2 && part.h == 2 && memcmp(part.px, "\5\6\x09\x0a", 4) == 0 && !part.tag, "a crop");
	img.tag = NULL;
	image_free(&part);
	image_free(&img);
	image_free(&img);
	tap_ok(!img.px && img.w == 0, "freed twice");
}

int
main(void)
{
	test_ink();
	test_crop();
	return tap_done();
}
