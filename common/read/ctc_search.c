#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/log_add.h"
#include "base/mem.h"
#include "read/ctc_search.h"
#include "read/ctc_texts.h"
#include "read/tunables.h"

struct slot {			/* a text in the beam */
	int text;
	double blank, label;	/* log of the paths that end in the blank, in the last character */
	double score;		/* both and the language */
};

struct beam {
	const struct ctc_scores *s;
	const struct ctc_weights *w;
	struct ctc_texts t;
	struct slot *now, *next;
	int n_now, n_next, room;
	double behind, far;	/* nats behind a step's best class that others may be, behind the best text that new ones may be */
	struct pattern_state *reach;	/* (steps + 1) where in the pattern a text may be that ends with so many steps left; NULL: there is none */
	int left;		/* steps behind the one under way */
	double gain;		/* nats that a character adds to its text at most, but for its paths */
};

/* The slot of a text in the step to come. */
static struct slot *
slot_of(struct beam *b, int text)
{
	struct ctc_prefix *n = &b->t.v[text];

	if (n->slot < 0) {
		if (b->n_next == b->room) {
			b->room += b->room / 2 + 256;
			b->now = mem_resize(b->now, (size_t)b->room, sizeof *b->now);
			b->next = mem_resize(b->next, (size_t)b->room, sizeof *b->next);
		}
		n->slot = b->n_next;
		b->next[b->n_next++] = (struct slot){text, -INFINITY, -INFINITY, 0};
	}
	return &b->next[n->slot];
}

/* Find where in the pattern a text may be, with so many characters left to come or fewer. */
static void
look_ahead(struct beam *b)
{
	const struct pattern *p = b->t.l->pattern;
	struct pattern_state may = {{0}};
	const size_t n = (size_t)b->s->steps + 1;

	if (!p)
		return;
	for (int k = 0; k < b->s->classes - 1; k++) {
		const struct pattern_state of = pattern_of(p, b->s->code[k]);

		if (!b->s->allowed || b->s->allowed[k])
			pattern_states_join(&may, &of);
	}
	b->reach = mem_alloc(n, sizeof *b->reach);
	b->reach[0] = pattern_last(p);
	for (size_t i = 1; i < n; i++) {
		struct pattern_state next = b->reach[i - 1];

		pattern_states_cut(&next, &may);
		b->reach[i] = pattern_before(p, &next);
		pattern_states_join(&b->reach[i], &b->reach[i - 1]);
	}
}

/* Whether a text can end well in the steps that are left. */
static int
can_end(const struct beam *b, const struct ctc_prefix *n)
{
	if (b->reach && !pattern_states_meet(&n->context.pattern, &b->reach[b->left]))
		return 0;
	return b->left > 0 || !b->t.l->words || context_end(b->t.l, &n->context) > -INFINITY;
}

static double
paths_of(const struct slot *s)
{
	return log_add(s->blank, s->label);
}

/* All ways in which a text grows by a character, by these paths; known: only texts that the step has already. */
static void
grow(struct beam *b, int from, int label, double paths, int known)
{
	if (b->s->code[label] == ' ' && ctc_texts_begins(&b->t, from))
		return;
	for (int way = 0; way < CTC_WAYS; way++) {
		int at;

		if (!ctc_texts_may(&b->t, from, way))
			continue;
		at = ctc_texts_find(&b->t, from, label, way);
		if (known && (at < 0 || b->t.v[at].slot < 0))
			continue;
		if (at < 0)
			at = ctc_texts_add(&b->t, from, label, way);
		if (b->t.v[at].language > -INFINITY) {
			struct slot *to = slot_of(b, at);

			to->label = log_add(to->label, paths);
		}
	}
}

/* The text of a slot and every character behind it that may be.  New texts below least nats are none of the best. */
static void
grow_all(struct beam *b, const struct slot *from, const float *logp, double top, double least)
{
	const struct ctc_prefix *n = &b->t.v[from->text];
	const int again = n->above >= 0 ? n->label : -1, below_kept = n->below_kept;
	const double both = paths_of(from), enough = least - n->language - b->gain;

	for (int k = 0; k < b->s->classes - 1; k++) {
		const double paths = (k == again ? from->blank : both) + (double)logp[k];
		const int hopeless = paths < enough;

		if ((double)logp[k] > top - b->behind && (!b->s->allowed || b->s->allowed[k]) && paths > -INFINITY && (!hopeless || below_kept))
			grow(b, from->text, k, paths, hopeless);
	}
}

static int
by_score(const void *x, const void *y)
{
	const struct slot *a = x, *b = y;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return a->text - b->text;
}

/* 1 when a slot has the text of one of the n best, and nothing that follows can tell them apart. */
static int
is_told(const struct beam *b, const struct slot *best, int n, const struct slot *s)
{
	const struct ctc_prefix *it = &b->t.v[s->text];

	for (int i = 0; i < n; i++)
		if (b->t.v[best[i].text].hash == it->hash && context_same(b->t.l, &b->t.v[best[i].text].context, &it->context))
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
		struct ctc_prefix *n = &b->t.v[s->text];

		s->score = can_end(b, n) ? paths_of(s) + n->language : -INFINITY;
		n->slot = -1;
		if (n->above >= 0)
			b->t.v[n->above].below_kept = 0;
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

/* Keep only the texts of the beam. */
static void
tidy(struct beam *b)
{
	int *number = mem_alloc((size_t)b->n_now + 1, sizeof *number);

	for (int i = 0; i < b->n_now; i++)
		number[i] = b->now[i].text;
	ctc_texts_keep(&b->t, number, b->n_now);
	for (int i = 0; i < b->n_now; i++)
		b->now[i].text = number[i];
	free(number);
}

/* All texts of the beam as they are, one step further.  Returns what a new text's score must reach to be kept. */
static double
stay(struct beam *b, const float *logp)
{
	double least = INFINITY, most = -INFINITY;
	int stays = 0;

	for (int i = 0; i < b->n_now; i++) {
		const struct slot from = b->now[i];
		const struct ctc_prefix *n = &b->t.v[from.text];
		struct slot *to = slot_of(b, from.text);

		to->blank = paths_of(&from) + (double)logp[b->s->classes - 1];
		to->label = n->above >= 0 ? from.label + (double)logp[n->label] : -INFINITY;
		if (n->above >= 0)
			b->t.v[n->above].below_kept = 1;
		if (!can_end(b, n))
			continue;
		stays++;
		least = fmin(least, paths_of(to) + n->language);
		most = fmax(most, paths_of(to) + n->language);
	}
	return fmax(stays < b->w->beam ? -INFINITY : least, most - b->far);
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

		grow_all(b, &from, logp, top, least);
	}
	cut(b);
	if (ctc_texts_full(&b->t))
		tidy(b);
}

/* The text of a slot, without a space at its end. */
static struct ctc_answer
text_of(const struct beam *b, const struct slot *s)
{
	struct ctc_answer t = {NULL, 0, s->score};
	int last = s->text;

	if (b->t.v[last].above >= 0 && ctc_texts_begins(&b->t, last))
		last = b->t.v[last].above;
	for (int at = last; b->t.v[at].above >= 0; at = b->t.v[at].above)
		t.n++;
	t.label = mem_alloc((size_t)t.n + 1, sizeof *t.label);
	for (int at = last, i = t.n; i > 0; at = b->t.v[at].above)
		t.label[--i] = (uint16_t)b->t.v[at].label;
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
		b->now[i].score += context_end(b->t.l, &b->t.v[b->now[i].text].context);
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
	struct beam b = {.s = s, .w = w};
	struct ctc_answer *texts;

	b.behind = l->words || l->pattern ? INFINITY : CTC_BEHIND;
	b.far = l->pattern ? INFINITY : CTC_FAR;
	b.gain = context_bonus(l) + w->letter + fmax(0, fmax(-w->capitals_start, -w->capitals_turn));
	ctc_texts_open(&b.t, s, l, w);
	look_ahead(&b);
	b.left = s->steps;
	slot_of(&b, 0)->blank = 0;
	cut(&b);
	for (int t = 0; t < s->steps; t++) {
		b.left = s->steps - t - 1;
		step(&b, s->logp + (size_t)t * (size_t)s->classes);
	}
	texts = take_best(&b, most, n);
	ctc_texts_close(&b.t);
	free(b.now);
	free(b.next);
	free(b.reach);
	return texts;
}

void
ctc_answers_free(struct ctc_answer *texts, int n)
{
	for (int i = 0; i < n; i++)
		free(texts[i].label);
	free(texts);
}
