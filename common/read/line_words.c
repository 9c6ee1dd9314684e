#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "read/line_words.h"
#include "read/nbest.h"
#include "read/tunables.h"

struct words {			/* of a text */
	char **v;		/* n of them, owned */
	int n;
};

static struct words
words_of(const struct line_reader *r, const struct ctc_answer *t)
{
	struct words w = {mem_alloc((size_t)t->n + 1, sizeof *w.v), 0};

	for (int i = 0; i < t->n; i++) {
		struct buf text = BUF_EMPTY;

		for (; i < t->n && r->code[t->label[i]] != ' '; i++) {
			char one[UTF8_SIZE];

			buf_add(&text, one, (size_t)utf8_put(r->code[t->label[i]], one));
		}
		buf_text(&text);
		w.v[w.n++] = text.data;
	}
	return w;
}

static void
words_free(struct words *w)
{
	while (w->n > 0)
		free(w->v[--w->n]);
	free(w->v);
}

/* Words from .. to - 1, with blanks between, new. */
static char *
join(const struct words *w, int from, int to)
{
	struct buf text = BUF_EMPTY;

	for (int i = from; i < to; i++) {
		buf_str(&text, i > from ? " " : "");
		buf_str(&text, w->v[i]);
	}
	buf_text(&text);
	return text.data;
}

/* Add a share of all texts to one text of a word, which is taken over.  The list is in no order but for the answer, which is first. */
static void
add_text(struct nbest *word, char *text, double share)
{
	int i = 0;

	while (i < word->n && strcmp(word->v[i].text, text) != 0)
		i++;
	if (i < word->n) {
		word->v[i].conf += (float)share;
		free(text);
	} else if (word->n < RESULT_TOP) {
		word->v[word->n++] = (struct nbest_text){text, (float)share};
	} else {
		free(text);
	}
}

/* What a text of this share says of the words of the best one. */
static void
add_words(struct nbest **word, const struct words *best, const struct words *other, double share)
{
	const int less = best->n < other->n ? best->n : other->n;
	int head = 0, tail = 0, middle;

	while (head < less && strcmp(best->v[head], other->v[head]) == 0)
		head++;
	while (tail < less - head && strcmp(best->v[best->n - 1 - tail], other->v[other->n - 1 - tail]) == 0)
		tail++;
	middle = best->n - head - tail;
	for (int i = 0; i < best->n; i++) {
		const int in = i >= head && i < best->n - tail;

		if (!in)
			add_text(word[i], mem_text(best->v[i]), share);
		else if (best->n == other->n)
			add_text(word[i], mem_text(other->v[i]), share);
		else if (middle == 1 && other->n > head + tail)
			add_text(word[i], join(other, head, other->n - tail), share);
	}
}

/* Sorted but for the answer, which stays first; at most most of them. */
static void
order(struct nbest *w, int most)
{
	for (int i = 2; i < w->n; i++)
		for (int k = i; k > 1 && w->v[k].conf > w->v[k - 1].conf; k--) {
			const struct nbest_text t = w->v[k];

			w->v[k] = w->v[k - 1];
			w->v[k - 1] = t;
		}
	while (w->n > most)
		free(w->v[--w->n].text);
	for (int i = 0; i < w->n; i++)
		w->v[i].conf = fminf(w->v[i].conf, 1);
}

void
line_words(const struct line_reader *r, const struct line_reading *l, struct result *v, int n)
{
	struct words best = words_of(r, &l->text[0]);
	struct nbest **word = mem_alloc((size_t)best.n + 1, sizeof *word);
	double sum = 0;
	int at = 0;

	for (int i = 0; i < best.n; i++)
		word[i] = mem_zero(1, sizeof **word);
	for (int t = 0; t < l->n; t++)
		sum += exp((l->text[t].score - l->text[0].score) / LINE_TEXT_TEMPERATURE);
	for (int t = 0; t < l->n; t++) {
		struct words other = words_of(r, &l->text[t]);

		add_words(word, &best, &other, exp((l->text[t].score - l->text[0].score) / LINE_TEXT_TEMPERATURE) / sum);
		words_free(&other);
	}
	for (int i = 0; i < n; i++)
		if (v[i].tags.chr == 1) {
			order(word[at], r->nbest);
			v[i].word = word[at++];
		}
	free(word);
	words_free(&best);
}
