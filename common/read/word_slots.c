#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "lang/letters.h"
#include "read/tunables.h"
#include "read/word_slots.h"

/* The word that begins with character i; of no width at the end. */
static struct place
word_at(const struct result *r, int n, int i)
{
	struct place p = {i, i, 0, 0};

	for (; p.to < n && (p.to == i || r[p.to].tags.word == r[i].tags.word); p.to++) {
		const struct box *b = &r[p.to].tags.box;

		p.l = p.to == i || b->x < p.l ? b->x : p.l;
		p.r = p.to == i || b->x + b->w > p.r ? b->x + b->w : p.r;
	}
	return p;
}

/* 1 when two stand in one place: they share a good part of the narrower. */
static int
one_place(const struct place *a, const struct place *b)
{
	const int shared = (a->r < b->r ? a->r : b->r) - (a->l > b->l ? a->l : b->l);
	const int least = a->r - a->l < b->r - b->l ? a->r - a->l : b->r - b->l;

	return shared > 0 && shared >= COMBINE_SHARED * least;
}

static void
widen(struct place *p, const struct place *by)
{
	if (p->from == p->to) {
		*p = *by;
		return;
	}
	p->to = by->to;
	p->l = by->l < p->l ? by->l : p->l;
	p->r = by->r > p->r ? by->r : p->r;
}

/* Put words into s, of either reader, as long as they stand where words of the other in it do. */
static void
fill_slot(const struct both *b, int at[2], struct slot *s)
{
	for (int grown = 1; grown;) {
		grown = 0;
		for (int k = 0; k < 2; k++) {
			const struct place next = word_at(b->r[k], b->n[k], at[k]);

			if (next.to > next.from && s->of[!k].to > s->of[!k].from && one_place(&next, &s->of[!k])) {
				widen(&s->of[k], &next);
				at[k] = next.to;
				grown = 1;
			}
		}
	}
}

struct slots
word_slots(const struct both *b)
{
	struct slots all = {mem_alloc((size_t)(b->n[0] + b->n[1]) + 1, sizeof *all.v), 0};
	int at[2] = {0, 0};

	while (at[0] < b->n[0] || at[1] < b->n[1]) {
		struct slot *s = &all.v[all.n++];
		const struct place a = word_at(b->r[0], b->n[0], at[0]), w = word_at(b->r[1], b->n[1], at[1]);
		const int first = at[0] == b->n[0] || (at[1] < b->n[1] && w.l < a.l);

		for (int k = 0; k < 2; k++)
			s->of[k] = (struct place){at[k], at[k], 0, 0};
		s->of[first] = first ? w : a;
		at[first] = s->of[first].to;
		fill_slot(b, at, s);
	}
	return all;
}

/* 1 when two answers are alike, or are in small letters (fold). */
static int
same_answer(const char *a, const char *b, int fold)
{
	uint32_t x, y;

	if (!fold)
		return strcmp(a, b) == 0;
	a = utf8_next(a, &x);
	b = utf8_next(b, &y);
	return letter_small(x) == letter_small(y) && strcmp(a, b) == 0;
}

int
word_slot_same(const struct both *b, const struct slot *s, int fold)
{
	const struct place *a = &s->of[0], *w = &s->of[1];

	if (a->to - a->from != w->to - w->from)
		return 0;
	for (int i = 0; i < a->to - a->from; i++) {
		const struct result *x = &b->r[0][a->from + i], *y = &b->r[1][w->from + i];

		if (!same_answer(x->best[0].text, y->best[0].text, fold)
		    || (i > 0 && (x->tags.word != x[-1].tags.word) != (y->tags.word != y[-1].tags.word)))
			return 0;
	}
	return 1;
}
