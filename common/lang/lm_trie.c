#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lang/lm_file.h"
#include "lang/lm_trie.h"

enum { BOUNDARY = LM_BOUNDARY + 1, BYTE = 256 };

/*
 * A piece is a number, its first symbol in the highest byte, padded with 0:
 * pieces in order are numbers in order, and sorting the longest ones brings
 * together what begins alike at every length.
 */
static size_t
take_pieces(const uint8_t *text, size_t n, int order, uint64_t *pieces)
{
	const uint64_t kept = ~UINT64_C(0) << (64 - 8 * order);
	uint64_t after = 0;		/* the symbols from i on, to the end of the line */
	size_t i = n, got = 0;

	while (i-- > 0) {
		const int ends = text[i] == BOUNDARY && (i + 1 == n || text[i + 1] == BOUNDARY);

		after = (ends ? 0 : after >> 8) | (uint64_t)text[i] << 56;
		if (!ends)
			pieces[got++] = after & kept;
	}
	return got;
}

/* Sort n numbers by their bytes, the lowest first; room has n, too.  Returns where they are. */
static uint64_t *
sort_pieces(uint64_t *p, uint64_t *room, size_t n)
{
	int shift;

	for (shift = 0; shift < 64; shift += 8) {
		size_t start[BYTE + 1] = {0}, i;
		uint64_t *swap = room;

		for (i = 0; i < n; i++)
			start[(p[i] >> shift & 0xFF) + 1]++;
		for (i = 0; i < BYTE; i++)
			start[i + 1] += start[i];
		for (i = 0; i < n; i++)
			room[start[p[i] >> shift & 0xFF]++] = p[i];
		room = p;
		p = swap;
	}
	return p;
}

static int
length(uint64_t piece)
{
	int n = 0;

	for (; piece; piece <<= 8)
		n++;
	return n;
}

/* How many symbols of a and b are the same before one differs. */
static int
alike(uint64_t a, uint64_t b)
{
	int n = 0;

	for (a ^= b; n < LM_MAX_ORDER && a >> 56 == 0; a <<= 8)
		n++;
	return n;
}

static void
level_make(struct lm_level *l, size_t n)
{
	l->n = 0;
	l->sym = mem_zero(n + 1, sizeof *l->sym);
	l->count = mem_zero(n + 1, sizeof *l->count);
	l->first = mem_zero(n + 2, sizeof *l->first);
	l->link = mem_zero(n + 1, sizeof *l->link);
}

/* All pieces and their beginnings, each once. */
static void
fill_levels(struct lm_trie *t, const uint64_t *p, size_t n)
{
	size_t count[LM_MAX_ORDER + 2] = {1}, i;
	int k;

	for (i = 0; i < n; i++)
		for (k = length(p[i]); k > (i ? alike(p[i - 1], p[i]) : 0); k--)
			count[k]++;
	for (k = 0; k <= t->order; k++)
		level_make(&t->level[k], count[k]);
	t->level[0].n = 1;
	t->level[0].count[0] = (uint32_t)n;
	for (i = 0; i < n; i++) {
		const int old = i ? alike(p[i - 1], p[i]) : 0, len = length(p[i]);

		for (k = 1; k <= len; k++) {
			struct lm_level *l = &t->level[k];

			if (k > old) {
				l->sym[l->n] = (uint8_t)(p[i] >> (64 - 8 * k) & 0xFF);
				l->first[l->n++] = k < t->order ? t->level[k + 1].n : 0;
			}
			l->count[l->n - 1]++;
		}
	}
	for (k = 0; k < t->order; k++)
		t->level[k].first[t->level[k].n] = t->level[k + 1].n;
}

/*
 * What a piece links to begins the same piece that its parent links to; both
 * families are in order, so one walk finds all.
 */
static void
link_level(struct lm_trie *t, int k)
{
	const struct lm_level *up = &t->level[k - 1];
	struct lm_level *l = &t->level[k];
	uint32_t p, c, to;

	for (p = 0; p < up->n; p++) {
		to = k > 1 ? t->level[k - 2].first[up->link[p]] : 0;
		for (c = up->first[p]; c < up->first[p + 1] && k > 1; c++) {
			while (up->sym[to] != l->sym[c])
				to++;
			l->link[c] = to;
		}
	}
}

void
lm_trie_make(struct lm_trie *t, int order, const uint8_t *text, size_t n)
{
	uint64_t *pieces = mem_alloc(n + 1, sizeof *pieces), *room = mem_alloc(n + 1, sizeof *room), *sorted;
	size_t got;
	int k;

	memset(t, 0, sizeof *t);
	t->order = order;
	got = take_pieces(text, n, order, pieces);
	sorted = sort_pieces(pieces, room, got);
	free(sorted == pieces ? room : pieces);
	fill_levels(t, sorted, got);
	free(sorted);
	for (k = 1; k <= order; k++)
		link_level(t, k);
}

void
lm_trie_free(struct lm_trie *t)
{
	int k;

	for (k = 0; k <= t->order; k++) {
		free(t->level[k].sym);
		free(t->level[k].count);
		free(t->level[k].first);
		free(t->level[k].link);
	}
	memset(t, 0, sizeof *t);
}
