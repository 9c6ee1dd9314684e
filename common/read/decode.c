#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "read/decode.h"
#include "read/nbest_search.h"
#include "read/path.h"
#include "read/posterior.h"

/* Scales are looked for with few ways at a node, starting scales first, then rounds of small steps. */
enum { QUICK_BEAM = 6, ROUNDS = 2 };

static const float LEAST_CONF = 5e-5f;	/* what is less likely is no answer */
static const double CHARACTERS = 1.25, WORDS = 1.6;	/* temperatures of posterior.h, by the calibration of UNIPEN's lines */
static const double APART_PITCH = 1.2;	/* cap heights; closer characters have no spaces between each */

/* The answers of one candidate: the one chosen, then its other options by their probabilities p. */
static void
answer(const struct choice *c, int chosen, const float *p, struct result *r)
{
	uint8_t told[OPTIONS] = {0};

	r->n = 0;
	for (int k = chosen; k >= 0 && r->n < RESULT_TOP;) {
		memcpy(r->best[r->n].text, c->option[k].text, RESULT_LABEL);
		r->best[r->n++].conf = fminf(p[k], 1);
		told[k] = 1;
		k = -1;
		for (int i = 0; i < c->n; i++)
			if (!told[i] && p[i] > LEAST_CONF && (k < 0 || p[i] > p[k]))
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

/* What the word of the ways from .. to - 1 may be: its candidates' answers in r, which are where s has them. */
static struct nbest *
read_word(const struct search *s, const struct posterior *p, const int *way, int from, int to, const struct result *r)
{
	struct nbest *word = mem_zero(1, sizeof *word);
	struct buf text = BUF_EMPTY;

	for (int i = from; i < to; i++)
		buf_str(&text, r[s->ways[way[i]].arc].best[0].text);
	nbest_search(s, p, r[s->ways[way[from]].arc].tags.from - s->first, r[s->ways[way[to - 1]].arc].tags.to - s->first,
	           buf_text(&text), s->d->nbest, word);
	buf_free(&text);
	return word;
}

static void
read_words(const struct search *s, const int *way, int n, struct result *r)
{
	struct posterior p;

	posterior_open(&p, s, WORDS);
	for (int from = 0, to; from < n; from = to) {
		for (to = from + 1; to < n && !s->ways[way[to]].space;)
			to++;
		r[s->ways[way[from]].arc].word = read_word(s, &p, way, from, to, r);
	}
	posterior_close(&p);
}

/* Answer for the candidates of n ways, and number them. */
static void
answer_all(const struct search *s, const int *way, int n, struct result *r)
{
	struct posterior p;
	float *options;
	int word = s->first + 1, chr = 0;

	posterior_open(&p, s, CHARACTERS);
	options = posterior_options(&p, s);
	posterior_close(&p);
	for (int i = 0; i < n; i++) {
		const struct way *w = &s->ways[way[i]];
		struct tags *t = &r[w->arc].tags;

		answer(&s->choice[w->arc], w->option, options + (size_t)w->arc * OPTIONS, &r[w->arc]);
		word += w->space;
		chr = w->space ? 1 : chr + 1;
		t->word = word;
		t->chr = chr;
	}
	free(options);
}

/* The candidates of the best way go to the front of r, in order.  Returns how many. */
static int
take_way(const struct search *s, struct result *r)
{
	int *way;
	const int n = search_way(s, &way);

	answer_all(s, way, n, r);
	if (s->d->nbest > 0)
		read_words(s, way, n, r);
	for (int i = 0; i < n; i++)	/* arcs rise, so that none is moved before its turn */
		if (s->ways[way[i]].arc != i)
			swap(&r[i], &r[s->ways[way[i]].arc]);
	free(way);
	return n;
}

/* Count the letters of the best way. */
static void
count_letters(const struct search *s, struct look *look)
{
	look->capitals = look->small = 0;
	for (int w = s->end; w >= 0 && s->ways[w].arc >= 0; w = s->ways[w].before) {
		const char *text = s->choice[s->ways[w].arc].option[s->ways[w].option].text;

		look->capitals += *text >= 'A' && *text <= 'Z';
		look->small += *text >= 'a' && *text <= 'z';
	}
}

/* Keep the scale when a quick search at it finds something better. */
static int
try_scale(struct search *s, const struct scale *at, struct look *best, double *most)
{
	search_at(s, at, QUICK_BEAM);
	if (s->score <= *most)
		return 0;
	*most = best->score = s->score;
	best->scale = *at;
	count_letters(s, best);
	return 1;
}

void
decode_look(const struct decoder *d, const struct classes *c, const struct ranked_class *const *ranked,
            const int *n_ranked, const struct result *r, int n, struct look *look)
{
	struct search s;
	double xh, cap, most = -INFINITY;
	int better = line_heights(c, ranked, n_ranked, r, n, &xh, &cap);

	*look = (struct look){{0, 0, 0, 0}, 0, 0, 0};
	search_open(&s, d, c, ranked, n_ranked, r, n);
	for (int i = 0; i < SCALE_STARTS && better; i++) {
		const struct scale at = scale_start(i, xh, cap);

		try_scale(&s, &at, look, &most);
	}
	for (int round = 0; round < ROUNDS && better; round++) {
		better = 0;
		for (int k = 0; k < SCALE_STEPS; k++) {
			const struct scale at = scale_step(&look->scale, k);

			better |= try_scale(&s, &at, look, &most);
		}
	}
	search_close(&s);
}

/* Whether a pitched line is one of characters apart: "A B C". */
static int
is_apart(struct search *s, const struct scale *at)
{
	const struct tags *t = &s->r[0].tags;
	double closed;

	if (!s->language->lm || s->language->weight <= 0 || !(t->have & TAG_PITCH) || !(t->have & TAG_CAP) || t->pitch < APART_PITCH * t->cap)
		return 0;
	search_at(s, at, s->d->beam);
	closed = s->score;
	s->apart = 1;
	search_at(s, at, s->d->beam);
	return s->score - s->d->apart_cost > closed;
}

int
decode_line(const struct decoder *d, const struct look *look, const struct classes *c, const struct ranked_class *const *ranked,
            const int *n_ranked, struct result *r, int n)
{
	struct search s;
	int chosen = 0;

	search_open(&s, d, c, ranked, n_ranked, r, n);
	s.apart = is_apart(&s, &look->scale);
	s.keep_edges = 1;
	search_at(&s, &look->scale, d->beam);
	path_say(&s, &look->scale);
	if (s.end >= 0)
		chosen = take_way(&s, r);
	search_close(&s);
	return chosen;
}
