#include "image/ink.h"
#include "page/sample.h"

int
sample_glyph(const struct image *pic, const char *name, void *style, uint8_t out[GLYPH_SIZE])
{
	struct ink_options how = INK_DEFAULTS;
	const enum style *s = style;
	struct image ink;
	struct box box;

	if (!ink_extract(pic, name, &how, &ink, &box)) {
		image_free(&ink);
		return 0;
	}
	normalize_glyph(&ink, *s, out);
	image_free(&ink);
	return 1;
}
