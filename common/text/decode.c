#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/choice.h"
#include "text/decode.h"

enum { ARC_OPTIONS = 6 };	/* characters of a candidate that are tried */

static const double OPTION_BEHIND = 7;	/* nats behind a candidate's best that an option may be */
static const double SURE = 0.003;	/* cuts and spaces are never surer than this */

struct way {			/* from the line's start to a node */
	double score;
	struct lm_state state;
	int before;		/* the way it goes on from, among all; -1 at the start */
	int arc, option;	/* the candidate and its character at the end */
	int space;		/* 1: a space stands before that */
};

struct node {
	int *way, n;		/* ways that end here, best first */
	double cut, joined;	/* what it counts that a character begins here, and that none does */
};

struct search {
	const struct decoder *d;
	const struct result *r;
	const struct choice *choice;	/* of every candidate */
	int n;
	struct way *ways;
	int n_ways, room;
	struct node *nodes;
	int n_nodes;
	int first;		/* the piece that the first node stands before */
};

/* Put a way among the best of its node; of two that go on alike the better one stays. */
static void
keep(struct search *s, int at, const struct way *w)
{
	struct node *node = &s->nodes[at];
	int i, same = -1;

	if (node->n == s->d->beam && w->score <= s->ways[node->way[node->n - 1]].score)
		return;
	for (i = 0; i < node->n && same < 0; i++)
		if (lm_same(&s->ways[node->way[i]].state, &w->state))
			same = i;
	if (same >= 0 && s->ways[node->way[same]].score >= w->score)
		return;
	if (s->n_ways == s->room) {
		s->room += s->room / 2 + 1024;
		s->ways = mem_resize(s->ways, (size_t)s->room, sizeof *s->ways);
	}
	s->ways[s->n_ways] = *w;
	if (same >= 0)			/* takes its place */
		i = same;
	else
		i = node->n < s->d->beam ? node->n++ : node->n - 1;
	for (; i > 0 && s->ways[node->way[i - 1]].score < w->score; i--)
		node->way[i] = node->way[i - 1];
	node->way[i] = s->n_ways++;
}

static double
lm_text(const struct search *s, struct lm_state *state, const char *text)
{
	double sum = 0;
	uint32_t code;

	for (text = utf8_next(text, &code); s->d->lm && code != 0; text = utf8_next(text, &code))
		sum += lm_step(s->d->lm, state, code);
	return s->d->lm_weight * sum;
}

/* A probability in per mille, kept from being sure. */
static double
sane(int mille)
{
	return fmin(fmax(mille / 1000.0, SURE), 1 - SURE);
}

/* What the pieces of a candidate say of the cuts at its start and within it. */
static double
cuts_of(const struct search *s, const struct tags *t)
{
	double sum = t->from > s->first ? s->nodes[t->from - s->first].cut : 0;

	for (int i = t->from - s->first + 1; i < t->to - s->first; i++)
		sum += s->nodes[i].joined;
	return sum;
}

/* Go on from way at node over candidate arc, with a space before it or without. */
static void
take_arc(struct search *s, int from, int arc, int space)
{
	const struct choice *c = &s->choice[arc];
	const double p = sane(s->r[arc].tags.space);
	struct way w = s->ways[from];
	double base;

	if (s->r[arc].tags.from > s->first)
		w.score += s->d->space * log(space ? p : 1 - p);
	if (space)
		w.score += lm_text(s, &w.state, " ");
	base = w.score + s->d->letter + cuts_of(s, &s->r[arc].tags);
	w.before = from;
	w.arc = arc;
	w.space = space;
	for (int k = 0; k < c->n && k < ARC_OPTIONS; k++) {
		struct way next = w;

		if (c->option[k].score < c->option[0].score - OPTION_BEHIND)
			break;
		next.option = k;
		next.score = base + c->option[k].score + lm_text(s, &next.state, c->option[k].text);
		keep(s, s->r[arc].tags.to - s->first, &next);
	}
}

static void
search_line(struct search *s)
{
	struct way start = {.before = -1, .arc = -1};
	int arc = 0;

	if (s->d->lm)
		start.state = lm_start(s->d->lm);
	keep(s, 0, &start);
	for (int at = 0; at < s->n_nodes - 1; at++) {
		const int first = arc;

		for (; arc < s->n && s->r[arc].tags.from - s->first == at; arc++)
			continue;
		for (int i = 0; i < s->nodes[at].n; i++)
			for (int a = first; a < arc; a++) {
				take_arc(s, s->nodes[at].way[i], a, 0);
				if (at > 0 && s->r[a].tags.space > 0)
					take_arc(s, s->nodes[at].way[i], a, 1);
			}
	}
}

/* The best way that reaches the last node, the text's end counted in; -1 when none does. */
static int
best_end(const struct search *s)
{
	const struct node *last = &s->nodes[s->n_nodes - 1];
	double most = -INFINITY;
	int best = -1;

	for (int i = 0; i < last->n; i++) {
		const struct way *w = &s->ways[last->way[i]];
		const double score = w->score + (s->d->lm ? s->d->lm_weight * lm_end(s->d->lm, &w->state) : 0);

		if (score > most) {
			most = score;
			best = last->way[i];
		}
	}
	return best;
}

/* The answers of one candidate: the one chosen, then its other options. */
static void
answer(const struct choice *c, int chosen, struct result *r)
{
	double total = 0;

	for (int k = 0; k < c->n; k++)
		total += exp(c->option[k].score - c->option[0].score);
	r->n = 0;
	for (int i = -1; i < c->n && r->n < RESULT_TOP; i++) {
		const struct option *o = &c->option[i < 0 ? chosen : i];

		if (i == chosen)
			continue;
		memcpy(r->best[r->n].text, o->text, RESULT_LABEL);
		r->best[r->n++].conf = (float)(exp(o->score - c->option[0].score) / total);
	}
	if (r->n == 0)
		r->best[r->n++] = (struct answer){"", 0};
}

static void
swap(struct result *a, struct result *b)
{
	struct result t = *a;

	*a = *b;
	*b = t;
}

/* The candidates of the way that ends in end go to the front of r, in order.  Returns how many. */
static int
take_way(const struct search *s, int end, struct result *r)
{
	int *way = mem_alloc((size_t)s->n_nodes, sizeof *way), n = 0, word = s->first + 1, chr = 0;

	for (int w = end; w >= 0 && s->ways[w].arc >= 0; w = s->ways[w].before)
		way[n++] = w;
	for (int i = 0; i < n; i++) {
		const struct way *w = &s->ways[way[n - 1 - i]];
		struct tags *t = &r[w->arc].tags;

		answer(&s->choice[w->arc], w->option, &r[w->arc]);
		word += w->space;
		chr = w->space ? 1 : chr + 1;
		t->word = word;
		t->chr = chr;
	}
	for (int i = 0; i < n; i++)	/* arcs rise, so that none is moved before its turn */
		if (s->ways[way[n - 1 - i]].arc != i)
			swap(&r[i], &r[s->ways[way[n - 1 - i]].arc]);
	free(way);
	return n;
}

/* All candidates that begin with a piece say the same of it. */
static void
weigh_cuts(struct search *s)
{
	for (int i = 0; i < s->n; i++) {
		const struct tags *t = &s->r[i].tags;
		struct node *node = &s->nodes[t->from - s->first];

		if (!(t->have & TAG_CUT))
			continue;
		node->cut = s->d->cut * log(sane(t->cut));
		node->joined = s->d->cut * log(1 - sane(t->cut));
	}
}

static void
weigh_all(const struct classes *c, const struct candidate *const *cand, const int *n_cand, struct result *r, int n,
          struct choice *choice)
{
	double xh = 0, cap = 0;
	const int known = line_heights(c, cand, n_cand, r, n, &xh, &cap);

	for (int i = 0; i < n; i++) {
		struct place p;
		const int placed = known && place_of(&r[i].tags, xh, cap, &p);

		p.parts = r[i].parts;
		choice_weigh(c, cand[i], n_cand[i], placed ? &p : NULL, &choice[i]);
	}
}

int
lattice_ok(const struct result *r, int n)
{
	const int first = n > 0 ? r[0].tags.from : 0;
	int reach = first;	/* nodes up to this one are reached from the first, as far as has been looked */

	for (int i = 0; i < n; i++) {
		const struct tags *t = &r[i].tags;

		if (!(t->have & TAG_FROM) || !(t->have & TAG_TO) || t->from >= t->to || t->to - first > n || t->from > reach
		    || (i > 0 && t->from < r[i - 1].tags.from))
			return 0;
		reach = t->to > reach ? t->to : reach;
	}
	return n > 0;
}

int
lattice_part(const struct result *r, int n)
{
	int reach = 0, part = n;

	for (int i = 0; i < n; i++) {
		if (i > 0 && r[i].tags.from >= reach)
			part = i;
		reach = r[i].tags.to > reach ? r[i].tags.to : reach;
	}
	return part;
}

int
decode_line(const struct decoder *d, const struct classes *c, const struct candidate *const *cand,
            const int *n_cand, struct result *r, int n)
{
	struct choice *choice = mem_alloc((size_t)n + 1, sizeof *choice);
	struct search s = {.d = d, .r = r, .choice = choice, .n = n, .first = r[0].tags.from};
	int end, chosen = 0;

	for (int i = 0; i < n; i++)
		s.n_nodes = r[i].tags.to - s.first >= s.n_nodes ? r[i].tags.to - s.first + 1 : s.n_nodes;
	s.nodes = mem_zero((size_t)s.n_nodes + 1, sizeof *s.nodes);
	s.nodes[0].way = mem_alloc((size_t)(s.n_nodes + 1) * (size_t)d->beam, sizeof *s.nodes[0].way);
	for (int i = 1; i < s.n_nodes; i++)
		s.nodes[i].way = s.nodes[0].way + (size_t)i * (size_t)d->beam;
	weigh_cuts(&s);
	weigh_all(c, cand, n_cand, r, n, choice);
	search_line(&s);
	if ((end = best_end(&s)) >= 0)
		chosen = take_way(&s, end, r);
	free(s.nodes[0].way);
	free(s.nodes);
	free(s.ways);
	free(choice);
	return chosen;
}
