#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/log_add.h"
#include "base/mem.h"
#include "read/nbest_search.h"
#include "read/tunables.h"

enum { KEPT = RESULT_TOP + 2 };		/* texts that are carried by a hypothesis */

/* A text since the word's start: that of another hypothesis, and the character of a link. */
struct partial_text {
	uint64_t hash;		/* of its bytes */
	double sum;		/* log of the sum of all paths that read so */
	int before;		/* the text it goes on from, -1: the word's start */
	int link;
};

struct word_search {		/* a word, while its texts are looked for */
	const struct search *s;
	const struct posterior *p;
	int from, to;		/* nodes */
	struct partial_text *texts;	/* (room, KEPT) of each hypothesis that is reached */
	int n_lists, room;
	int *list_of;		/* (n_hyps) the list of a hypothesis, -1: none yet */
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
insert(struct partial_text *list, int n, const struct partial_text *new)
{
	struct partial_text t = *new;
	int i = 0;

	while (i < n && list[i].hash != t.hash)
		i++;
	if (i < n) {
		t = list[i];
		t.sum = log_add(t.sum, new->sum);
	} else if (n < KEPT) {
		n++;
	} else if (t.sum > list[--i].sum) {
		;		/* the last one goes */
	} else {
		return n;
	}
	for (; i > 0 && list[i - 1].sum < t.sum; i--)
		list[i] = list[i - 1];
	list[i] = t;
	return n;
}

/* The list of a hypothesis, made when it is asked for first. */
static int
list_of(struct word_search *w, int hyp)
{
	if (w->list_of[hyp] >= 0)
		return w->list_of[hyp];
	if (w->n_lists == w->room) {
		w->room += w->room / 2 + 256;
		w->texts = mem_resize(w->texts, (size_t)w->room * KEPT, sizeof *w->texts);
		w->count = mem_resize(w->count, (size_t)w->room, sizeof *w->count);
	}
	w->count[w->n_lists] = 0;
	return w->list_of[hyp] = w->n_lists++;
}

/* Go on along a link with every text of the hypothesis it leaves. */
static void
follow(struct word_search *w, int link)
{
	const struct search *s = w->s;
	const struct link *l = &s->links[link];
	const int begins = search_tags(s, l->edge)->from - s->first == w->from;
	const double score = posterior_scaled(w->p, l->score);
	int from = -1, to;

	if (posterior_link(w->p, l) < NBEST_LINK_LEAST || (begins && w->from > 0 && !l->space))
		return;
	if (!begins && (from = w->list_of[l->from]) < 0)
		return;
	to = list_of(w, l->to);
	for (int i = 0; i < (begins ? 1 : w->count[from]); i++) {
		const int before = begins ? -1 : from * KEPT + i;
		struct partial_text next = {UINT64_C(0xcbf29ce484222325), w->p->forward[l->from] + score, before, link};

		if (!begins) {
			next.hash = hash_text(w->texts[before].hash, l->space ? " " : "");
			next.sum = w->texts[before].sum + score;
		}
		next.hash = hash_text(next.hash, search_text(s, l->edge, l->alternative));
		w->count[to] = insert(w->texts + to * KEPT, w->count[to], &next);
	}
}

/* The sum of all paths from each hypothesis at the word's end on, when a space comes next. */
static void
add_ends(const struct word_search *w, int link, double *after)
{
	const struct link *l = &w->s->links[link];

	if (l->space)
		after[l->from] = log_add(after[l->from], posterior_scaled(w->p, l->score) + w->p->backward[l->to]);
}

/* Bring together the texts of all hypotheses at the word's end. */
static int
collect(const struct word_search *w, const double *after, struct partial_text *best)
{
	const struct node *node = &w->s->nodes[w->to];
	const int last = w->to == w->s->n_nodes - 1;
	int n = 0;

	for (int i = 0; i < node->n; i++) {
		const int hyp = node->hyp[i], list = w->list_of[hyp];

		for (int k = 0; list >= 0 && k < w->count[list]; k++) {
			struct partial_text t = w->texts[list * KEPT + k];

			t.sum += (last ? w->p->backward[hyp] : after[hyp]) - w->p->total;
			if (t.sum > -INFINITY)
				n = insert(best, n, &t);
		}
	}
	return n;
}

/* The whole text of t, new. */
static char *
whole_text(const struct word_search *w, const struct partial_text *t)
{
	struct buf links = BUF_EMPTY, text = BUF_EMPTY;

	for (;; t = &w->texts[t->before]) {
		const struct link *l = &w->s->links[t->link];

		buf_add(&links, &l, sizeof l);
		if (t->before < 0)
			break;
	}
	for (size_t i = links.len / sizeof(struct link *); i-- > 0;) {
		const struct link *l;

		memcpy(&l, links.data + i * sizeof l, sizeof l);
		buf_str(&text, l->space && text.len > 0 ? " " : "");
		buf_str(&text, search_text(w->s, l->edge, l->alternative));
	}
	buf_free(&links);
	return text.data;
}

/* The answer first, then the others. */
static void
fill(const struct word_search *w, const struct partial_text *best, int n_best, const char *answer, int n, struct nbest *word)
{
	word->v[0] = (struct nbest_text){mem_text(answer), 0};
	word->n = 1;
	for (int i = 0; i < n_best; i++) {
		char *text = whole_text(w, &best[i]);
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
	struct word_search w = {.s = s, .p = p, .from = from, .to = to};
	double *after = mem_alloc((size_t)s->n_hyps, sizeof *after);
	struct partial_text best[KEPT];

	w.list_of = mem_alloc((size_t)s->n_hyps, sizeof *w.list_of);
	for (int i = 0; i < s->n_hyps; i++) {
		w.list_of[i] = -1;
		after[i] = -INFINITY;
	}
	for (int i = 0; i < s->n_links; i++) {
		const struct tags *t = search_tags(s, s->links[i].edge);

		if (t->from - s->first >= from && t->to - s->first <= to)
			follow(&w, i);
		else if (t->from - s->first == to)
			add_ends(&w, i, after);
	}
	fill(&w, best, collect(&w, after, best), answer, n, word);
	free(after);
	free(w.list_of);
	free(w.count);
	free(w.texts);
}
