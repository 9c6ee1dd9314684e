#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/vote.h"

/* The class with this label; a new one when there is none. */
static int
class_of(struct classes *c, const char *label)
{
	int i;

	for (i = 0; i < c->n; i++)
		if (strcmp(c->label[i], label) == 0)
			return i;
	c->label = mem_resize(c->label, (size_t)c->n + 1, sizeof *c->label);
	c->label[c->n] = mem_text(label);
	return c->n++;
}

struct classes
classes_union(const struct models *set)
{
	struct classes c = {NULL, 0, NULL, set->n, NULL};
	int m, k;

	c.of = mem_zero((size_t)set->n + 1, sizeof *c.of);
	for (m = 0; m < set->n; m++) {
		const struct model *model = set->v[m];

		c.of[m] = mem_zero((size_t)model->n_classes + 1, sizeof **c.of);
		for (k = 0; k < model->n_classes; k++)
			c.of[m][k] = class_of(&c, model->classes[k]);
		c.of[m][k] = -1;	/* ends the list */
	}
	c.allowed = mem_alloc((size_t)c.n + 1, 1);
	memset(c.allowed, 1, (size_t)c.n + 1);
	return c;
}

void
classes_free(struct classes *c)
{
	int i;

	for (i = 0; i < c->n; i++)
		free(c->label[i]);
	for (i = 0; i < c->members; i++)
		free(c->of[i]);
	free(c->label);
	free(c->of);
	free(c->allowed);
	memset(c, 0, sizeof *c);
}

struct range { uint32_t lo, hi; };	/* code points, both included */

/* One character of spec, "\-" and "\\" without their backslash; NULL when it is malformed. */
static const char *
spec_char(const char *spec, uint32_t *code)
{
	spec = utf8_next(spec, code);
	if (*code == '\\') {
		spec = utf8_next(spec, code);
		if (*code != '-' && *code != '\\')
			return NULL;
	}
	return *code == UTF8_BAD ? NULL : spec;
}

/* The ranges of spec, new, *n of them; NULL when spec is malformed or empty. */
static struct range *
spec_ranges(const char *spec, size_t *n)
{
	struct range *r = mem_alloc(strlen(spec) + 1, sizeof *r);

	for (*n = 0; spec && *spec; ++*n) {
		struct range *it = &r[*n];

		spec = spec_char(spec, &it->lo);
		it->hi = it->lo;
		if (spec && spec[0] == '-' && spec[1] != '\0') {
			spec = spec_char(spec + 1, &it->hi);
			if (it->hi < it->lo)
				spec = NULL;
		}
	}
	if (spec && *n)
		return r;
	free(r);
	return NULL;
}

static int
in_ranges(const struct range *r, size_t n, uint32_t code)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (code >= r[i].lo && code <= r[i].hi)
			return 1;
	return 0;
}

int
label_is_merged(const char *label)
{
	return label[0] >= 'A' && label[0] <= 'Z' && label[1] == label[0] - 'A' + 'a' && label[2] == '\0';
}

/* Keep of label what the ranges name.  Returns 0 when that is nothing. */
static int
restrict_label(char *label, const struct range *r, size_t n)
{
	const char *at = label;
	uint32_t code;
	int upper, lower;

	if (label_is_merged(label)) {
		upper = in_ranges(r, n, (unsigned char)label[0]);
		lower = in_ranges(r, n, (unsigned char)label[1]);
		if (upper != lower) {
			label[0] = upper ? label[0] : label[1];
			label[1] = '\0';
		}
		return upper || lower;
	}
	for (at = utf8_next(at, &code); code != 0; at = utf8_next(at, &code))
		if (in_ranges(r, n, code))
			return 1;
	return 0;
}

int
classes_restrict(struct classes *c, const char *spec)
{
	size_t n;
	struct range *r = spec_ranges(spec, &n);
	int left = 0, i;

	if (!r)
		return -1;
	for (i = 0; i < c->n; i++)
		left += c->allowed[i] = (uint8_t)restrict_label(c->label[i], r, n);
	free(r);
	return left ? 0 : -1;
}

/* A probability that no damaged model can make into something else. */
static float
sane(float p)
{
	return p > 0 && p <= 1 ? p : 0;
}

/*
 * Add what one member says: its probabilities, scaled to 1 over the allowed
 * classes, to mean, and its vote.  Returns 0 when it knows no allowed class.
 */
static int
count_member(const struct classes *c, int member, const float *probs, float *mean, int *votes)
{
	const int *of = c->of[member];
	float sum = 0, most = -1;
	int best = -1, allowed = 0, k;

	for (k = 0; of[k] >= 0; k++) {
		if (!c->allowed[of[k]])
			continue;
		allowed++;
		sum += sane(probs[k]);
		if (sane(probs[k]) > most) {
			most = sane(probs[k]);
			best = of[k];
		}
	}
	if (allowed == 0)
		return 0;
	for (k = 0; of[k] >= 0; k++)
		if (c->allowed[of[k]])
			mean[of[k]] += sum > 0 ? sane(probs[k]) / sum : 1.0f / (float)allowed;
	votes[best]++;
	return 1;
}

/* 1 when class a comes before class b. */
static int
before(const float *mean, const int *votes, enum vote how, int a, int b)
{
	if (how == VOTE_MAJORITY && votes[a] != votes[b])
		return votes[a] > votes[b];
	if (mean[a] > mean[b] || mean[a] < mean[b])
		return mean[a] > mean[b];
	return a < b;
}

int
vote_rank(const struct classes *c, const float *const *probs, enum vote how,
          struct candidate *best, int top)
{
	float *mean = mem_zero((size_t)c->n + 1, sizeof *mean);
	int *votes = mem_zero((size_t)c->n + 1, sizeof *votes);
	int members = 0, n = 0, i, k;

	for (i = 0; i < c->members; i++)
		members += count_member(c, i, probs[i], mean, votes);
	for (i = 0; i < c->n && members > 0; i++) {
		if (!c->allowed[i])
			continue;
		mean[i] /= (float)members;
		for (k = n; k > 0 && before(mean, votes, how, i, best[k - 1].cls); k--)
			if (k < top)
				best[k] = best[k - 1];
		if (k < top)
			best[k] = (struct candidate){i, mean[i], votes[i]};
		n += n < top;
	}
	free(mean);
	free(votes);
	return n;
}
