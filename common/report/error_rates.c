#include <stdlib.h>

#include "base/mem.h"
#include "report/error_rates.h"
#include "report/text_units.h"

const char *const rate_names[RATES] = {"cer", "cer62", "cer62i", "wer62i"};

/* Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals", 1966. */
static int64_t
distance(const struct text_units *a, const struct text_units *b)
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
count(struct error_rates *r, int which, const struct text_units *truth, const struct text_units *answer)
{
	r->wrong[which] += distance(truth, answer);
	r->total[which] += (int64_t)truth->n;
}

void
error_rates_add(struct error_rates *r, const char *truth, const char *answer)
{
	struct text_units t = text_units_as_written(truth), a = text_units_as_written(answer);

	count(r, RATE_CER, &t, &a);
	text_units_62(&t);
	text_units_62(&a);
	count(r, RATE_CER62, &t, &a);
	text_units_small(&t);
	text_units_small(&a);
	count(r, RATE_CER62I, &t, &a);
	text_units_words(&t, &a);
	count(r, RATE_WER62I, &t, &a);
	r->texts++;
	free(t.v);
	free(a.v);
}

void
error_rates_words(const char *truth, const char *answer, int64_t *wrong, int64_t *total)
{
	struct text_units t = text_units_as_written(truth), a = text_units_as_written(answer);

	text_units_words(&t, &a);
	*wrong += distance(&t, &a);
	*total += (int64_t)t.n;
	free(t.v);
	free(a.v);
}
