#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "lang/letters.h"
#include "read/lattice_text.h"
#include "read/search.h"
#include "read/tunables.h"

struct text_edge {
	int from, to;		/* nodes */
	struct edge_cost cost;
	int n;
	struct { uint32_t code; float score, capital; } v[ALTERNATIVES];	/* capital: in a word of capitals */
};

/* A text without its spaces. */
struct letters {
	uint32_t *code;		/* n, owned */
	uint8_t *space, *capitals;	/* (n) 1: a space stands before it; it is in a word of capitals */
	int n;
};

static void
take_edge(const struct search *s, int i, struct text_edge *e)
{
	const struct alternatives *a = &s->alternatives[i];

	*e = (struct text_edge){.from = search_tags(s, i)->from - s->first, .to = search_tags(s, i)->to - s->first, .cost = s->cost[i]};
	for (int k = 0; k < a->n; k++) {
		const struct alternative *it = &a->v[k];
		uint32_t code;

		if (*utf8_next(it->text, &code))
			continue;	/* several characters */
		e->v[e->n].code = code;
		e->v[e->n].score = (float)it->score;
		e->v[e->n++].capital = (float)(it->score + it->small_capital + s->frequent * it->frequent);
	}
}

void
lattice_text_open(struct lattice_text *t, const struct decoder *d, const struct first_pass *first, const struct lattice *l)
{
	struct search s;

	search_open(&s, d, l);
	search_place(&s, &first->metrics);
	*t = (struct lattice_text){mem_alloc((size_t)l->n + 1, sizeof *t->v), l->n, s.n_nodes};
	for (int i = 0; i < l->n; i++)
		take_edge(&s, i, &t->v[i]);
	search_close(&s);
}

void
lattice_text_close(struct lattice_text *t)
{
	free(t->v);
}

/* Which characters are in words of capitals: those have one, and no small letters. */
static void
find_capitals(struct letters *l)
{
	for (int from = 0, to; from < l->n; from = to) {
		int capitals = 0, small = 0;

		for (to = from; to < l->n && (to == from || !l->space[to]); to++) {
			small += letter_is_small(l->code[to]);
			capitals += letter_small(l->code[to]) != l->code[to];
		}
		for (int i = from; i < to; i++)
			l->capitals[i] = capitals > 0 && small == 0;
	}
}

static struct letters
letters_of(const uint32_t *code, int n)
{
	struct letters l = {mem_alloc((size_t)n + 1, sizeof *l.code), mem_zero(2 * (size_t)n + 2, 1), NULL, 0};

	l.capitals = l.space + n + 1;
	for (int i = 0; i < n; i++)
		if (code[i] != ' ') {
			l.space[l.n] = i > 0 && code[i - 1] == ' ';
			l.code[l.n++] = code[i];
		}
	find_capitals(&l);
	return l;
}

/* Nats of an edge that is letter i. */
static double
edge_score(const struct text_edge *e, const struct letters *l, int i)
{
	const double always = e->cost.cuts + e->cost.space[l->space[i]];

	for (int k = 0; k < e->n; k++)
		if (e->v[k].code == l->code[i])
			return always + fmax(LATTICE_TEXT_LEAST, (double)(l->capitals[i] ? e->v[k].capital : e->v[k].score));
	return always + LATTICE_TEXT_LEAST;
}

double
lattice_text_score(const struct lattice_text *t, const uint32_t *code, int n)
{
	struct letters l = letters_of(code, n);
	const size_t row = (size_t)l.n + 1;
	double *best = mem_alloc((size_t)t->n_nodes * row, sizeof *best), score;

	for (size_t i = 0; i < (size_t)t->n_nodes * row; i++)
		best[i] = -INFINITY;
	best[0] = 0;
	for (int e = 0; e < t->n; e++) {
		const double *from = best + (size_t)t->v[e].from * row;
		double *to = best + (size_t)t->v[e].to * row;

		for (int i = 0; i < l.n; i++)
			if (from[i] > -INFINITY)
				to[i + 1] = fmax(to[i + 1], from[i] + edge_score(&t->v[e], &l, i));
	}
	score = best[(size_t)t->n_nodes * row - 1];
	free(best);
	free(l.code);
	free(l.space);
	return score;
}
