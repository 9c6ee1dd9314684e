#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "net/labels.h"
#include "read/alternatives.h"
#include "read/tunables.h"

/* Whether every character of label stands somewhere in the pattern, if there is one. */
static int
has_all(const struct pattern *pattern, const char *label)
{
	static const struct pattern_state none;
	uint32_t code;

	for (label = utf8_next(label, &code); pattern && code != 0; label = utf8_next(label, &code)) {
		const struct pattern_state of = pattern_of(pattern, code);

		if (pattern_same(&of, &none))
			return 0;
	}
	return 1;
}

/* Whether text begins where, in the pattern, none of the alternatives does, that one left out whose number is but (n: none). */
static int
brings(const struct alternatives *a, int but, const struct pattern *pattern, const char *text)
{
	struct pattern_state of, both, others = {{0}};
	uint32_t code;

	for (int i = 0; i < a->n; i++) {
		utf8_next(a->v[i].text, &code);
		of = pattern_of(pattern, code);
		if (i != but)
			pattern_states_join(&others, &of);
	}
	utf8_next(text, &code);
	both = of = pattern_of(pattern, code);
	pattern_states_cut(&both, &others);
	return !pattern_same(&both, &of);
}

/* Give up the last alternative whose places in the pattern others have, too, for one that none has.  Returns 1 when there is room. */
static int
make_room(struct alternatives *a, const struct pattern *pattern, const char *label)
{
	if (!pattern || !brings(a, a->n, pattern, label))
		return 0;
	for (int i = a->n - 1; i >= 0; i--) {
		if (brings(a, i, pattern, a->v[i].text))
			continue;
		memmove(&a->v[i], &a->v[i + 1], (size_t)(a->n - 1 - i) * sizeof a->v[i]);
		a->n--;
		return 1;
	}
	return 0;
}

static void
add(struct alternatives *a, const struct classes *classes, const char *label, double networks, const struct pattern *pattern)
{
	struct alternative *to;

	if (!has_all(pattern, label) || (a->n == ALTERNATIVES && !make_room(a, pattern, label)))
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
alternatives_open(struct alternatives *a, const struct lattice *l, int i, int placed, int least, const struct pattern *pattern)
{
	const struct ranked_class *ranked = lattice_ranked(l, i);
	double most = 0;

	a->n = 0;
	a->placed = placed;
	for (int k = 0; k < l->n_ranked[i]; k++) {
		const char *label = l->classes->label[ranked[k].cls];

		if (k >= least && ranked[k].prob < ALTERNATIVES_HOPELESS && !pattern)
			break;
		most = fmin(most, log(fmax(ranked[k].prob, ALTERNATIVES_PROB_LEAST)));
		if (label_is_merged(label)) {
			char upper[2] = {label[0], '\0'};

			add(a, l->classes, label + 1, most, pattern);
			if (placed)
				add(a, l->classes, upper, most, pattern);
		} else {
			add(a, l->classes, label, most, pattern);
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
