#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "read/nbest_search.h"

enum { KEPT = RESULT_TOP + 2 };		/* texts that are carried by a way */

static const double LEAST = -12;		/* log probability of an edge that is followed */

/* A text since the word's start: that of another way's, and the character of an edge. */
struct part {
	uint64_t hash;		/* of its bytes */
	double sum;		/* log of the summed ways that read so */
	int before;		/* the part it goes on from, -1: the word's start */
	int edge;
};


struct span {			/* a word, while its texts are looked for */
	const struct search *s;
	const struct posterior *p;
	int from, to;		/* nodes */
	struct part *parts;	/* KEPT for each way that is reached */
	int n_lists, room;
	int *list_of;		/* (n_ways) the list of a way, -1: none yet */
	int *count;		/* (room) texts in each list */
};

/* FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */
static uint64_t
hash_text(uint64_t hash, const char *text)
{
	for (; *text; text++)
		hash = (hash ^ (uint8_t)*text) * UINT64_C(0x100000001b3);
	return hash;
}

/* Put a text among n of a list, with those that read alike as one.  Returns how many there are. */
static int
insert(struct part *part, int n, const struct part *new)
{
	struct part p = *new;
	int i = 0;

	while (i < n && part[i].hash != p.hash)
		i++;
	if (i < n) {
		p = part[i];
		p.sum = log_add(p.sum, new->sum);
	} else if (n < KEPT) {
		n++;
	} else if (p.sum > part[--i].sum) {
		;		/* the last one goes */
	} else {
		return n;
	}
	for (; i > 0 && part[i - 1].sum < p.sum; i--)
		part[i] = part[i - 1];
	part[i] = p;
	return n;
}

/* The list of a way, made when it is asked for first. */
static int
list_of(struct span *w, int way)
{
	if (w->list_of[way] >= 0)
		return w->list_of[way];
	if (w->n_lists == w->room) {
		w->room += w->room / 2 + 256;
		w->parts = mem_resize(w->parts, (size_t)w->room * KEPT, sizeof *w->parts);
		w->count = mem_resize(w->count, (size_t)w->room, sizeof *w->count);
	}
	w->count[w->n_lists] = 0;
	return w->list_of[way] = w->n_lists++;
}

/* Go on along an edge with every text of the way it leaves. */
static void
follow(struct span *w, int edge)
{
	const struct search *s = w->s;
	const struct edge *e = &s->edges[edge];
	const int begins = s->r[e->arc].tags.from - s->first == w->from;
	const double score = posterior_scaled(w->p, e->score);
	int from = -1, to;

	if (w->p->to[e->from] + score + w->p->from[e->to] - w->p->all < LEAST || (begins && w->from > 0 && !e->space))
		return;
	if (!begins && (from = w->list_of[e->from]) < 0)
		return;
	to = list_of(w, e->to);
	for (int i = 0; i < (begins ? 1 : w->count[from]); i++) {
		const int before = begins ? -1 : from * KEPT + i;
		struct part next = {UINT64_C(0xcbf29ce484222325), w->p->to[e->from] + score, before, edge};

		if (!begins) {
			next.hash = hash_text(w->parts[before].hash, e->space ? " " : "");
			next.sum = w->parts[before].sum + score;
		}
		next.hash = hash_text(next.hash, s->choice[e->arc].option[e->option].text);
		w->count[to] = insert(w->parts + to * KEPT, w->count[to], &next);
	}
}

/* The summed ways from each way at the word's end on, when a space comes next. */
static void
add_ends(struct span *w, int edge, double *after)
{
	const struct edge *e = &w->s->edges[edge];

	if (e->space)
		after[e->from] = log_add(after[e->from], posterior_scaled(w->p, e->score) + w->p->from[e->to]);
}

/* Bring together the texts of all ways at the word's end. */
static int
collect(struct span *w, const double *after, struct part *best)
{
	const struct node *node = &w->s->nodes[w->to];
	const int last = w->to == w->s->n_nodes - 1;
	int n = 0;

	for (int i = 0; i < node->n; i++) {
		const int way = node->way[i], list = w->list_of[way];

		for (int k = 0; list >= 0 && k < w->count[list]; k++) {
			struct part p = w->parts[list * KEPT + k];

			p.sum += (last ? w->p->from[way] : after[way]) - w->p->all;
			if (p.sum > -INFINITY)
				n = insert(best, n, &p);
		}
	}
	return n;
}

/* The text of a part, new. */
static char *
text_of_part(const struct span *w, const struct part *p)
{
	const struct search *s = w->s;
	struct buf parts = BUF_EMPTY, text = BUF_EMPTY;

	for (;; p = &w->parts[p->before]) {
		const struct edge *e = &s->edges[p->edge];

		buf_add(&parts, &e, sizeof e);
		if (p->before < 0)
			break;
	}
	for (size_t i = parts.len / sizeof(struct edge *); i-- > 0;) {
		const struct edge *e;

		memcpy(&e, parts.data + i * sizeof e, sizeof e);
		buf_str(&text, e->space && text.len > 0 ? " " : "");
		buf_str(&text, s->choice[e->arc].option[e->option].text);
	}
	buf_free(&parts);
	return text.data;
}

/* The answer first, then the others. */
static void
fill(const struct span *w, const struct part *best, int n_best, const char *answer, int n, struct nbest *word)
{
	word->v[0] = (struct nbest_text){mem_text(answer), 0};
	word->n = 1;
	for (int i = 0; i < n_best; i++) {
		char *text = text_of_part(w, &best[i]);
		const float conf = (float)fmin(exp(best[i].sum), 1);

		if (strcmp(text, answer) == 0) {
			word->v[0].conf = conf;
			free(text);
		} else if (word->n < n) {
			word->v[word->n++] = (struct nbest_text){text, conf};
		} else {
			free(text);
		}
	}
}

void
nbest_search(const struct search *s, const struct posterior *p, int from, int to, const char *answer, int n,
           struct nbest *word)
{
	struct span w = {.s = s, .p = p, .from = from, .to = to};
	double *after = mem_alloc((size_t)s->n_ways, sizeof *after);
	struct part best[KEPT];

	w.list_of = mem_alloc((size_t)s->n_ways, sizeof *w.list_of);
	for (int i = 0; i < s->n_ways; i++) {
		w.list_of[i] = -1;
		after[i] = -INFINITY;
	}
	for (int i = 0; i < s->n_edges; i++) {
		const struct tags *t = &s->r[s->edges[i].arc].tags;

		if (t->from - s->first >= from && t->to - s->first <= to)
			follow(&w, i);
		else if (t->from - s->first == to)
			add_ends(&w, i, after);
	}
	fill(&w, best, collect(&w, after, best), answer, n, word);
	free(after);
	free(w.list_of);
	free(w.count);
	free(w.parts);
}
