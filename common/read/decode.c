#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "read/decode.h"
#include "read/explain.h"
#include "read/nbest_search.h"
#include "read/posterior.h"
#include "read/tunables.h"

/* The answers of one edge: the alternative that was chosen, then the others by their probabilities p. */
static void
answer(const struct alternatives *a, int chosen, const float *p, struct result *r)
{
	uint8_t told[ALTERNATIVES] = {0};

	r->n = 0;
	for (int k = chosen; k >= 0 && r->n < RESULT_TOP;) {
		memcpy(r->best[r->n].text, a->v[k].text, LABEL_SIZE);
		r->best[r->n++].conf = fminf(p[k], 1);
		told[k] = 1;
		k = -1;
		for (int i = 0; i < a->n; i++)
			if (!told[i] && p[i] > DECODE_CONF_LEAST && (k < 0 || p[i] > p[k]))
				k = i;
	}
}

static void
swap(struct result *a, struct result *b)
{
	struct result t = *a;

	*a = *b;
	*b = t;
}

/* What the word of the path's characters from .. to - 1 may be; their edges have answers. */
static struct nbest *
read_word(const struct search *s, const struct posterior *p, const int *path, int from, int to)
{
	const struct tags *first = search_tags(s, s->hyps[path[from]].edge), *last = search_tags(s, s->hyps[path[to - 1]].edge);
	struct nbest *word = mem_zero(1, sizeof *word);
	struct buf text = BUF_EMPTY;

	for (int i = from; i < to; i++)
		buf_str(&text, s->lattice->results[s->hyps[path[i]].edge].best[0].text);
	nbest_search(s, p, first->from - s->first, last->to - s->first, buf_text(&text), s->d->nbest, word);
	buf_free(&text);
	return word;
}

static void
read_words(const struct search *s, const int *path, int n)
{
	struct posterior p;

	posterior_open(&p, s, DECODE_WORD_TEMPERATURE);
	for (int from = 0, to; from < n; from = to) {
		for (to = from + 1; to < n && !s->hyps[path[to]].space;)
			to++;
		s->lattice->results[s->hyps[path[from]].edge].word = read_word(s, &p, path, from, to);
	}
	posterior_close(&p);
}

/* Answer for the edges of a path of n characters, and number them. */
static void
answer_all(const struct search *s, const int *path, int n)
{
	struct posterior p;
	float *probs;
	int word = s->first + 1, chr = 0;

	posterior_open(&p, s, DECODE_CHARACTER_TEMPERATURE);
	probs = posterior_alternatives(&p, s);
	posterior_close(&p);
	for (int i = 0; i < n; i++) {
		const struct hypothesis *h = &s->hyps[path[i]];
		struct result *r = &s->lattice->results[h->edge];

		answer(&s->alternatives[h->edge], h->alternative, probs + (size_t)h->edge * ALTERNATIVES, r);
		word += h->space;
		chr = h->space ? 1 : chr + 1;
		r->tags.word = word;
		r->tags.chr = chr;
	}
	free(probs);
}

/* The results of the best path's edges go to the front, in order.  Returns how many. */
static int
take_path(const struct search *s)
{
	struct result *r = s->lattice->results;
	int *path;
	const int n = search_path(s, &path);

	answer_all(s, path, n);
	if (s->d->nbest > 0)
		read_words(s, path, n);
	for (int i = 0; i < n; i++)	/* edges rise, so that none is moved before its turn */
		if (s->hyps[path[i]].edge != i)
			swap(&r[i], &r[s->hyps[path[i]].edge]);
	free(path);
	return n;
}

/* Count the letters of the best path. */
static void
count_letters(const struct search *s, struct first_pass *first)
{
	first->capitals = first->small = 0;
	for (int h = s->end; h >= 0 && s->hyps[h].edge >= 0; h = s->hyps[h].before) {
		const char *text = search_text(s, s->hyps[h].edge, s->hyps[h].alternative);

		first->capitals += *text >= 'A' && *text <= 'Z';
		first->small += *text >= 'a' && *text <= 'z';
	}
}

/* Keep the metrics m when a search under them finds something better than there is.  Returns 1 if so. */
static int
try_metrics(struct search *s, const struct line_metrics *m, int beam, struct first_pass *best)
{
	search_at(s, m, beam);
	if (s->end < 0 || (best->found && s->score <= best->score))
		return 0;
	*best = (struct first_pass){.metrics = *m, .score = s->score, .found = 1, .lm = best->lm};
	count_letters(s, best);
	return 1;
}

static void
try_starts(struct search *s, const struct line_metrics *measured, int beam, struct first_pass *best)
{
	for (int i = 0; i < LINE_METRICS_STARTS; i++) {
		const struct line_metrics m = line_metrics_start(i, measured);

		try_metrics(s, &m, beam, best);
	}
}

/* The first pass by d's own language model. */
static void
pass_once(const struct decoder *d, const struct lattice *l, struct first_pass *first)
{
	struct line_metrics measured;
	struct search s;
	int better = line_metrics_measure(l, &measured);

	*first = (struct first_pass){.lm = d->language.lm, .metrics = measured};
	if (!better)
		return;
	search_open(&s, d, l);
	try_starts(&s, &measured, DECODE_QUICK_BEAM, first);
	if (!first->found && search_can_end(&s))
		try_starts(&s, &measured, d->beam, first);
	better = first->found;
	for (int round = 0; round < LINE_METRICS_ROUNDS && better; round++) {
		better = 0;
		for (int k = 0; k < LINE_METRICS_STEPS; k++) {
			const struct line_metrics m = line_metrics_step(&first->metrics, k);

			better |= try_metrics(&s, &m, DECODE_QUICK_BEAM, first);
		}
	}
	search_close(&s);
}

void
decode_first_pass(const struct decoder *d, const struct lattice *l, struct first_pass *first)
{
	struct decoder by = *d;

	pass_once(&by, l, first);
	for (int i = 0; i < d->n_lms; i++) {
		struct first_pass other;

		if (d->lms[i] == d->language.lm)
			continue;
		by.language.lm = d->lms[i];
		pass_once(&by, l, &other);
		if (other.found && (!first->found || other.score > first->score))
			*first = other;
	}
}

/* Whether a line in boxes is one of characters apart: "A B C". */
static int
is_apart(struct search *s, const struct line_metrics *m)
{
	const struct tags *t = search_tags(s, 0);
	double closed;

	if (!s->language->lm || s->language->weight <= 0 || !(t->have & TAG_PITCH) || !(t->have & TAG_CAP) || t->pitch < DECODE_APART_PITCH * t->cap)
		return 0;
	search_at(s, m, s->d->beam);
	closed = s->score;
	s->apart = 1;
	search_at(s, m, s->d->beam);
	return s->score - s->d->apart_cost > closed;
}

/* The search of the second pass, which keeps its links. */
static void
search_fully(struct search *s, const struct decoder *d, const struct first_pass *first, const struct lattice *l)
{
	search_open(s, d, l);
	s->apart = is_apart(s, &first->metrics);
	s->keep_links = 1;
	search_at(s, &first->metrics, d->beam);
}

int
decode_line(const struct decoder *d, const struct first_pass *first, const struct lattice *l)
{
	struct decoder by = *d;
	struct search s;
	int chosen = 0;

	by.language.lm = first->lm;
	search_fully(&s, &by, first, l);
	if (s.end < 0 && search_can_end(&s) && (by.language.lm || by.language.words)) {
		search_close(&s);	/* words and capitals led astray all that could have matched */
		by.language.lm = NULL;
		by.language.words = NULL;
		search_fully(&s, &by, first, l);
	}
	explain_line(&s, &first->metrics);
	if (s.end >= 0)
		chosen = take_path(&s);
	search_close(&s);
	return chosen;
}
