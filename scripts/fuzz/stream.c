/* Any bytes are a stream with tags: its images are split, normalized and read, and read as they are, or refused. */
#include "reader.h"
#include "image/image.h"
#include "page/line_image.h"
#include "page/normalize.h"
#include "page/split.h"
#include "page/tally.h"
#include "read/intake.h"
#include "report/printer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
put(void *ctx, const struct result *r)
{
	printer_put(ctx, r);
}

static void
end_page(void *ctx)
{
	printer_end_page(ctx);
}

/* A glyph or a line as hwr-normalize makes it, with its tags, which are taken over. */
static void
take(struct intake *in, const struct image *img, struct tags *t)
{
	uint8_t px[GLYPH_SIZE];

	normalize_glyph(img, STYLE_EMNIST, px);
	intake_glyph(in, px, t);
}

static void
split(struct intake *in, const struct image *page, const struct tags *tags)
{
	const struct split_options o = {.deskew = 1, .lattice = 1, .plain = 1, .whole = WHOLE_TOO};
	struct glyphs g;

	split_page(page, tags, &o, &g);
	for (int i = 0; i < g.n; i++) {
		struct tags t;
		char *text = tags_format(&g.v[i].tags);

		tags_parse(text, &t);
		free(text);
		if (g.v[i].tags.have & TAG_WORD) {
			take(in, &g.v[i].img, &t);
		} else {
			struct image line = line_image(&g.v[i].img, &t);

			intake_line(in, &line, &t);
		}
	}
	glyphs_free(&g);
}

static void
read_images(FILE *stream, struct intake *in)
{
	struct image img = IMAGE_EMPTY;
	struct tally page = TALLY_EMPTY;

	for (int n = 0; n < 20 && image_read(stream, "fuzz", 30000, &img) == 1; n++) {
		struct tags tags, again;

		tags_parse(img.tag, &tags);
		tags_parse(img.tag, &again);
		split(in, &img, &tags);
		if (img.h == LINE_HEIGHT && img.w % LINE_MULTIPLE == 0 && !line_reader_takes(in->reader->lines, &img)) {
			intake_line(in, &img, &again);
			img = (struct image)IMAGE_EMPTY;
		} else {
			take(in, &img, &again);
		}
		if (tally_add(&page, &tags, "fuzz"))
			intake_page(in, n % 2);
		tags_free(&tags);
		image_free(&img);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	FILE *in = size > 1 ? fmemopen((void *)(uintptr_t)data, size, "rb") : NULL, *out = fopen("/dev/null", "w");
	struct printer printer;
	struct intake intake;

	if (in && out) {
		printer_start(&printer, out, (enum format)(size % 4), 3);
		intake_open(&intake, the_reader(), &(struct intake_out){put, end_page, &printer});
		read_images(in, &intake);
		intake_close(&intake);
		printer_end(&printer);
	}
	if (in)
		fclose(in);
	if (out)
		fclose(out);
	return 0;
}
