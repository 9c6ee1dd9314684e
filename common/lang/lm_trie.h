/*
 * lm_trie.h - every piece of a text up to some length, and how often it occurs.
 *
 * Symbols are those of lm_file.h and one more each, so that 0 is none; lines
 * begin and end with a boundary.  Level k (1 .. order) has the distinct pieces
 * of k symbols in order; level 0 has the empty piece.  The pieces that a piece
 * of level k begins are neighbours on level k + 1.
 */
#ifndef HWR_LM_TRIE_H
#define HWR_LM_TRIE_H

#include <stddef.h>
#include <stdint.h>

#include "lang/lm.h"

struct lm_level {
	uint32_t n;
	uint8_t *sym;		/* (n) the last symbol */
	uint32_t *count;	/* (n) how often it occurs */
	uint32_t *first;	/* (n + 1) on the next level: the first piece that it begins */
	uint32_t *link;		/* (n) on the level before: the piece without its first symbol */
};

struct lm_trie {
	int order;
	struct lm_level level[LM_MAX_ORDER + 1];
};

/*
 * lm_trie_make - count the pieces of up to order symbols in the n symbols of
 * text, which is lines back to back.  Memory is 16 bytes a symbol while it
 * sorts, then 13 a piece.
 */
void lm_trie_make(struct lm_trie *t, int order, const uint8_t *text, size_t n);
void lm_trie_free(struct lm_trie *t);

#endif
