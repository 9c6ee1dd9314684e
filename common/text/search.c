#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/search.h"

enum { ARC_OPTIONS = 6 };	/* characters of a candidate that are tried */

static const double OPTION_BEHIND = 7;	/* nats behind a candidate's best that an option may be */
static const double EXPECTED = 2.5;	/* nats: what a character costs by the language model, which is no reason for fewer */
static const double SURE = 0.003;	/* cuts and spaces are never surer than this */

/* Put a way among the best of its node; of two that go on alike the better one stays. */
static void
keep(struct search *s, int at, const struct way *w)
{
	struct node *node = &s->nodes[at];
	int i, same = -1;

	if (node->n == s->beam && w->score <= s->ways[node->way[node->n - 1]].score)
		return;
	for (i = 0; i < node->n && same < 0; i++)
		if (s->ways[node->way[i]].capitals == w->capitals && lm_same(&s->ways[node->way[i]].state, &w->state))
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
		i = node->n < s->beam ? node->n++ : node->n - 1;
	for (; i > 0 && s->ways[node->way[i - 1]].score < w->score; i--)
		node->way[i] = node->way[i - 1];
	node->way[i] = s->n_ways++;
}

/*
 * A word in capitals is as likely as it is in small letters, and has none of
 * those: -INFINITY.
 */
static double
lm_text(const struct search *s, struct way *w, const char *text)
{
	double sum = 0;
	uint32_t code;

	for (text = utf8_next(text, &code); s->d->lm && code != 0; text = utf8_next(text, &code)) {
		if (w->capitals && code >= 'a' && code <= 'z')
			return -INFINITY;
		if (w->capitals && code >= 'A' && code <= 'Z')
			code += 'a' - 'A';
		sum += lm_step(s->d->lm, &w->state, code);
	}
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

/* Go on with w, over the candidate it names. */
static void
take_options(struct search *s, const struct way *w)
{
	const struct choice *c = &s->choice[w->arc];

	for (int k = 0; k < c->n && k < ARC_OPTIONS; k++) {
		struct way next = *w;

		if (c->option[k].score < c->option[0].score - OPTION_BEHIND)
			break;
		next.option = k;
		next.score += c->option[k].score + lm_text(s, &next, c->option[k].text);
		if (next.score > -INFINITY)
			keep(s, s->r[w->arc].tags.to - s->first, &next);
	}
}

/* Go on from a way over candidate arc, with a space before it or without. */
static void
take_arc(struct search *s, int from, int arc, int space)
{
	const struct tags *t = &s->r[arc].tags;
	const double p = sane(t->space);
	const int begins = t->from == s->first;
	struct way w = s->ways[from];

	if (!begins && !s->apart)
		w.score += s->d->space * log(space ? p : 1 - p);
	if (space)
		w.score += lm_text(s, &w, " ");
	w.score += s->d->letter + (s->d->lm ? EXPECTED * s->d->lm_weight : 0) + cuts_of(s, t);
	w.before = from;
	w.arc = arc;
	w.space = space;
	take_options(s, &w);
	if (s->d->lm && (begins || space)) {
		w.capitals = !w.capitals;
		w.score -= begins ? s->d->capitals : s->d->turn;
		take_options(s, &w);
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
		const double score = w->score + (s->d->lm ? s->d->lm_weight * lm_end(s->d->lm, &w->state) : 0);

		if (score > s->score) {
			s->score = score;
			s->end = last->way[i];
		}
	}
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

/* What every candidate may be at this scale. */
static void
weigh_all(struct search *s, const struct scale *at)
{
	for (int i = 0; i < s->n; i++) {
		struct place p;
		const int placed = scale_place(at, &s->r[i].tags, &p);

		p.parts = s->r[i].parts;
		choice_weigh(s->classes, s->cand[i], s->n_cand[i], placed ? &p : NULL, &s->choice[i]);
	}
}

void
search_open(struct search *s, const struct decoder *d, const struct classes *c,
            const struct candidate *const *cand, const int *n_cand, const struct result *r, int n)
{
	*s = (struct search){.d = d, .classes = c, .cand = cand, .n_cand = n_cand, .r = r, .n = n, .first = r[0].tags.from};
	for (int i = 0; i < s->n; i++)
		s->n_nodes = s->r[i].tags.to - s->first >= s->n_nodes ? s->r[i].tags.to - s->first + 1 : s->n_nodes;
	s->choice = mem_alloc((size_t)s->n + 1, sizeof *s->choice);
	s->nodes = mem_zero((size_t)s->n_nodes + 1, sizeof *s->nodes);
	s->nodes[0].way = mem_alloc((size_t)(s->n_nodes + 1) * (size_t)s->d->beam, sizeof *s->nodes[0].way);
	for (int i = 1; i < s->n_nodes; i++)
		s->nodes[i].way = s->nodes[0].way + (size_t)i * (size_t)s->d->beam;
	weigh_cuts(s);
}

void
search_close(struct search *s)
{
	free(s->nodes[0].way);
	free(s->nodes);
	free(s->ways);
	free(s->choice);
}

void
search_at(struct search *s, const struct scale *at, int beam)
{
	s->beam = beam < s->d->beam ? beam : s->d->beam;
	s->n_ways = 0;
	for (int i = 0; i < s->n_nodes; i++)
		s->nodes[i].n = 0;
	weigh_all(s, at);
	search_line(s);
	best_end(s);
	s->score -= at->cost;
}
