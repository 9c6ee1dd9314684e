#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "lang/lm_build.h"
#include "lang/lm_file.h"
#include "lang/lm_fit.h"

enum { CODES = 0x110000 };

struct lm_build {
	struct buf text;	/* lines, each ended by '\0' */
	size_t lines;
};

struct alphabet {
	uint8_t *symbol;	/* (CODES) */
	int n;			/* symbols, with boundary and other */
	struct buf text;
};

struct lm_build *
lm_build_new(void)
{
	return mem_zero(1, sizeof(struct lm_build));
}

void
lm_build_free(struct lm_build *b)
{
	if (b)
		buf_free(&b->text);
	free(b);
}

int
lm_build_line(struct lm_build *b, const char *line)
{
	const size_t n = strlen(line);

	if (n == 0)
		return 0;
	if (n > LM_BUILD_MAX || b->text.len + b->lines + n + 2 > LM_BUILD_MAX)
		return -1;
	buf_add(&b->text, line, n + 1);
	b->lines++;
	return 0;
}

size_t
lm_build_lines(const struct lm_build *b)
{
	return b->lines;
}

/* How often a character must occur so that all that do fit the alphabet. */
static uint32_t
least_count(const uint32_t *count)
{
	uint32_t least = 0, code;
	int n;

	do {
		least++;
		for (n = 0, code = 0; code < CODES; code++)
			n += count[code] >= least;
	} while (n > LM_SYMBOLS - LM_FIRST);
	return least;
}

static void
alphabet_make(struct alphabet *a, const struct buf *text)
{
	uint32_t *count = mem_zero(CODES, sizeof *count), least, code;
	const char *s = text->data, *end = text->data + text->len;
	char utf8[UTF8_SIZE];

	for (s = utf8_next(s, &code); s < end; s = utf8_next(s + (code == 0), &code))
		if (code >= ' ' && !(code >= 0x7F && code < 0xA0) && code != UTF8_BAD)
			count[code]++;
	least = least_count(count);
	memset(a, 0, sizeof *a);
	a->symbol = mem_alloc(CODES, 1);
	a->n = LM_FIRST;
	for (code = 0; code < CODES; code++) {
		const int known = count[code] >= least;

		a->symbol[code] = (uint8_t)(code == 0 ? LM_BOUNDARY : known ? a->n++ : LM_OTHER);
		if (known)
			buf_add(&a->text, utf8, (size_t)utf8_put(code, utf8));
	}
	free(count);
}

/* The symbols of all lines, as lm_trie.h wants them, *n of them. */
static uint8_t *
take_symbols(const struct lm_build *b, const struct alphabet *a, size_t *n)
{
	uint8_t *symbols = mem_alloc(b->text.len + b->lines, 1);
	const char *s = b->text.data, *end = b->text.data + b->text.len;
	uint32_t code;

	for (*n = 0; s < end; s++) {
		symbols[(*n)++] = LM_BOUNDARY + 1;
		do {
			s = utf8_next(s, &code);
			symbols[(*n)++] = (uint8_t)(a->symbol[code] + 1);
		} while (code != 0);
	}
	return symbols;
}

/* 1 when piece i of level k is the context of something that is kept. */
static int
is_context(const struct lm_trie *t, const struct lm_fit *f, int k, uint32_t i)
{
	uint32_t c;

	for (c = t->level[k].first[i]; k < t->order && c < t->level[k].first[i + 1]; c++)
		if (f->level[k + 1].keep[c])
			return 1;
	return 0;
}

/* The entries of context h of level k: those that have a child, or those that have none. */
static unsigned
pack_entries(const struct lm_trie *t, const struct lm_fit *f, int k, uint32_t h, int child, uint8_t *sym, uint8_t *a)
{
	unsigned n = 0;
	uint32_t i;

	for (i = t->level[k].first[h]; i < t->level[k].first[h + 1]; i++)
		if (f->level[k + 1].keep[i] && is_context(t, f, k + 1, i) == child) {
			sym[n] = (uint8_t)(t->level[k + 1].sym[i] - 1);
			a[n++] = (uint8_t)lm_a_value((double)f->level[k + 1].a[i]);
		}
	return n;
}

/* 1 when no entry says anything of its own: the context only leads to longer ones. */
static int
is_empty(const uint8_t *a, unsigned n)
{
	while (n > 0 && a[n - 1] == 0)
		n--;
	return n == 0;
}

/* All contexts, level for level.  Returns how many. */
static size_t
pack_contexts(const struct lm_trie *t, const struct lm_fit *f, struct buf *out)
{
	uint8_t sym[LM_SYMBOLS], a[LM_SYMBOLS];
	size_t contexts = 0;
	uint32_t h;
	int k;

	for (k = 0; k < t->order; k++)
		for (h = 0; h < t->level[k].n; h++) {
			unsigned n, children;

			if (!is_context(t, f, k, h))
				continue;
			children = pack_entries(t, f, k, h, 1, sym, a);
			n = children + pack_entries(t, f, k, h, 0, sym + children, a + children);
			buf_char(out, (char)n);
			buf_char(out, (char)children);
			buf_char(out, (char)lm_g_value(is_empty(a, n) ? 1 : (double)f->level[k].g[h]));
			buf_add(out, sym, n);
			buf_add(out, a, n);
			contexts++;
		}
	return contexts;
}

void
lm_build_make(const struct lm_build *b, int order, double prune, const char *note, struct record *r)
{
	struct alphabet alphabet;
	struct lm_trie trie;
	struct lm_fit fit;
	uint8_t *symbols;
	size_t n;

	alphabet_make(&alphabet, &b->text);
	symbols = take_symbols(b, &alphabet, &n);
	lm_trie_make(&trie, order, symbols, n);
	free(symbols);
	lm_fit_make(&fit, &trie, alphabet.n, prune);
	buf_printf(&r->head, LM_MAGIC "\norder %d\nalphabet %s\n", order, buf_text(&alphabet.text));
	buf_printf(&r->head, "contexts %zu\n", pack_contexts(&trie, &fit, &r->payload));
	if (note)
		buf_printf(&r->head, "note %s\n", note);
	lm_fit_free(&fit);
	lm_trie_free(&trie);
	buf_free(&alphabet.text);
	free(alphabet.symbol);
}
