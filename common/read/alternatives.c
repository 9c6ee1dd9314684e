#include <math.h>
#include <string.h>

#include "net/labels.h"
#include "read/alternatives.h"
#include "read/tunables.h"

static void
add(struct alternatives *a, const struct classes *classes, const char *label, double networks)
{
	struct alternative *to;

	if (a->n == ALTERNATIVES)
		return;
	to = &a->v[a->n++];
	to->text[0] = '\0';
	strncat(to->text, label, LABEL_SIZE - 1);
	to->kind = geometry_kind(to->text);
	to->geometry = geometry_of(to->text);
	to->score = to->networks = networks;
	to->fit = to->small_capital = 0;
	to->frequent = to->kind == KIND_UPPER ? (double)classes->capital[*label - 'A'] : 0;
}

void
alternatives_open(struct alternatives *a, const struct lattice *l, int i, int placed, int least)
{
	const struct ranked_class *ranked = lattice_ranked(l, i);
	double most = 0;

	a->n = 0;
	a->placed = placed;
	for (int k = 0; k < l->n_ranked[i]; k++) {
		const char *label = l->classes->label[ranked[k].cls];

		if (k >= least && ranked[k].prob < ALTERNATIVES_HOPELESS)
			break;
		most = fmin(most, log(fmax(ranked[k].prob, ALTERNATIVES_PROB_LEAST)));
		if (label_is_merged(label)) {
			char upper[2] = {label[0], '\0'};

			add(a, l->classes, label + 1, most);
			if (placed)
				add(a, l->classes, upper, most);
		} else {
			add(a, l->classes, label, most);
		}
	}
}

/* One character at its place. */
static void
place(struct alternative *a, const struct glyph_place *p)
{
	a->fit = a->small_capital = 0;
	if (a->geometry && p) {
		a->fit = ALTERNATIVES_FIT_WEIGHT * geometry_fit(a->geometry, p);
		if (a->kind == KIND_UPPER && p->top < ALTERNATIVES_SMALL_MOST) {
			const struct glyph_geometry small = geometry_small_capital(a->geometry);

			a->small_capital = fmax(0, ALTERNATIVES_FIT_WEIGHT * geometry_fit(&small, p) - ALTERNATIVES_SMALL_COST - a->fit);
		}
	}
	a->score = a->networks + a->fit;
}

void
alternatives_place(struct alternatives *a, const struct glyph_place *p)
{
	for (int i = 0; i < a->n; i++) {
		struct alternative it = a->v[i];
		int k = i;

		place(&it, p);
		for (; k > 0 && it.score > a->v[k - 1].score; k--)
			a->v[k] = a->v[k - 1];
		a->v[k] = it;
	}
}
