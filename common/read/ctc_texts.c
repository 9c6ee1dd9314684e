#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "lang/lm_memo.h"
#include "net/labels.h"
#include "read/ctc_texts.h"

enum {
	BETWEEN = 8192,		/* new texts until it is time to give up those that nobody needs: it bounds memory */
	BUCKETS = 8192,		/* a power of 2 */
};

/* The bucket of the text that goes on from another so. */
static int *
bucket_of(const struct ctc_texts *t, int above, int label, int way)
{
	const uint64_t key = ((uint64_t)(unsigned)above * CLASSES_MAX + (unsigned)label) * CTC_WAYS + (unsigned)way;

	return &t->bucket[key * UINT64_C(0x9e3779b97f4a7c15) >> 32 & (BUCKETS - 1)];	/* Fibonacci hashing (Knuth, vol. 3, 6.4) */
}

static void
empty_buckets(const struct ctc_texts *t)
{
	for (int i = 0; i < BUCKETS; i++)
		t->bucket[i] = -1;
}

/* Text number i is as it is but for its bucket, to which it is added. */
static void
put_in_bucket(const struct ctc_texts *t, int i)
{
	struct ctc_prefix *it = &t->v[i];
	int *bucket = bucket_of(t, it->above, it->label, it->way);

	it->next = *bucket;
	*bucket = i;
}

static int
push(struct ctc_texts *t, const struct ctc_prefix *text)
{
	if (t->n == t->room) {
		t->room += t->room / 2 + 1024;
		t->v = mem_resize(t->v, (size_t)t->room, sizeof *t->v);
	}
	t->v[t->n] = *text;
	put_in_bucket(t, t->n);
	return t->n++;
}

void
ctc_texts_open(struct ctc_texts *t, const struct ctc_scores *s, const struct language *l, const struct ctc_weights *w)
{
	const struct ctc_prefix empty = {.above = -1, .label = -1, .slot = -1, .context = context_start(l),
	                               .hash = UINT64_C(0xcbf29ce484222325)};

	*t = (struct ctc_texts){.s = s, .l = l, .w = w, .memo = l->lm ? lm_memo_new(l->lm) : NULL, .full = BETWEEN};
	t->bucket = mem_alloc(BUCKETS, sizeof *t->bucket);
	empty_buckets(t);
	push(t, &empty);
}

void
ctc_texts_close(struct ctc_texts *t)
{
	lm_memo_free(t->memo);
	free(t->v);
	free(t->bucket);
}

int
ctc_texts_begins(const struct ctc_texts *t, int at)
{
	return t->v[at].above < 0 || t->s->code[t->v[at].label] == ' ';
}

int
ctc_texts_may(const struct ctc_texts *t, int at, int way)
{
	const struct context *c = &t->v[at].context;
	const int listed = c->listed && !(way & CTC_LEAVE);

	if (way & CTC_LEAVE && !c->listed)
		return 0;
	if (way & CTC_LISTED && (!t->l->words || listed || c->letter))
		return 0;
	return !(way & CTC_CAPITALS) || (t->l->lm && ctc_texts_begins(t, at));
}

int
ctc_texts_find(const struct ctc_texts *t, int above, int label, int way)
{
	int at = *bucket_of(t, above, label, way);

	while (at >= 0 && (t->v[at].above != above || t->v[at].label != label || t->v[at].way != way))
		at = t->v[at].next;
	return at;
}

/* What the language says of the way and the last character of a new text, whose context and nats are those of the one above it. */
static void
ask_language(const struct ctc_texts *t, struct ctc_prefix *n)
{
	if (n->way & CTC_LEAVE)
		n->language += context_leave(t->l, &n->context);
	if (n->way & CTC_LISTED && n->language > -INFINITY)
		n->language += context_enter(t->l, &n->context);
	if (n->way & CTC_CAPITALS) {
		n->context.capitals = !n->context.capitals;
		n->language -= t->v[n->above].above < 0 ? t->w->capitals_start : t->w->capitals_turn;
	}
	if (t->l->lm && ctc_texts_begins(t, n->above) && !n->context.capitals)
		n->language -= t->w->small_cost;
	if (n->language > -INFINITY)
		n->language += context_step(t->l, t->memo, &n->context, t->s->code[n->label]) + context_bonus(t->l) + t->w->letter;
}

int
ctc_texts_add(struct ctc_texts *t, int above, int label, int way)
{
	const struct ctc_prefix *up = &t->v[above];
	struct ctc_prefix n = {.above = above, .label = label, .way = way, .slot = -1, .context = up->context, .language = up->language,
	                     .hash = (up->hash ^ (unsigned)label) * UINT64_C(0x100000001b3)};	/* FNV-1a */

	ask_language(t, &n);
	return push(t, &n);
}

int
ctc_texts_full(const struct ctc_texts *t)
{
	return t->n >= t->full;
}

void
ctc_texts_keep(struct ctc_texts *t, int *number, int n)
{
	int *at = mem_zero((size_t)t->n, sizeof *at), kept = 0;

	for (int i = 0; i < n; i++)
		for (int k = number[i]; k >= 0 && !at[k]; k = t->v[k].above)
			at[k] = 1;
	empty_buckets(t);
	for (int i = 0; i < t->n; i++) {
		if (!at[i])
			continue;
		at[i] = kept;
		t->v[kept] = t->v[i];
		if (t->v[kept].above >= 0)
			t->v[kept].above = at[t->v[kept].above];
		put_in_bucket(t, kept++);
	}
	for (int i = 0; i < n; i++)
		number[i] = at[number[i]];
	t->n = kept;
	t->full = kept + BETWEEN;
	free(at);
}
