#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/threads.h"
#include "net/prior.h"
#include "text/case.h"
#include "text/lattice.h"
#include "text/panel.h"
#include "text/reader.h"

enum {
	CHUNK_LEAST = 16, CHUNK_MOST = 256,	/* glyphs a thread takes at a time */
	RANKS = 32,		/* candidates of a glyph that can still be its answer */
};

/* What is known of n glyphs before they are read, n flags each: stands alone; a candidate among others. */
struct known { uint8_t *alone, *among; };

/* cand is (n,RANKS), n_cand (n). */
static void
rank_chunk(const struct reader *r, const uint8_t *images, struct known known, int n,
           struct candidate *cand, int *n_cand)
{
	int members = r->set.n, m, i;
	float **probs = mem_alloc((size_t)members, sizeof *probs);
	const float **of_glyph = mem_alloc((size_t)members, sizeof *of_glyph);
	uint8_t *asked = mem_alloc((size_t)n + 1, 1);

	for (m = 0; m < members; m++)
		probs[m] = mem_alloc((size_t)n * (size_t)r->set.v[m]->n_classes, sizeof **probs);
	panel_ask(&r->set, r->first, images, known.among, n, probs, asked);
	for (i = 0; i < n; i++) {
		for (m = 0; m < members; m++) {
			const int k = r->set.v[m]->n_classes;

			of_glyph[m] = asked[i] || m == r->first ? probs[m] + (size_t)i * (size_t)k : NULL;
			if (known.alone[i] && r->alone[m])
				prior_adjust(r->alone[m], k, probs[m] + (size_t)i * (size_t)k);
		}
		n_cand[i] = vote_rank(&r->classes, of_glyph, r->vote, cand + (size_t)i * RANKS, RANKS);
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
	enum { INK = 48 };
	int x, y, parts = 0, was_ink = 0;

	for (y = 0; y < GLYPH_SIDE; y++) {
		int ink = 0;

		for (x = 0; x < GLYPH_SIDE; x++)
			ink |= image[y * GLYPH_SIDE + x] >= INK;
		parts += ink && !was_ink;
		was_ink = ink;
	}
	return parts > 1 ? 2 : 1;
}

int
same_line(const struct tags *a, const struct tags *b)
{
	if (!(a->have & b->have & TAG_LINE))
		return !((a->have | b->have) & TAG_LINE);
	return a->line == b->line && (a->have & TAG_PAGE ? a->page : 0) == (b->have & TAG_PAGE ? b->page : 0);
}

int
reader_part(const struct result *results, int n)
{
	return results[0].tags.have & TAG_FROM ? lattice_part(results, n) : n;
}

/* 1 for results[i], of n, when it has no line, or one to itself. */
static int
stands_alone(const struct result *results, int n, int i)
{
	const struct tags *t = &results[i].tags;

	return !(t->have & TAG_LINE) ||
	       ((i == 0 || !same_line(t, &results[i - 1].tags)) && (i == n - 1 || !same_line(t, &results[i + 1].tags)));
}

/* Make candidates of glyphs that were cut once, each of one piece: a lattice with one way. */
static void
make_chain(struct result *results, int n)
{
	for (int i = 0; i < n; i++) {
		struct tags *t = &results[i].tags;

		t->have |= TAG_FROM | TAG_TO | TAG_SPACE;
		t->from = i;
		t->to = i + 1;
		t->space = i > 0 && t->have & TAG_WORD && t->word != results[i - 1].tags.word ? 1000 : 0;
	}
}

/* Keep what decoding left of n results. */
static int
keep_left(struct result *results, int left, int n)
{
	for (int i = left; i < n; i++)
		result_free(&results[i]);
	return left;
}

/* One line, or a line's candidates.  Returns how many results are left. */
static int
settle(const struct reader *r, const struct candidate *const *cand, const int *n_cand, struct result *results, int n)
{
	const struct tags *t = &results[0].tags;
	int left = 0;

	if (!(t->have & TAG_FROM) && (r->pattern || r->words))
		make_chain(results, n);
	if (lattice_ok(results, n))
		left = decode_line(&r->decoder, &r->classes, cand, n_cand, results, n);
	if (left == 0 && r->pattern)
		note_at(t->src ? t->src : "stdin", "line %d: nothing in it matches the pattern", t->have & TAG_LINE ? t->line : 1);
	if (left == 0 && !r->pattern) {	/* no candidates, or no way through them: nothing is lost */
		settle_line(&r->classes, cand, n_cand, results, n);
		return n;
	}
	return keep_left(results, left, n);
}

static int
settle_lines(const struct reader *r, const struct candidate *cand, const int *n_cand,
             struct result *results, int n)
{
	const struct candidate *of_glyph[READER_LINE];
	int from, i, left, kept = 0;

	for (from = 0; from < n; from += i) {
		for (i = 0; i < READER_LINE && from + i < n; i++) {
			if (!same_line(&results[from].tags, &results[from + i].tags))
				break;
			of_glyph[i] = cand + (size_t)(from + i) * RANKS;
		}
		if (from + i < n && same_line(&results[from].tags, &results[from + i].tags))
			i = reader_part(results + from, i);
		left = settle(r, of_glyph, n_cand + from, results + from, i);
		memmove(results + kept, results + from, (size_t)left * sizeof *results);
		kept += left;
	}
	return kept;
}

/* Large, so that a network's weights stay in the cache, but enough of them for all threads. */
static int
chunk_of(int n)
{
	const int share = n / (2 * threads_most()) / CHUNK_LEAST * CHUNK_LEAST;

	return share < CHUNK_LEAST ? CHUNK_LEAST : share > CHUNK_MOST ? CHUNK_MOST : share;
}

int
reader_read(const struct reader *r, const uint8_t *images, struct result *results, int n)
{
	struct candidate *cand = mem_alloc((size_t)n * RANKS + 1, sizeof *cand);
	int *n_cand = mem_alloc((size_t)n + 1, sizeof *n_cand);
	struct known known = {mem_alloc((size_t)n + 1, 1), mem_alloc((size_t)n + 1, 1)};
	const int chunk = chunk_of(n), chunks = (n + chunk - 1) / chunk;
	int c, i;

	for (i = 0; i < n; i++) {
		results[i].parts = parts_of(images + (size_t)i * GLYPH_SIZE);
		known.alone[i] = (uint8_t)stands_alone(results, n, i);
		known.among[i] = (results[i].tags.have & TAG_FROM) != 0 && !known.alone[i];
	}
#pragma omp parallel for schedule(dynamic)
	for (c = 0; c < chunks; c++) {
		size_t at = (size_t)c * (size_t)chunk;
		int count = n - c * chunk < chunk ? n - c * chunk : chunk;

		rank_chunk(r, images + at * GLYPH_SIZE, (struct known){known.alone + at, known.among + at}, count,
		           cand + at * RANKS, n_cand + at);
	}
	c = settle_lines(r, cand, n_cand, results, n);
	free(known.alone);
	free(known.among);
	free(n_cand);
	free(cand);
	return c;
}
