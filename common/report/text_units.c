#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "report/accents.h"
#include "report/text_units.h"

static struct text_units
decode(const char *text)
{
	struct text_units u = {mem_alloc(strlen(text) + 1, sizeof *u.v), 0};

	for (text = utf8_next(text, &u.v[0]); u.v[u.n]; text = utf8_next(text, &u.v[u.n]))
		u.n++;
	return u;
}

/* White space as Unicode has it, with the separators of ASCII. */
static int
is_space(uint32_t c)
{
	return (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 ||
	       c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
	       c == 0x202F || c == 0x205F || c == 0x3000;
}

static int
is_alnum62(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* White space from..to of u as written: one line break if it has one, else blanks and tabs squeezed. */
static size_t
squeeze(struct text_units *u, size_t n, size_t from, size_t to)
{
	size_t i;

	for (i = from; i < to; i++)
		if (u->v[i] == '\n') {
			u->v[n++] = '\n';
			return n;
		}
	for (i = from; i < to; i++) {
		int blank = u->v[i] == ' ' || u->v[i] == '\t';

		if (!blank)
			u->v[n++] = u->v[i];
		else if (i == from || (u->v[i - 1] != ' ' && u->v[i - 1] != '\t'))
			u->v[n++] = ' ';
	}
	return n;
}

struct text_units
text_units_as_written(const char *text)
{
	struct text_units u = decode(text);
	size_t i, n = 0, to;

	while (u.n > 0 && is_space(u.v[u.n - 1]))
		u.n--;
	for (i = 0; i < u.n && is_space(u.v[i]); i++)
		;
	for (; i < u.n; i = to) {
		for (to = i; to < u.n && is_space(u.v[to]); to++)
			;
		if (to > i)
			n = squeeze(&u, n, i, to);
		else
			u.v[n++] = u.v[to++];
	}
	u.n = n;
	return u;
}

void
text_units_62(struct text_units *u)
{
	uint32_t *v = mem_alloc(2 * u->n + 1, sizeof *v);	/* a ligature becomes two letters */
	size_t n = 0;
	int gap = 0;

	for (size_t i = 0; i < u->n; i++) {
		uint32_t letter[2];
		const int letters = accents_off(u->v[i], letter);

		gap |= is_space(u->v[i]);
		for (int k = 0; k < letters; k++) {
			if (!is_alnum62(letter[k]))
				continue;
			if (gap && n > 0)
				v[n++] = ' ';
			v[n++] = letter[k];
			gap = 0;
		}
	}
	free(u->v);
	*u = (struct text_units){v, n};
}

void
text_units_small(struct text_units *u)
{
	size_t i;

	for (i = 0; i < u->n; i++)
		if (u->v[i] >= 'A' && u->v[i] <= 'Z')
			u->v[i] += 'a' - 'A';
}

struct word {
	const uint32_t *v;
	size_t n;
	uint32_t *slot;		/* where its number goes */
};

static int
by_text(const void *a, const void *b)
{
	const struct word *x = a, *y = b;
	size_t i;

	for (i = 0; i < x->n && i < y->n; i++)
		if (x->v[i] != y->v[i])
			return x->v[i] < y->v[i] ? -1 : 1;
	return x->n < y->n ? -1 : x->n > y->n;
}

/* The words of u, whose numbers are to go to slots; as many as there are. */
static size_t
find_words(const struct text_units *u, struct word *w, uint32_t *slots)
{
	size_t i, n = 0;

	for (i = 0; i < u->n; i++) {
		if (u->v[i] == ' ')
			continue;
		if (i == 0 || u->v[i - 1] == ' ') {
			w[n] = (struct word){u->v + i, 0, slots + n};
			n++;
		}
		w[n - 1].n++;
	}
	return n;
}

void
text_units_words(struct text_units *a, struct text_units *b)
{
	struct word *w = mem_alloc(a->n + b->n + 1, sizeof *w);
	struct text_units x = {mem_alloc(a->n + 1, sizeof *x.v), 0};
	struct text_units y = {mem_alloc(b->n + 1, sizeof *y.v), 0};
	uint32_t number = 0;
	size_t i;

	x.n = find_words(a, w, x.v);
	y.n = find_words(b, w + x.n, y.v);
	qsort(w, x.n + y.n, sizeof *w, by_text);
	for (i = 0; i < x.n + y.n; i++) {
		number += i > 0 && by_text(&w[i - 1], &w[i]) != 0;
		*w[i].slot = number;
	}
	free(w);
	free(a->v);
	free(b->v);
	*a = x;
	*b = y;
}
