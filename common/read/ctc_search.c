#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/log_add.h"
#include "base/mem.h"
#include "lang/lm_memo.h"
#include "read/ctc_search.h"
#include "read/tunables.h"

/* How the character of a node continues the words of its text: bits. */
enum { WAY_LEAVE = 1, WAY_LISTED = 2, WAY_CAPITALS = 4, WAYS = 8 };

enum { TEXTS_BETWEEN = 8192 };	/* new nodes until those that no text needs any more are given up: it bounds memory */

/* A text: the one of the node above and one character more. */
struct node {
	int above;		/* -1: the empty text */
	int label;		/* class */
	int way;		/* WAY_ bits */
	int next, below;	/* the next node that has the same above; the first that is below; -1 */
	struct context context;
	double language;	/* nats of the whole text; -INFINITY: there is no such text */
	uint64_t hash;		/* of the whole text */
	int slot;		/* where the step under way has it, -1: nowhere */
};

struct slot {			/* a node in the beam */
	int node;
	double blank, label;	/* log of the paths that end in the blank, in the last character */
	double score;		/* both and the language */
};

struct beam {
	const struct ctc_scores *s;
	const struct language *l;
	const struct ctc_weights *w;
	struct lm_memo *memo;
	struct node *nodes;	/* each behind the one above it */
	int n_nodes, node_room, full;	/* at full they are looked through for those that are needed */
	struct slot *now, *next;
	int n_now, n_next, room;
	double behind;		/* nats behind a step's best class that others may be */
	double gain;		/* nats that a character adds to its text at most, but for its paths */
};

static int
new_node(struct beam *b, const struct node *node)
{
	if (b->n_nodes == b->node_room) {
		b->node_room += b->node_room / 2 + 1024;
		b->nodes = mem_resize(b->nodes, (size_t)b->node_room, sizeof *b->nodes);
	}
	b->nodes[b->n_nodes] = *node;
	return b->n_nodes++;
}

/* The slot of a node in the step to come. */
static struct slot *
slot_of(struct beam *b, int node)
{
	struct node *n = &b->nodes[node];

	if (n->slot < 0) {
		if (b->n_next == b->room) {
			b->room += b->room / 2 + 256;
			b->now = mem_resize(b->now, (size_t)b->room, sizeof *b->now);
			b->next = mem_resize(b->next, (size_t)b->room, sizeof *b->next);
		}
		n->slot = b->n_next;
		b->next[b->n_next++] = (struct slot){node, -INFINITY, -INFINITY, 0};
	}
	return &b->next[n->slot];
}

static double
paths_of(const struct slot *s)
{
	return log_add(s->blank, s->label);
}

/* The node below one, for a character and a way; -1: there is none yet. */
static int
find_below(const struct beam *b, int above, int label, int way)
{
	int at = b->nodes[above].below;

	while (at >= 0 && (b->nodes[at].label != label || b->nodes[at].way != way))
		at = b->nodes[at].next;
	return at;
}

/* What the language says of the way and the character of a new node, whose context and nats are those of the one above it. */
static void
ask_language(const struct beam *b, struct node *n)
{
	if (n->way & WAY_LEAVE)
		n->language += context_leave(b->l, &n->context);
	if (n->way & WAY_LISTED && n->language > -INFINITY)
		n->language += context_enter(b->l, &n->context);
	if (n->way & WAY_CAPITALS) {
		n->context.capitals = !n->context.capitals;
		n->language -= b->nodes[n->above].above < 0 ? b->w->capitals_start : b->w->capitals_turn;
	}
	if (n->language > -INFINITY)
		n->language += context_step(b->l, b->memo, &n->context, b->s->code[n->label]) + context_bonus(b->l) + b->w->letter;
}

/* The new node below one, for a character and a way. */
static int
make_below(struct beam *b, int above, int label, int way)
{
	const struct node *up = &b->nodes[above];
	struct node n = {.above = above, .label = label, .way = way, .next = up->below, .below = -1, .slot = -1,
	                 .context = up->context, .language = up->language,
	                 .hash = (up->hash ^ (unsigned)label) * UINT64_C(0x100000001b3)};	/* FNV-1a */
	int at;

	ask_language(b, &n);
	at = new_node(b, &n);
	b->nodes[above].below = at;
	return at;
}

/* 1 when a word may begin behind the text of a node. */
static int
begins_word(const struct beam *b, const struct node *n)
{
	return n->above < 0 || b->s->code[n->label] == ' ';
}

/* 1 when the text of a node may go on in a way; what only the language can tell is asked later. */
static int
may_go(const struct beam *b, const struct node *n, int way)
{
	const int listed = n->context.listed && !(way & WAY_LEAVE);

	if (way & WAY_LEAVE && !n->context.listed)
		return 0;
	if (way & WAY_LISTED && (!b->l->words || listed || n->context.letter))
		return 0;
	return !(way & WAY_CAPITALS) || (b->l->lm && begins_word(b, n));
}

/* All ways in which the text of a slot grows by a character.  New texts below least nats are none of the best. */
static void
grow(struct beam *b, const struct slot *from, int label, double logp, double least)
{
	const struct node n = b->nodes[from->node];
	const int again = n.above >= 0 && n.label == label;
	const double paths = (again ? from->blank : paths_of(from)) + logp;
	const int hopeless = paths + n.language + b->gain < least;

	if (paths <= -INFINITY || (b->s->code[label] == ' ' && begins_word(b, &n)))
		return;
	for (int way = 0; way < WAYS; way++) {
		int at;

		if (!may_go(b, &n, way))
			continue;
		at = find_below(b, from->node, label, way);
		if (hopeless && (at < 0 || b->nodes[at].slot < 0))
			continue;
		if (at < 0)
			at = make_below(b, from->node, label, way);
		if (b->nodes[at].language > -INFINITY) {
			struct slot *to = slot_of(b, at);

			to->label = log_add(to->label, paths);
		}
	}
}

static int
by_score(const void *x, const void *y)
{
	const struct slot *a = x, *b = y;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return a->node - b->node;
}

/* 1 when a slot has the text of one of the n best, and nothing that follows can tell them apart. */
static int
is_told(const struct beam *b, const struct slot *best, int n, const struct slot *s)
{
	const struct node *it = &b->nodes[s->node];

	for (int i = 0; i < n; i++)
		if (b->nodes[best[i].node].hash == it->hash && context_same(b->l, &b->nodes[best[i].node].context, &it->context))
			return 1;
	return 0;
}

/* The step to come becomes the one under way, its best texts alone. */
static void
cut(struct beam *b)
{
	struct slot *t = b->now;

	for (int i = 0; i < b->n_next; i++) {
		struct slot *s = &b->next[i];

		s->score = paths_of(s) + b->nodes[s->node].language;
		b->nodes[s->node].slot = -1;
	}
	qsort(b->next, (size_t)b->n_next, sizeof *b->next, by_score);
	b->now = b->next;
	b->next = t;
	b->n_now = 0;
	for (int i = 0; i < b->n_next && b->n_now < b->w->beam && b->now[i].score > -INFINITY; i++)
		if (!is_told(b, b->now, b->n_now, &b->now[i]))
			b->now[b->n_now++] = b->now[i];
	b->n_next = 0;
}

/* Keep only the nodes that the texts of the beam are made of. */
static void
tidy(struct beam *b)
{
	int *at = mem_zero((size_t)b->n_nodes, sizeof *at), n = 0;

	for (int i = 0; i < b->n_now; i++)
		for (int k = b->now[i].node; k >= 0 && !at[k]; k = b->nodes[k].above)
			at[k] = 1;
	for (int i = 0; i < b->n_nodes; i++) {
		struct node it = b->nodes[i];

		if (!at[i])
			continue;
		at[i] = n;
		it.below = it.next = -1;
		if (it.above >= 0) {
			it.above = at[it.above];
			it.next = b->nodes[it.above].below;
			b->nodes[it.above].below = n;
		}
		b->nodes[n++] = it;
	}
	for (int i = 0; i < b->n_now; i++)
		b->now[i].node = at[b->now[i].node];
	b->n_nodes = n;
	b->full = n + TEXTS_BETWEEN;
	free(at);
}

/* All texts of the beam as they are, one step further.  Returns what a new text's score must reach to be kept. */
static double
stay(struct beam *b, const float *logp)
{
	double least = b->n_now < b->w->beam ? -INFINITY : INFINITY;

	for (int i = 0; i < b->n_now; i++) {
		const struct slot from = b->now[i];
		const struct node *n = &b->nodes[from.node];
		struct slot *to = slot_of(b, from.node);

		to->blank = paths_of(&from) + (double)logp[b->s->classes - 1];
		to->label = n->above >= 0 ? from.label + (double)logp[n->label] : -INFINITY;
		least = fmin(least, paths_of(to) + n->language);
	}
	return least;
}

/* One step along the line. */
static void
step(struct beam *b, const float *logp)
{
	const int blank = b->s->classes - 1;
	const double least = stay(b, logp);
	double top = (double)logp[blank];

	for (int k = 0; k < blank; k++)
		top = fmax(top, (double)logp[k]);
	for (int i = 0; i < b->n_now; i++) {
		const struct slot from = b->now[i];

		for (int k = 0; k < blank; k++)
			if ((double)logp[k] > top - b->behind && (!b->s->allowed || b->s->allowed[k]))
				grow(b, &from, k, (double)logp[k], least);
	}
	cut(b);
	if (b->n_nodes >= b->full)
		tidy(b);
}

/* The text of a slot, without a space at its end. */
static struct ctc_answer
text_of(const struct beam *b, const struct slot *s)
{
	struct ctc_answer t = {NULL, 0, s->score};
	int last = s->node;

	if (b->nodes[last].above >= 0 && begins_word(b, &b->nodes[last]))
		last = b->nodes[last].above;
	for (int at = last; b->nodes[at].above >= 0; at = b->nodes[at].above)
		t.n++;
	t.label = mem_alloc((size_t)t.n + 1, sizeof *t.label);
	for (int at = last, i = t.n; i > 0; at = b->nodes[at].above)
		t.label[--i] = (uint16_t)b->nodes[at].label;
	return t;
}

static int
same_text(const struct ctc_answer *a, const struct ctc_answer *b)
{
	return a->n == b->n && memcmp(a->label, b->label, (size_t)a->n * sizeof *a->label) == 0;
}

/* The best different texts that may end. */
static struct ctc_answer *
take_best(struct beam *b, int most, int *n)
{
	struct ctc_answer *texts = mem_alloc((size_t)most + 1, sizeof *texts);

	for (int i = 0; i < b->n_now; i++)
		b->now[i].score += context_end(b->l, &b->nodes[b->now[i].node].context);
	qsort(b->now, (size_t)b->n_now, sizeof *b->now, by_score);
	*n = 0;
	for (int i = 0; i < b->n_now && *n < most && b->now[i].score > -INFINITY; i++) {
		int told = 0;

		texts[*n] = text_of(b, &b->now[i]);
		for (int k = 0; k < *n; k++)
			told |= same_text(&texts[k], &texts[*n]);
		if (told)
			free(texts[*n].label);
		else
			++*n;
	}
	return texts;
}

struct ctc_answer *
ctc_search(const struct ctc_scores *s, const struct language *l, const struct ctc_weights *w, int most, int *n)
{
	struct beam b = {.s = s, .l = l, .w = w, .memo = l->lm ? lm_memo_new(l->lm) : NULL, .full = TEXTS_BETWEEN};
	const struct node start = {.above = -1, .label = -1, .next = -1, .below = -1, .slot = -1, .context = context_start(l),
	                           .hash = UINT64_C(0xcbf29ce484222325)};
	struct ctc_answer *texts;

	b.behind = l->words || l->pattern ? INFINITY : CTC_BEHIND;
	b.gain = context_bonus(l) + w->letter + fmax(0, fmax(-w->capitals_start, -w->capitals_turn));
	slot_of(&b, new_node(&b, &start))->blank = 0;
	cut(&b);
	for (int t = 0; t < s->steps; t++)
		step(&b, s->logp + (size_t)t * (size_t)s->classes);
	texts = take_best(&b, most, n);
	lm_memo_free(b.memo);
	free(b.nodes);
	free(b.now);
	free(b.next);
	return texts;
}

void
ctc_answers_free(struct ctc_answer *texts, int n)
{
	for (int i = 0; i < n; i++)
		free(texts[i].label);
	free(texts);
}
