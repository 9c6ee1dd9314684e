#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "read/search.h"

enum { ARC_OPTIONS = 6 };	/* characters of a candidate that are tried */

static const double OPTION_BEHIND = 7;	/* nats behind a candidate's best that an option may be */

/* Remember how w came to be, at the place of all ways where it is kept. */
static void
note_edge(struct search *s, const struct way *w, int to)
{
	if (!s->keep_edges || w->before < 0)
		return;
	if (s->n_edges == s->edge_room) {
		s->edge_room += s->edge_room / 2 + 4096;
		s->edges = mem_resize(s->edges, (size_t)s->edge_room, sizeof *s->edges);
	}
	s->edges[s->n_edges++] = (struct edge){w->before, to, w->arc, w->option, w->space, w->score - s->ways[w->before].score};
}

/* A place for one way more. */
static int
new_way(struct search *s)
{
	if (s->n_ways == s->room) {
		s->room += s->room / 2 + 1024;
		s->ways = mem_resize(s->ways, (size_t)s->room, sizeof *s->ways);
	}
	return s->n_ways++;
}

/* The way of a node that goes on as w does, by its rank; -1: none. */
static int
find_same(const struct search *s, const struct node *node, const struct way *w)
{
	for (int i = 0; i < node->n; i++)
		if (context_same(s->language, &s->ways[node->way[i]].context, &w->context))
			return i;
	return -1;
}

/* Put a way among the best of its node; of two that go on alike the better one stays. */
static void
keep(struct search *s, int at, const struct way *w)
{
	struct node *node = &s->nodes[at];
	int i, id;

	if (node->n == s->beam && w->score <= s->ways[node->way[node->n - 1]].score)
		return;
	if ((i = find_same(s, node, w)) >= 0) {
		id = node->way[i];	/* takes its place, if it is better */
	} else {
		i = node->n < s->beam ? node->n++ : node->n - 1;
		id = new_way(s);
		s->ways[id].score = -INFINITY;
	}
	note_edge(s, w, id);
	if (w->score <= s->ways[id].score)
		return;
	for (; i > 0 && s->ways[node->way[i - 1]].score < w->score; i--)
		node->way[i] = node->way[i - 1];
	node->way[i] = id;
	s->ways[id] = *w;
}

/* Put text behind w.  Returns 0 when no text goes on so. */
static int
go_on(const struct search *s, struct way *w, const char *text)
{
	uint32_t code;

	for (text = utf8_next(text, &code); code != 0 && w->score > -INFINITY; text = utf8_next(text, &code))
		w->score += context_step(s->language, s->memo, &w->context, code);
	return w->score > -INFINITY;
}

double
search_space(const struct search *s, int arc, int space)
{
	return s->apart ? 0 : s->cost[arc].space[space];
}

/* Go on with w, over the candidate it names, with the best of its characters that may be. */
static void
take_options(struct search *s, const struct way *w)
{
	const struct choice *c = &s->choice[w->arc];
	double least = -INFINITY;

	for (int k = 0, taken = 0; k < c->n && taken < ARC_OPTIONS; k++) {
		const struct option *o = &c->option[k];
		const double score = o->score + (w->context.capitals ? o->small + s->frequent * o->frequent : 0);
		struct way next = *w;

		next.option = k;
		next.score += score;
		if (score < least || !go_on(s, &next, o->text))
			continue;
		least = fmax(least, score - OPTION_BEHIND);
		taken++;
		keep(s, s->r[w->arc].tags.to - s->first, &next);
	}
}

/* The same, and where a word of the user's list may begin, with one. */
static void
take_words(struct search *s, const struct way *w)
{
	struct way listed = *w;

	take_options(s, w);
	listed.score += context_enter(s->language, &listed.context);
	if (listed.score > -INFINITY)
		take_options(s, &listed);
}

/* Go on from a way over its candidate, with a space before it or without. */
static void
take_spaced(struct search *s, struct way w)
{
	const int begins = s->r[w.arc].tags.from == s->first;
	struct way other;

	w.score += search_space(s, w.arc, w.space);
	if (w.space && !go_on(s, &w, " "))
		return;
	w.score += s->d->character_bonus + context_bonus(s->language) + s->cost[w.arc].cuts;
	if (!s->language->lm || !(begins || w.space)) {
		take_words(s, &w);
		return;
	}
	other = w;
	w.score -= w.context.capitals ? 0 : s->d->small_cost;
	take_words(s, &w);
	other.context.capitals = !w.context.capitals;
	other.score -= (other.context.capitals ? 0 : s->d->small_cost) + (begins ? s->d->capitals_start : s->d->capitals_turn);
	take_words(s, &other);
}

/* Go on from a way over candidate arc, a word of the user's list ended before it or not. */
static void
take_arc(struct search *s, int from, int arc, int space)
{
	struct way w = s->ways[from];

	w.before = from;
	w.arc = arc;
	w.space = space;
	take_spaced(s, w);
	w.score += context_leave(s->language, &w.context);
	if (w.score > -INFINITY)
		take_spaced(s, w);
}

static void
search_line(struct search *s)
{
	struct way start = {.before = -1, .arc = -1, .context = context_start(s->language)};
	int arc = 0;

	keep(s, 0, &start);
	for (int at = 0; at < s->n_nodes - 1; at++) {
		const int first = arc;

		for (; arc < s->n && s->r[arc].tags.from - s->first == at; arc++)
			continue;
		for (int i = 0; i < s->nodes[at].n; i++)
			for (int a = first; a < arc; a++) {
				if (at == 0 || !s->apart)
					take_arc(s, s->nodes[at].way[i], a, 0);
				if (at > 0 && (s->apart || s->r[a].tags.space > 0))
					take_arc(s, s->nodes[at].way[i], a, 1);
			}
	}
}

/* The best way that reaches the last node, the text's end counted in. */
static void
best_end(struct search *s)
{
	const struct node *last = &s->nodes[s->n_nodes - 1];

	s->score = -INFINITY;
	s->end = -1;
	for (int i = 0; i < last->n; i++) {
		const struct way *w = &s->ways[last->way[i]];
		const double score = w->score + context_end(s->language, &w->context);

		if (score > s->score) {
			s->score = score;
			s->end = last->way[i];
		}
	}
}

/* What every candidate may be at this scale. */
static void
weigh_all(struct search *s, const struct scale *at)
{
	for (int i = 0; i < s->n; i++) {
		struct place p;
		const int placed = scale_place(at, &s->r[i].tags, &p);

		p.parts = s->r[i].parts;
		choice_place(&s->choice[i], placed ? &p : NULL);
	}
}

void
search_at(struct search *s, const struct scale *at, int beam)
{
	s->beam = beam < s->d->beam ? beam : s->d->beam;
	s->n_ways = s->n_edges = 0;
	for (int i = 0; i < s->n_nodes; i++)
		s->nodes[i].n = 0;
	weigh_all(s, at);
	search_line(s);
	best_end(s);
	s->score -= at->cost;
}

int
search_way(const struct search *s, int **way)
{
	int n = 0;

	for (int w = s->end; w >= 0 && s->ways[w].arc >= 0; w = s->ways[w].before)
		n++;
	*way = mem_alloc((size_t)n + 1, sizeof **way);
	for (int w = s->end, i = n; i > 0; w = s->ways[w].before)
		(*way)[--i] = w;
	return n;
}
