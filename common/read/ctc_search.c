#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lang/lm_memo.h"
#include "read/ctc_search.h"

/* Classes behind the best of a step by more than this are not tried, in nats. */
#define CLASS_BEHIND 9.0

/* How the character of a node continues the words of its text. */
enum { WAY_PLAIN, WAY_LISTED = 1, WAY_CAPITALS = 2, WAYS = 4 };

/* A text: the one of the node above and one character more. */
struct node {
	int above;		/* -1: the empty text */
	int label;		/* class */
	int way;		/* WAY_ bits */
	int next, below;	/* the next node that has the same above; the first that is below; -1 */
	struct context context;
	double language;	/* nats of the whole text */
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
	struct node *nodes;
	int n_nodes, node_room;
	struct slot *now, *next;
	int n_now, n_next, room;
};

static double
log_sum(double a, double b)
{
	const double most = a > b ? a : b, least = a > b ? b : a;

	return least <= -INFINITY ? most : most + log1p(exp(least - most));
}

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

/* The node below one, for a character and a way; made when it is not there.  -1 when no text goes on so. */
static int
node_below(struct beam *b, int above, int label, int way)
{
	struct node n = {.above = above, .label = label, .way = way, .below = -1, .slot = -1};
	int at;

	for (at = b->nodes[above].below; at >= 0; at = b->nodes[at].next)
		if (b->nodes[at].label == label && b->nodes[at].way == way)
			return b->nodes[at].language > -INFINITY ? at : -1;
	n.context = b->nodes[above].context;
	n.language = b->nodes[above].language;
	if (way & WAY_LISTED)
		n.language += context_enter(b->l, &n.context);
	if (way & WAY_CAPITALS) {
		n.context.capitals = !n.context.capitals;
		n.language -= b->w->capitals;
	}
	if (n.language > -INFINITY)
		n.language += context_step(b->l, b->memo, &n.context, b->s->code[label]) + context_bonus(b->l) + b->w->letter;
	n.next = b->nodes[above].below;
	at = new_node(b, &n);
	b->nodes[above].below = at;
	return n.language > -INFINITY ? at : -1;
}

/* 1 when a word may begin behind the text of a node. */
static int
begins_word(const struct beam *b, int node)
{
	return b->nodes[node].above < 0 || b->s->code[b->nodes[node].label] == ' ';
}

static void
add_label(struct beam *b, int node, double paths)
{
	struct slot *s = slot_of(b, node);

	s->label = log_sum(s->label, paths);
}

/* All ways in which the text of a slot grows by a character. */
static void
grow(struct beam *b, const struct slot *from, int label, double logp)
{
	const struct node *n = &b->nodes[from->node];
	const int again = n->above >= 0 && n->label == label;
	const double paths = (again ? from->blank : log_sum(from->blank, from->label)) + logp;
	const int ways = begins_word(b, from->node) ? (b->l->words ? WAYS : WAY_CAPITALS + 1) : 1;

	if (paths <= -INFINITY)
		return;
	for (int way = 0; way < ways; way++) {
		int node;

		if (way & WAY_CAPITALS && !b->l->lm)
			continue;
		if (way == WAY_LISTED && !b->l->words)
			continue;
		node = node_below(b, from->node, label, way);
		if (node >= 0)
			add_label(b, node, paths);
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

/* The step to come becomes the one under way, its best texts alone. */
static void
cut(struct beam *b)
{
	struct slot *t = b->now;

	for (int i = 0; i < b->n_next; i++) {
		struct slot *s = &b->next[i];

		s->score = log_sum(s->blank, s->label) + b->nodes[s->node].language;
		b->nodes[s->node].slot = -1;
	}
	qsort(b->next, (size_t)b->n_next, sizeof *b->next, by_score);
	b->now = b->next;
	b->n_now = b->n_next < b->w->beam ? b->n_next : b->w->beam;
	b->next = t;
	b->n_next = 0;
}

/* One step along the line. */
static void
step(struct beam *b, const float *logp)
{
	const int blank = b->s->classes - 1;
	float top = logp[blank];

	for (int k = 0; k < blank; k++)
		top = fmaxf(top, logp[k]);
	for (int i = 0; i < b->n_now; i++) {
		const struct slot from = b->now[i];
		struct slot *same = slot_of(b, from.node);
		const struct node *n = &b->nodes[from.node];

		same->blank = log_sum(same->blank, log_sum(from.blank, from.label) + (double)logp[blank]);
		if (n->above >= 0)
			add_label(b, from.node, from.label + (double)logp[n->label]);
		for (int k = 0; k < blank; k++)
			if ((double)logp[k] > (double)top - CLASS_BEHIND && (!b->s->allowed || b->s->allowed[k]))
				grow(b, &from, k, (double)logp[k]);
	}
	cut(b);
}

/* The text of a node. */
static struct ctc_answer
text_of(const struct beam *b, const struct slot *s)
{
	struct ctc_answer t = {NULL, 0, s->score};

	for (int at = s->node; b->nodes[at].above >= 0; at = b->nodes[at].above)
		t.n++;
	t.label = mem_alloc((size_t)t.n + 1, sizeof *t.label);
	for (int at = s->node, i = t.n; i > 0; at = b->nodes[at].above)
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

	for (int i = 0; i < b->n_now; i++) {
		struct slot *s = &b->now[i];

		s->score += context_end(b->l, &b->nodes[s->node].context);
	}
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
	struct beam b = {.s = s, .l = l, .w = w, .memo = l->lm ? lm_memo_new(l->lm) : NULL};
	const struct node start = {.above = -1, .label = -1, .next = -1, .below = -1, .slot = -1, .context = context_start(l)};
	struct ctc_answer *texts;

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

/* Best path score to every place (text with blanks around its characters) at a step; from[] says where it came from. */
static void
walk(const struct ctc_scores *s, const uint16_t *label, int places, const float *logp, const double *was, double *is, uint8_t *back)
{
	for (int p = 0; p < places; p++) {
		const int k = p % 2 ? label[p / 2] : s->classes - 1;
		double best = was[p];

		back[p] = 0;
		if (p > 0 && was[p - 1] > best) {
			best = was[p - 1];
			back[p] = 1;
		}
		if (p % 2 && p > 1 && label[p / 2] != label[p / 2 - 1] && was[p - 2] > best) {
			best = was[p - 2];
			back[p] = 2;
		}
		is[p] = best + (double)logp[k];
	}
}

double
ctc_align(const struct ctc_scores *s, const uint16_t *label, int n, int *from, int *to)
{
	const int places = 2 * n + 1;
	double *v = mem_alloc(2 * (size_t)places, sizeof *v), *was = v, *is = v + places, score;
	uint8_t *back = mem_alloc((size_t)s->steps * (size_t)places + 1, 1);
	int p;

	for (p = 0; p < places; p++)
		was[p] = p == 0 ? 0 : -INFINITY;
	for (int t = 0; t < s->steps; t++) {
		double *swap = was;

		walk(s, label, places, s->logp + (size_t)t * (size_t)s->classes, was, is, back + (size_t)t * (size_t)places);
		was = is;
		is = swap;
	}
	p = places > 1 && was[places - 2] > was[places - 1] ? places - 2 : places - 1;
	score = was[p];
	for (int i = 0; i < n; i++)
		from[i] = to[i] = 0;
	for (int t = s->steps - 1; t >= 0 && score > -INFINITY; t--) {
		if (p % 2) {
			from[p / 2] = t;
			to[p / 2] = to[p / 2] ? to[p / 2] : t + 1;
		}
		p -= back[(size_t)t * (size_t)places + (size_t)p];
	}
	free(back);
	free(v);
	return score;
}
