#include <stdlib.h>

#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "page/line_image.h"
#include "page/trim.h"
#include "read/journey.h"
#include "read/readable.h"

/* A place for every glyph and every whole line; the texts of their tags are taken over. */
static void
part(struct glyphs *glyphs, struct reader_input *in, struct line_picture *lines)
{
	for (int i = 0; i < glyphs->n; i++) {
		struct tags *t = &glyphs->v[i].tags;

		if (t->have & TAG_WHOLE)
			lines[in->n_lines++] = (struct line_picture){.tags = *t, .at = in->n};
		else
			in->glyphs[in->n++].tags = *t;
		t->src = t->rest = NULL;
	}
}

/* Normalize them as hwr-normalize does. */
static void
normalize_all(const struct glyphs *glyphs, enum style style, uint8_t *images, struct line_picture *lines)
{
	int *place = mem_alloc((size_t)glyphs->n + 1, sizeof *place), count[2] = {0, 0}, i;

	for (i = 0; i < glyphs->n; i++)
		place[i] = count[(glyphs->v[i].tags.have & TAG_WHOLE) != 0]++;
#pragma omp parallel for schedule(dynamic, 16) if (glyphs->n > 16)
	for (i = 0; i < glyphs->n; i++) {
		const struct glyph *g = &glyphs->v[i];

		if (g->tags.have & TAG_WHOLE)
			lines[place[i]].img = line_image(&g->img, &lines[place[i]].tags);
		else
			normalize_glyph(&g->img, style, images + (size_t)place[i] * GLYPH_SIZE);
	}
	free(place);
}

/* Normalize and read what was found; the texts of its tags are taken over. */
static void
read_found(const struct journey *j, struct glyphs *glyphs, struct results *out)
{
	uint8_t *images = mem_alloc((size_t)glyphs->n + 1, GLYPH_SIZE);
	struct line_picture *lines = mem_zero((size_t)glyphs->n + 1, sizeof *lines);
	struct reader_input in = {.images = images, .lines = lines};

	in.glyphs = mem_zero((size_t)glyphs->n + 1, sizeof *in.glyphs);
	part(glyphs, &in, lines);
	normalize_all(glyphs, j->reader.style, images, lines);
	reader_read(&j->reader, &in, out);
	for (int i = 0; i < in.n_lines; i++)
		line_picture_free(&lines[i]);
	free(in.glyphs);
	free(lines);
	free(images);
}

int
journey_page(const struct journey *j, const struct image *pic, const char *name, int page,
             struct results *out)
{
	struct glyphs glyphs = {NULL, 0};
	struct image ink;
	struct tags tags;
	struct readable readable = {0, 0};
	const int first = out->n;
	int failed = 0;

	if (!trim_picture(pic, name, page, &j->ink, &ink, &tags))
		warn_at(name, "image %d: no ink", page);
	split_page(&ink, &tags, &j->split, &glyphs);
	read_found(j, &glyphs, out);
	for (int i = first; i < out->n; i++)
		readable_add(&readable, &out->v[i]);
	readable_tell(&readable, name, page);
	if (j->look) {
		const struct journey_view view = {name, page, &ink, tags.box, &glyphs, out->v + first, out->n - first};

		failed = j->look(j->ctx, &view);
	}
	image_free(&ink);
	glyphs_free(&glyphs);
	tags_free(&tags);
	return failed;
}

static int
read_stream(const struct journey *j, FILE *in, const char *name, void (*put)(void *, struct results *), void *ctx)
{
	struct image pic = IMAGE_EMPTY;
	int got, page = 0, failed = 0;

	while ((got = image_read(in, name, j->max_pixels, &pic)) == 1) {
		struct results out = RESULTS_EMPTY;

		failed |= journey_page(j, &pic, name, ++page, &out);
		image_free(&pic);
		put(ctx, &out);
	}
	if (got == 0 && page == 0 && in != stdin) {	/* an empty pipe is no fault */
		error_at(name, "no image in it");
		got = -1;
	}
	return got < 0 || failed;
}

int
journey_file(const struct journey *j, const char *name, void (*put)(void *, struct results *), void *ctx)
{
	FILE *in = in_open(&name);
	const int failed = !in || read_stream(j, in, name, put, ctx);

	in_close(in);
	return failed;
}
