#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/threads.h"
#include "net/prior.h"
#include "read/cascade.h"
#include "read/decode_page.h"
#include "read/line_answers.h"
#include "read/reader.h"
#include "read/tunables.h"

enum {
	CHUNK_LEAST = 16, CHUNK_MOST = 256,	/* glyphs a thread takes at a time */
	RANKS = 32,		/* classes of a glyph that can still be its answer */
};

/* How many classes of a glyph are ranked: a pattern may ask for any. */
static int
ranks_of(const struct reader *r)
{
	return r->pattern && r->classes.n > RANKS ? r->classes.n : RANKS;
}

/* ranked is (n,ranks), n_ranked (n). */
static void
rank_chunk(const struct reader *r, const uint8_t *images, const struct glyph_roles *roles, int n,
           struct ranked_class *ranked, int *n_ranked)
{
	const int members = r->set.n, ranks = ranks_of(r);
	int m, i;
	float **probs = mem_alloc((size_t)members, sizeof *probs);
	const float **of_glyph = mem_alloc((size_t)members, sizeof *of_glyph);
	uint8_t *asked = mem_alloc((size_t)members * (size_t)n + 1, 1);

	for (m = 0; m < members; m++)
		probs[m] = mem_alloc((size_t)n * (size_t)r->set.v[m]->n_classes, sizeof **probs);
	cascade_ask(&r->set, r->first, images, roles, n, probs, asked);
	for (i = 0; i < n; i++) {
		for (m = 0; m < members; m++) {
			const int k = r->set.v[m]->n_classes;

			of_glyph[m] = asked[m * n + i] ? probs[m] + (size_t)i * (size_t)k : NULL;
			if (of_glyph[m] && r->prior[roles->alone[i]][m])
				prior_adjust(r->prior[roles->alone[i]][m], k, probs[m] + (size_t)i * (size_t)k);
		}
		n_ranked[i] = vote_rank(&r->classes, of_glyph, r->vote, ranked + (size_t)i * (size_t)ranks, ranks);
	}
	for (m = 0; m < members; m++)
		free(probs[m]);
	free(asked);
	free(of_glyph);
	free(probs);
}

/* 2 when blank rows lie between rows of ink, as between an i and its dot; else 1. */
static int
parts_of(const uint8_t *image)
{
	int x, y, parts = 0, was_ink = 0;

	for (y = 0; y < GLYPH_SIDE; y++) {
		int ink = 0;

		for (x = 0; x < GLYPH_SIDE; x++)
			ink |= image[y * GLYPH_SIDE + x] >= READER_INK;
		parts += ink && !was_ink;
		was_ink = ink;
	}
	return parts > 1 ? 2 : 1;
}

/* 1 for results[i], of n, when it has no line, or one to itself. */
static int
stands_alone(const struct result *results, int n, int i)
{
	const struct tags *t = &results[i].tags;

	return !(t->have & TAG_LINE) ||
	       ((i == 0 || !result_same_line(t, &results[i - 1].tags)) && (i == n - 1 || !result_same_line(t, &results[i + 1].tags)));
}

/* Large, so that a network's weights stay in the cache, but enough of them for all threads. */
static int
chunk_of(int n)
{
	const int share = n / (2 * threads_most()) / CHUNK_LEAST * CHUNK_LEAST;

	return share < CHUNK_LEAST ? CHUNK_LEAST : share > CHUNK_MOST ? CHUNK_MOST : share;
}

/* The glyphs that nobody needs to look at: spared (n, zeros at first) is 1 for those of lines of which the whole is enough. */
static void
spare(const struct reader_input *in, const struct line_reading *whole, uint8_t *spared)
{
	for (int l = 0; l < in->n_lines; l++) {
		const int end = l + 1 < in->n_lines ? in->lines[l + 1].at : in->n;

		for (int i = in->lines[l].at; whole[l].enough && i < end; i++)
			spared[i] = (uint8_t)result_same_line(&in->lines[l].tags, &in->glyphs[i].tags);
	}
}

/* What networks say of all glyphs, after whole lines were read: ranked is (n,ranks), n_ranked (n). */
static void
rank_all(const struct reader *r, const struct reader_input *in, const struct line_reading *whole,
         struct ranked_class *ranked, int *n_ranked)
{
	const int n = in->n, chunk = chunk_of(n), chunks = (n + chunk - 1) / chunk;
	uint8_t *alone = mem_alloc((size_t)n + 1, 1), *among = mem_alloc((size_t)n + 1, 1);
	uint8_t *spared = mem_zero((size_t)n + 1, 1);
	int c, i;

	spare(in, whole, spared);
	for (i = 0; i < n; i++) {
		in->glyphs[i].parts = spared[i] ? 1 : parts_of(in->images + (size_t)i * GLYPH_SIZE);
		alone[i] = (uint8_t)stands_alone(in->glyphs, n, i);
		among[i] = (in->glyphs[i].tags.have & TAG_FROM) != 0 && !alone[i];
	}
#pragma omp parallel for schedule(dynamic) if (chunks > 1)	/* waking others costs more than a small page */
	for (c = 0; c < chunks; c++) {
		size_t at = (size_t)c * (size_t)chunk;
		int count = n - c * chunk < chunk ? n - c * chunk : chunk;

		rank_chunk(r, in->images + at * GLYPH_SIZE, &(struct glyph_roles){alone + at, among + at, spared + at}, count,
		           ranked + at * (size_t)ranks_of(r), n_ranked + at);
	}
	free(alone);
	free(among);
	free(spared);
}

/* Read whole lines; of those of which the network is sure candidates need not be looked at, unless a text must match a pattern. */
static void
read_lines(const struct reader *r, const struct reader_input *in, struct line_reading *whole)
{
#pragma omp parallel for schedule(dynamic) if (in->n_lines > 1)
	for (int i = 0; i < in->n_lines; i++) {
		line_reader_read(r->lines, &in->lines[i], &whole[i]);
		whole[i].enough = !r->pattern && line_answers_sure(r->lines, &whole[i]) >= READER_SURE;
	}
}

void
reader_read(const struct reader *r, const struct reader_input *in, struct results *out)
{
	struct ranked_class *ranked = mem_alloc((size_t)in->n * (size_t)ranks_of(r) + 1, sizeof *ranked);
	int *n_ranked = mem_alloc((size_t)in->n + 1, sizeof *n_ranked), i;
	struct line_reading *whole = mem_alloc((size_t)in->n_lines + 1, sizeof *whole);

	read_lines(r, in, whole);
	rank_all(r, in, whole, ranked, n_ranked);
	decode_pages(&r->decoder, r->lines, &(struct page_input){
		{&r->classes, ranked, n_ranked, ranks_of(r), in->glyphs, in->n}, whole, in->n_lines,
	}, out);
	for (i = 0; i < in->n_lines; i++)
		line_reading_free(&whole[i]);
	free(whole);
	free(n_ranked);
	free(ranked);
}

int
reader_takes(const struct reader *r, struct tags *t)
{
	if (!(t->have & TAG_PLAIN))
		return 1;
	t->have &= ~(unsigned)TAG_PLAIN;
	if (reader_chooses(r))
		return (t->have & TAG_FROM) != 0;
	t->chr = t->plain;
	t->have &= ~(unsigned)(TAG_FROM | TAG_TO | TAG_CUT | TAG_SPACE | TAG_PITCH);
	return t->plain > 0;
}
