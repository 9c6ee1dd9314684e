#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "report/accents.h"
#include "report/error_rates.h"

struct codes {			/* what is compared: code points, or numbers of words */
	uint32_t *v;
	size_t n;
};

const char *const rate_names[RATES] = {"cer", "cer62", "cer62i", "wer62i"};

static struct codes
decode(const char *text)
{
	struct codes c = {mem_alloc(strlen(text) + 1, sizeof *c.v), 0};

	for (text = utf8_next(text, &c.v[0]); c.v[c.n]; text = utf8_next(text, &c.v[c.n]))
		c.n++;
	return c;
}

/* White space as Unicode has it, with the separators of ASCII. */
static int
is_space(uint32_t c)
{
	return (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 ||
	       c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
	       c == 0x202F || c == 0x205F || c == 0x3000;
}

static int
is_alnum62(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* White space from..to of c as written: one line break if it has one, else blanks and tabs squeezed. */
static size_t
squeeze(struct codes *c, size_t n, size_t from, size_t to)
{
	size_t i;

	for (i = from; i < to; i++)
		if (c->v[i] == '\n') {
			c->v[n++] = '\n';
			return n;
		}
	for (i = from; i < to; i++) {
		int blank = c->v[i] == ' ' || c->v[i] == '\t';

		if (!blank)
			c->v[n++] = c->v[i];
		else if (i == from || (c->v[i - 1] != ' ' && c->v[i - 1] != '\t'))
			c->v[n++] = ' ';
	}
	return n;
}

static void
as_written(struct codes *c)
{
	size_t i, n = 0, to;

	while (c->n > 0 && is_space(c->v[c->n - 1]))
		c->n--;
	for (i = 0; i < c->n && is_space(c->v[i]); i++)
		;
	for (; i < c->n; i = to) {
		for (to = i; to < c->n && is_space(c->v[to]); to++)
			;
		if (to > i)
			n = squeeze(c, n, i, to);
		else
			c->v[n++] = c->v[to++];
	}
	c->n = n;
}

/* Letters and digits without accents, and one blank wherever there was white space between them. */
static void
only62(struct codes *c)
{
	uint32_t *v = mem_alloc(2 * c->n + 1, sizeof *v);	/* a ligature becomes two letters */
	size_t n = 0;
	int gap = 0;

	for (size_t i = 0; i < c->n; i++) {
		uint32_t letter[2];
		const int letters = accents_off(c->v[i], letter);

		gap |= is_space(c->v[i]);
		for (int k = 0; k < letters; k++) {
			if (!is_alnum62(letter[k]))
				continue;
			if (gap && n > 0)
				v[n++] = ' ';
			v[n++] = letter[k];
			gap = 0;
		}
	}
	free(c->v);
	*c = (struct codes){v, n};
}

static void
small_letters(struct codes *c)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->v[i] >= 'A' && c->v[i] <= 'Z')
			c->v[i] += 'a' - 'A';
}

struct word {
	const uint32_t *v;
	size_t n;
	uint32_t *slot;		/* where its number goes */
};

static int
by_text(const void *a, const void *b)
{
	const struct word *x = a, *y = b;
	size_t i;

	for (i = 0; i < x->n && i < y->n; i++)
		if (x->v[i] != y->v[i])
			return x->v[i] < y->v[i] ? -1 : 1;
	return x->n < y->n ? -1 : x->n > y->n;
}

/* The words of c, whose numbers are to go to slots; as many as there are. */
static size_t
find_words(const struct codes *c, struct word *w, uint32_t *slots)
{
	size_t i, n = 0;

	for (i = 0; i < c->n; i++) {
		if (c->v[i] == ' ')
			continue;
		if (i == 0 || c->v[i - 1] == ' ') {
			w[n] = (struct word){c->v + i, 0, slots + n};
			n++;
		}
		w[n - 1].n++;
	}
	return n;
}

/* Both texts as words, equal words with equal numbers. */
static void
number_words(struct codes *a, struct codes *b)
{
	struct word *w = mem_alloc(a->n + b->n + 1, sizeof *w);
	struct codes x = {mem_alloc(a->n + 1, sizeof *x.v), 0};
	struct codes y = {mem_alloc(b->n + 1, sizeof *y.v), 0};
	uint32_t number = 0;
	size_t i;

	x.n = find_words(a, w, x.v);
	y.n = find_words(b, w + x.n, y.v);
	qsort(w, x.n + y.n, sizeof *w, by_text);
	for (i = 0; i < x.n + y.n; i++) {
		number += i > 0 && by_text(&w[i - 1], &w[i]) != 0;
		*w[i].slot = number;
	}
	free(w);
	free(a->v);
	free(b->v);
	*a = x;
	*b = y;
}

/* Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals", 1966. */
static int64_t
distance(const struct codes *a, const struct codes *b)
{
	size_t *row = mem_alloc(b->n + 1, sizeof *row), i, j;
	int64_t d;

	for (j = 0; j <= b->n; j++)
		row[j] = j;
	for (i = 0; i < a->n; i++) {
		size_t diagonal = row[0];

		row[0] = i + 1;
		for (j = 0; j < b->n; j++) {
			size_t best = diagonal + (a->v[i] != b->v[j]);

			diagonal = row[j + 1];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (diagonal + 1 < best)
				best = diagonal + 1;
			row[j + 1] = best;
		}
	}
	d = (int64_t)row[b->n];
	free(row);
	return d;
}

static void
count(struct error_rates *r, int which, const struct codes *truth, const struct codes *answer)
{
	r->wrong[which] += distance(truth, answer);
	r->total[which] += (int64_t)truth->n;
}

uint32_t *
error_rates_codes(const char *text, size_t *n)
{
	struct codes c = decode(text);

	as_written(&c);
	*n = c.n;
	return c.v;
}

void
error_rates_add(struct error_rates *r, const char *truth, const char *answer)
{
	struct codes t = decode(truth), a = decode(answer);

	as_written(&t);
	as_written(&a);
	count(r, RATE_CER, &t, &a);
	only62(&t);
	only62(&a);
	count(r, RATE_CER62, &t, &a);
	small_letters(&t);
	small_letters(&a);
	count(r, RATE_CER62I, &t, &a);
	number_words(&t, &a);
	count(r, RATE_WER62I, &t, &a);
	r->texts++;
	free(t.v);
	free(a.v);
}

double
error_rates_percent(int64_t wrong, int64_t total)
{
	return 100.0 * (double)wrong / (double)(total > 0 ? total : 1);
}

void
error_rates_interval(int64_t k, int64_t n, double *lo, double *hi)
{
	const double z = 1.959963984540054;	/* leaves 2.5 % on either side */
	double p, middle, half, by;

	*lo = 0;
	*hi = 1;
	if (n <= 0)
		return;
	p = (double)k / (double)n;
	by = 1 + z * z / (double)n;
	middle = (p + z * z / (2 * (double)n)) / by;
	half = z * sqrt(p * (1 - p) / (double)n + z * z / (4 * (double)n * (double)n)) / by;
	*lo = k == 0 ? 0 : middle - half;
	*hi = k == n ? 1 : middle + half;
}

double
error_rates_paired(int64_t a, int64_t b)
{
	const double n = (double)(a + b), d = fabs((double)(a - b));

	return n > 0 ? erfc(d / sqrt(2 * n)) : 1;
}
