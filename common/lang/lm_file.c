#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/share.h"
#include "base/utf8.h"
#include "lang/lm_file.h"

double
lm_a(int value)
{
	return value == 0 ? 0 : exp(-(value - 1) / 18.0);
}

double
lm_g(int value)
{
	return value == LM_VALUES - 1 ? 1 : 1 / (1 + exp(-(value - 127) / 16.0));
}

static int
nearest(double x, int lo, int hi)
{
	return (int)floor(fmin(fmax(x, lo), hi) + 0.5);
}

int
lm_a_value(double a)
{
	return a < exp(-14.2) ? 0 : nearest(1 - 18 * log(a), 1, LM_VALUES - 1);
}

int
lm_g_value(double g)
{
	return g >= 1 ? LM_VALUES - 1 : nearest(127 + 16 * log(fmax(g, 1e-6) / (1 - g)), 0, LM_VALUES - 2);
}

float
lm_scale(const struct lm *lm, const uint8_t *entries, unsigned n)
{
	const uint8_t *a = entries + n;
	float sum = 0;
	unsigned i;

	for (i = 0; i < n; i++)
		sum += lm->a[a[i]];
	return sum > 0 ? (1 - lm->g[entries[-1]]) / sum : 0;
}

/* The number in the line key, lo to hi.  Returns 0, or -1 after saying. */
static int
get_number(struct record *r, const char *name, const char *key, int64_t lo, int64_t hi, int64_t *out)
{
	char *text = record_get(r, key);
	const int bad = !text || num_int(text, lo, hi, out);

	if (bad)
		error_at(name, "'%s %.20s' is no line with a number from %" PRId64 " to %" PRId64, key,
		        text ? text : "", lo, hi);
	free(text);
	return bad ? -1 : 0;
}

/* The characters that the model knows.  Returns 0, or -1 after saying. */
static int
take_alphabet(struct lm *lm, const char *name)
{
	char *text = record_get(&lm->record, "alphabet");
	const char *at = text;
	uint32_t code, last = ' ' - 1;

	memset(lm->ascii, LM_OTHER, sizeof lm->ascii);
	lm->symbols = LM_FIRST;
	while (at && *at) {
		at = utf8_next(at, &code);
		if (code <= last || code == UTF8_BAD || lm->symbols == LM_SYMBOLS) {
			at = NULL;
			break;
		}
		if (code < sizeof lm->ascii)
			lm->ascii[code] = (uint8_t)lm->symbols;
		lm->code[lm->symbols++ - LM_FIRST] = last = code;
	}
	if (!at)
		error_at(name, "no line 'alphabet' of at most %d characters in ascending order", LM_SYMBOLS - LM_FIRST);
	free(text);
	return at ? 0 : -1;
}

/* Find all contexts in the payload, level for level.  Returns NULL, or what is wrong with them. */
static const char *
take_contexts(struct lm *lm, uint32_t size)
{
	uint32_t at = 0, known = 1, level_end = 1, c;
	const uint8_t *bytes = lm->bytes;
	int level = 0;

	for (c = 0; c < known; c++) {
		if (c == level_end) {
			level_end = known;
			if (++level == lm->order)
				return "contexts longer than the order";
		}
		if (c == lm->n)
			return "more contexts than were said";
		if (size - at < LM_HEAD || size - at - LM_HEAD < 2U * bytes[at])
			return "cut short";
		if (bytes[at + 1] > bytes[at])
			return "more children than entries";
		lm->context[c] = (struct lm_context){at, known};
		if (c < LM_SCALES)
			lm->scale[c] = lm_scale(lm, bytes + at + LM_HEAD, bytes[at]);
		known += bytes[at + 1];
		at += LM_HEAD + 2U * bytes[at];
	}
	lm->context[c] = (struct lm_context){at, known};
	return at < size ? "bytes behind the last context" : c < lm->n ? "fewer contexts than were said" : NULL;
}

/* Returns 0, or -1 after saying. */
static int
take_payload(struct lm *lm, const char *name)
{
	const size_t size = lm->record.payload.len;
	const char *wrong;
	int64_t n, order;
	int i;

	if (get_number(&lm->record, name, "order", 1, LM_MAX_ORDER, &order) ||
	    get_number(&lm->record, name, "contexts", 1, (int64_t)size / LM_HEAD, &n))
		return -1;
	for (i = 0; i < LM_VALUES; i++) {
		lm->a[i] = (float)lm_a(i);
		lm->g[i] = (float)lm_g(i);
	}
	lm->order = (int)order;
	lm->n = (uint32_t)n;
	lm->context = mem_alloc((size_t)n + 1, sizeof *lm->context);
	lm->bytes = (const uint8_t *)lm->record.payload.data;
	wrong = take_contexts(lm, (uint32_t)size);
	if (wrong)
		error_at(name, "the contexts are malformed: %s", wrong);
	return wrong ? -1 : 0;
}

void
lm_free(struct lm *lm)
{
	if (!lm)
		return;
	record_free(&lm->record);
	free(lm->context);
	free(lm);
}

struct lm *
lm_read(struct record *r, const char *name)
{
	struct lm *lm = mem_zero(1, sizeof *lm);

	lm->record = *r;
	*r = (struct record)RECORD_EMPTY;
	if (take_alphabet(lm, name) == 0 && take_payload(lm, name) == 0)
		return lm;
	lm_free(lm);
	return NULL;
}

struct lm *
lm_load(const char *path)
{
	struct record r = RECORD_EMPTY;
	struct lm *lm = NULL;
	char *found;
	FILE *in = share_open(path, ".lm", &found);
	int got;

	if (!in)
		return NULL;
	got = record_read(in, found, LM_MAGIC, &r);
	if (got == 0)
		error_at(found, "empty, no language model");
	if (got == 1 && getc(in) != EOF) {
		error_at(found, "more than one record");
		record_free(&r);
		got = -1;
	}
	fclose(in);
	if (got == 1)
		lm = lm_read(&r, found);
	free(found);
	return lm;
}
