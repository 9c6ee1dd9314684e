#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/normalize.h"
#include "net/arch.h"
#include "read/cascade.h"
#include "read/tunables.h"

static double
cost_of(const struct model *m)
{
	struct arch a;
	char why[200];

	return arch_parse(m->arch, m->n_classes, &a, why, sizeof why) ? 0 : a.macs;
}

int
cascade_first(const struct models *set, const struct classes *c)
{
	int first = -1, know = 0;

	for (int m = 0; m < set->n; m++) {
		if (classes_reject(c, m) < 0 || !models_serve(set, m, 0))
			continue;
		know++;
		if (first < 0 || cost_of(set->v[m]) < cost_of(set->v[first]))
			first = m;
	}
	return know > 1 ? first : -1;
}

static int
is_sure(const float *probs, int n)
{
	for (int k = 0; k < n; k++)
		if (probs[k] >= 1 - CASCADE_DOUBT)
			return 1;
	return 0;
}

/* What member says of the glyphs that are asked about. */
static void
ask_some(const struct model *m, const uint8_t *images, const uint8_t *asked, int n, float *probs)
{
	const size_t k = (size_t)m->n_classes;
	uint8_t *some = mem_alloc((size_t)n + 1, GLYPH_SIZE);
	float *said = mem_alloc((size_t)n * k + 1, sizeof *said);
	size_t count = 0;

	for (int i = 0; i < n; i++)
		if (asked[i])
			memcpy(some + GLYPH_SIZE * count++, images + GLYPH_SIZE * (size_t)i, GLYPH_SIZE);
	model_predict(m, some, (int)count, said);
	count = 0;
	for (int i = 0; i < n; i++)
		if (asked[i])
			memcpy(probs + k * (size_t)i, said + k * count++, k * sizeof *probs);
	free(said);
	free(some);
}

void
cascade_ask(const struct models *set, int first, const uint8_t *images, const struct glyph_roles *roles, int n,
            float *const *probs, uint8_t *asked)
{
	for (int m = 0; m < set->n; m++)
		for (int i = 0; i < n; i++)
			asked[m * n + i] = (uint8_t)(models_serve(set, m, roles->alone[i]) && !roles->spared[i]);
	if (first >= 0) {
		const size_t k = (size_t)set->v[first]->n_classes;

		ask_some(set->v[first], images, asked + first * n, n, probs[first]);
		for (int i = 0; i < n; i++)
			for (int m = 0; m < set->n && roles->among[i] && !roles->spared[i]; m++)
				asked[m * n + i] &= m == first || !is_sure(probs[first] + k * (size_t)i, (int)k);
	}
	for (int m = 0; m < set->n; m++)
		if (m != first)
			ask_some(set->v[m], images, asked + m * n, n, probs[m]);
}
