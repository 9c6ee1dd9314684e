#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "page/trim.h"
#include "read/journey.h"

/* Normalize and read the glyphs; the texts of their tags go over to the results. */
static void
read_glyphs(const struct journey *j, struct glyphs *glyphs, struct results *out)
{
	uint8_t *images = mem_alloc((size_t)glyphs->n + 1, GLYPH_SIZE);
	struct result *results;
	int i;

	out->v = mem_resize(out->v, (size_t)out->n + (size_t)glyphs->n + 1, sizeof *out->v);
	results = out->v + out->n;
	memset(results, 0, (size_t)glyphs->n * sizeof *results);
#pragma omp parallel for schedule(dynamic, 16)
	for (i = 0; i < glyphs->n; i++)
		normalize_glyph(&glyphs->v[i].img, j->reader.style, images + (size_t)i * GLYPH_SIZE);
	for (i = 0; i < glyphs->n; i++) {
		results[i].tags = glyphs->v[i].tags;
		glyphs->v[i].tags.src = glyphs->v[i].tags.rest = NULL;
	}
	out->n += reader_read(&j->reader, images, results, glyphs->n);
	free(images);
}

int
journey_page(const struct journey *j, const struct image *pic, const char *name, int page,
             struct results *out)
{
	struct glyphs glyphs = {NULL, 0};
	struct image ink;
	struct tags tags;
	const int first = out->n;
	int failed = 0;

	if (!trim_picture(pic, name, page, &j->ink, &ink, &tags))
		warn_at(name, "image %d: no ink", page);
	split_page(&ink, &tags, &j->split, &glyphs);
	if (glyphs.n > INT_MAX - 1 - out->n)
		die("more characters than can be counted");
	read_glyphs(j, &glyphs, out);
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
read_stream(const struct journey *j, FILE *in, const char *name, struct results *out)
{
	struct image pic = IMAGE_EMPTY;
	int got, page = 0, failed = 0;

	while ((got = image_read(in, name, j->max_pixels, &pic)) == 1) {
		failed |= journey_page(j, &pic, name, ++page, out);
		image_free(&pic);
	}
	if (got == 0 && page == 0 && in != stdin) {	/* an empty pipe is no fault */
		error_at(name, "no image in it");
		got = -1;
	}
	return got < 0 || failed;
}

int
journey_file(const struct journey *j, const char *name, struct results *out)
{
	FILE *in;
	int failed;

	if (strcmp(name, "-") == 0)
		return read_stream(j, stdin, "<stdin>", out);
	if (!(in = fopen(name, "rb"))) {
		error_at(name, "%s", strerror(errno));
		return 1;
	}
	failed = read_stream(j, in, name, out);
	fclose(in);
	return failed;
}

void
results_free(struct results *r)
{
	int i;

	for (i = 0; i < r->n; i++)
		result_free(&r->v[i]);
	free(r->v);
	r->v = NULL;
	r->n = 0;
}
