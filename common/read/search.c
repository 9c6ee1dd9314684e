#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "read/reach.h"
#include "read/search.h"
#include "read/tunables.h"

double
search_space(const struct search *s, int edge, int space)
{
	return s->apart ? 0 : s->cost[edge].space[space];
}

const struct tags *
search_tags(const struct search *s, int edge)
{
	return &s->lattice->results[edge].tags;
}

const char *
search_text(const struct search *s, int edge, int alternative)
{
	return s->alternatives[edge].v[alternative].text;
}

/* Remember the step that led to h, which is kept as number to. */
static void
add_link(struct search *s, const struct hypothesis *h, int to)
{
	if (!s->keep_links || h->before < 0)
		return;
	if (s->n_links == s->link_room) {
		s->link_room += s->link_room / 2 + 4096;
		s->links = mem_resize(s->links, (size_t)s->link_room, sizeof *s->links);
	}
	s->links[s->n_links++] = (struct link){h->before, to, h->edge, h->alternative, h->space, h->score - s->hyps[h->before].score};
}

/* The number of a new hypothesis. */
static int
new_hypothesis(struct search *s)
{
	if (s->n_hyps == s->hyp_room) {
		s->hyp_room += s->hyp_room / 2 + 1024;
		s->hyps = mem_resize(s->hyps, (size_t)s->hyp_room, sizeof *s->hyps);
	}
	return s->n_hyps++;
}

/* The rank of the node's hypothesis with the same context as h; -1: none. */
static int
find_same(const struct search *s, const struct node *node, const struct hypothesis *h)
{
	for (int i = 0; i < node->n; i++)
		if (context_same(s->language, &s->hyps[node->hyp[i]].context, &h->context))
			return i;
	return -1;
}

/* Put h among the best of its node; of two with the same context the better one stays. */
static void
keep(struct search *s, int at, const struct hypothesis *h)
{
	struct node *node = &s->nodes[at];
	int i, id;

	if (node->n == s->beam && h->score <= s->hyps[node->hyp[node->n - 1]].score)
		return;
	if ((i = find_same(s, node, h)) >= 0) {
		id = node->hyp[i];	/* takes its place, if it is better */
	} else {
		i = node->n < s->beam ? node->n++ : node->n - 1;
		id = new_hypothesis(s);
		s->hyps[id].score = -INFINITY;
	}
	add_link(s, h, id);
	if (h->score <= s->hyps[id].score)
		return;
	for (; i > 0 && s->hyps[node->hyp[i - 1]].score < h->score; i--)
		node->hyp[i] = node->hyp[i - 1];
	node->hyp[i] = id;
	s->hyps[id] = *h;
}

/* Put text behind that of h.  Returns 0 when no text goes on so. */
static int
append(const struct search *s, struct hypothesis *h, const char *text)
{
	uint32_t code;

	for (text = utf8_next(text, &code); code != 0 && h->score > -INFINITY; text = utf8_next(text, &code))
		h->score += context_step(s->language, s->memo, &h->context, code);
	return h->score > -INFINITY;
}

/* Whether the line can end well when h is kept at a node. */
static int
can_end(const struct search *s, int at, const struct hypothesis *h)
{
	if (s->reach && !pattern_states_meet(&h->context.pattern, &s->reach[at]))
		return 0;
	return at < s->n_nodes - 1 || !s->language->words || context_end(s->language, &h->context) > -INFINITY;
}

/* Extend h, over the edge that it names already, by the best of its characters that may be. */
static void
extend(struct search *s, const struct hypothesis *h)
{
	const struct alternatives *a = &s->alternatives[h->edge];
	const int to = search_tags(s, h->edge)->to - s->first;
	double least = -INFINITY;

	for (int k = 0, taken = 0; k < a->n && taken < SEARCH_ALTERNATIVES; k++) {
		const struct alternative *it = &a->v[k];
		const double score = it->score + (h->context.capitals ? it->small_capital + s->frequent * it->frequent : 0);
		struct hypothesis next = *h;

		next.alternative = k;
		next.score += score;
		if (score < least || !append(s, &next, it->text) || !can_end(s, to, &next))
			continue;
		least = fmax(least, score - SEARCH_BEHIND);
		taken++;
		keep(s, to, &next);
	}
}

/* The same, and where a word of the user's list may begin, also as the start of one. */
static void
extend_listed(struct search *s, const struct hypothesis *h)
{
	struct hypothesis listed = *h;

	extend(s, h);
	listed.score += context_enter(s->language, &listed.context);
	if (listed.score > -INFINITY)
		extend(s, &listed);
}

/* Extend h with its space, and where a word begins, as one of capitals and as one that is not. */
static void
extend_spaced(struct search *s, struct hypothesis h)
{
	const int begins = search_tags(s, h.edge)->from == s->first;
	struct hypothesis other;

	h.score += search_space(s, h.edge, h.space);
	if (h.space && !append(s, &h, " "))
		return;
	h.score += s->d->character_bonus + context_bonus(s->language) + s->cost[h.edge].cuts;
	if (!s->language->lm || !(begins || h.space)) {
		extend_listed(s, &h);
		return;
	}
	other = h;
	h.score -= h.context.capitals ? 0 : s->d->small_cost;
	extend_listed(s, &h);
	other.context.capitals = !h.context.capitals;
	other.score -= (other.context.capitals ? 0 : s->d->small_cost) + (begins ? s->d->capitals_start : s->d->capitals_turn);
	extend_listed(s, &other);
}

/* Go on from a hypothesis over an edge, a word of the user's list ended before it or not. */
static void
take_edge(struct search *s, int from, int edge, int space)
{
	struct hypothesis h = s->hyps[from];

	h.before = from;
	h.edge = edge;
	h.space = space;
	extend_spaced(s, h);
	h.score += context_leave(s->language, &h.context);
	if (h.score > -INFINITY)
		extend_spaced(s, h);
}

static void
search_line(struct search *s)
{
	struct hypothesis start = {.before = -1, .edge = -1, .alternative = -1, .context = context_start(s->language)};
	int edge = 0;

	keep(s, 0, &start);
	for (int at = 0; at < s->n_nodes - 1; at++) {
		const int first = edge;

		for (; edge < s->lattice->n && search_tags(s, edge)->from - s->first == at; edge++)
			continue;
		for (int i = 0; i < s->nodes[at].n; i++)
			for (int e = first; e < edge; e++) {
				if (at == 0 || !s->apart)
					take_edge(s, s->nodes[at].hyp[i], e, 0);
				if (at > 0 && (s->apart || search_tags(s, e)->space > 0))
					take_edge(s, s->nodes[at].hyp[i], e, 1);
			}
	}
}

/* The best hypothesis at the last node, the text's end counted in. */
static void
find_end(struct search *s)
{
	const struct node *last = &s->nodes[s->n_nodes - 1];

	s->score = -INFINITY;
	s->end = -1;
	for (int i = 0; i < last->n; i++) {
		const struct hypothesis *h = &s->hyps[last->hyp[i]];
		const double score = h->score + context_end(s->language, &h->context);

		if (score > s->score) {
			s->score = score;
			s->end = last->hyp[i];
		}
	}
}

void
search_place(struct search *s, const struct line_metrics *m)
{
	for (int i = 0; i < s->lattice->n; i++) {
		struct glyph_place p;
		const int placed = line_metrics_place(m, search_tags(s, i), &p);

		p.parts = s->lattice->results[i].parts;
		alternatives_place(&s->alternatives[i], placed ? &p : NULL);
	}
}

/* Find what can match, if that is not known for spaces as they are; and if nothing can, of all that edges may be. */
static void
look_ahead(struct search *s)
{
	const struct reach_line line = {s->lattice, s->alternatives, s->first, s->n_nodes, s->apart};

	if (!s->reach || s->reach_apart == s->apart)
		return;
	reach_find(s->language->pattern, &line, s->reach);
	if (!search_can_end(s) && !s->wide && !s->apart) {
		search_alternatives(s, 1);
		reach_find(s->language->pattern, &line, s->reach);
	}
	s->reach_apart = s->apart;
}

void
search_alternatives(struct search *s, int wide)
{
	/* all that is likely enough where a pattern or a list may ask for what is not likely */
	const int least = s->language->pattern || s->language->words ? ALTERNATIVES : ALTERNATIVES_LEAST;

	for (int i = 0; i < s->lattice->n; i++)
		alternatives_open(&s->alternatives[i], s->lattice, i, geometry_known(search_tags(s, i)), least,
		                  wide ? s->language->pattern : NULL);
	s->wide = wide;
}

int
search_can_end(const struct search *s)
{
	const struct context start = context_start(s->language);

	return !s->reach || pattern_states_meet(&start.pattern, &s->reach[0]);
}

void
search_at(struct search *s, const struct line_metrics *m, int beam)
{
	s->beam = beam < s->d->beam ? beam : s->d->beam;
	s->n_hyps = s->n_links = 0;
	for (int i = 0; i < s->n_nodes; i++)
		s->nodes[i].n = 0;
	look_ahead(s);
	search_place(s, m);
	if (search_can_end(s))
		search_line(s);
	find_end(s);
	s->score -= m->cost;
}

int
search_path(const struct search *s, int **path)
{
	int n = 0;

	for (int h = s->end; h >= 0 && s->hyps[h].edge >= 0; h = s->hyps[h].before)
		n++;
	*path = mem_alloc((size_t)n + 1, sizeof **path);
	for (int h = s->end, i = n; i > 0; h = s->hyps[h].before)
		(*path)[--i] = h;
	return n;
}
