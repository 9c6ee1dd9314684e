#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "net/labels.h"
#include "read/classes.h"
#include "read/tunables.h"

enum { LETTERS = 27 };		/* capitals and a '\0' */

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

/* The capitals of those letters that are one class somewhere, "Cc". */
static void
merged_letters(char *const *labels, int n, char letters[LETTERS])
{
	int k;

	for (k = 0; k < n; k++)
		if (label_is_merged(labels[k]) && !strchr(letters, labels[k][0]))
			strncat(letters, labels[k], 1);
}

static void
find_reject(struct classes *c)
{
	for (c->reject = c->n - 1; c->reject >= 0 && !label_is_reject(c->label[c->reject]);)
		c->reject--;
}

void
classes_merge(struct classes *c, const char *letters)
{
	int *to = mem_zero((size_t)c->n + 1, sizeof *to), n = 0, m, k;
	struct classes was = *c;

	c->label = NULL;
	c->n = 0;
	for (k = 0; k < was.n; k++) {
		const char ch = was.label[k][0], upper = (char)(ch >= 'a' && ch <= 'z' ? ch - 'a' + 'A' : ch);
		const char both[3] = {upper, (char)(upper - 'A' + 'a'), '\0'};
		const int merge = was.label[k][1] == '\0' && strchr(letters, upper);

		to[k] = class_of(c, merge ? both : was.label[k]);
		c->allowed[to[k]] = (uint8_t)(was.allowed[k] | (to[k] < n && c->allowed[to[k]]));
		n = c->n;
		free(was.label[k]);
	}
	free(was.label);
	for (m = 0; m < c->members; m++)
		for (k = 0; c->of[m][k] >= 0; k++)
			c->of[m][k] = to[c->of[m][k]];
	free(to);
	find_reject(c);
}

void
classes_merge_as(struct classes *c, char *const *labels, int n)
{
	char letters[LETTERS] = "";

	merged_letters(labels, n, letters);
	classes_merge(c, letters);
}

/* The log odds that a model is right, as it knows them; best for votes that err independently. */
static float
weight_of(const struct model *m)
{
	const double p = m->right > 0 ? m->right : VOTE_RIGHT;

	return (float)fmax(log(p / (1 - fmin(p, VOTE_RIGHT_MOST))), VOTE_WEIGHT_LEAST);
}

/* How often the letters of both cases were in training, as far as members tell. */
static void
weigh_capitals(struct classes *c, const struct models *set)
{
	double upper[26] = {0}, lower[26] = {0};

	for (int m = 0; m < set->n; m++)
		for (int k = 0; k < set->v[m]->n_classes && set->v[m]->prior && models_serve(set, m, 0); k++) {
			const char *label = set->v[m]->classes[k];

			if (label[0] >= 'A' && label[0] <= 'Z' && label[1] == '\0')
				upper[label[0] - 'A'] += set->v[m]->prior[k];
			else if (label[0] >= 'a' && label[0] <= 'z' && label[1] == '\0')
				lower[label[0] - 'a'] += set->v[m]->prior[k];
		}
	for (int i = 0; i < 26; i++)
		c->capital[i] = upper[i] > 0 && lower[i] > upper[i] ? (float)log(lower[i] / upper[i]) : 0;
}

struct classes
classes_union(const struct models *set)
{
	struct classes c = {.members = set->n};
	int m, k;

	c.weight = mem_floats((size_t)set->n + 1);
	c.of = mem_zero((size_t)set->n + 1, sizeof *c.of);
	for (m = 0; m < set->n; m++) {
		const struct model *model = set->v[m];

		c.weight[m] = weight_of(model);
		c.of[m] = mem_zero((size_t)model->n_classes + 1, sizeof **c.of);
		for (k = 0; k < model->n_classes; k++)
			c.of[m][k] = class_of(&c, model->classes[k]);
		c.of[m][k] = -1;	/* ends the list */
	}
	c.allowed = mem_alloc((size_t)c.n + 1, 1);
	for (k = 0; k < c.n; k++)
		c.allowed[k] = !label_is_reject(c.label[k]);
	weigh_capitals(&c, set);
	classes_merge_as(&c, c.label, c.n);
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
	free(c->weight);
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

int
classes_reject(const struct classes *c, int member)
{
	for (int k = 0; c->reject >= 0 && c->of[member][k] >= 0; k++)
		if (c->of[member][k] == c->reject)
			return k;
	return -1;
}
