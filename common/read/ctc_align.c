/* Where the characters of a text lie; see ctc_search.h. */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "read/ctc_search.h"

/*
 * A text along a line: place 2 i + 1 is its character i, even places are the blanks
 * around them.  Where the best path to a place came from, 0 to 2 places back, takes two bits.
 */
struct walk {
	const struct ctc_scores *s;
	const uint16_t *label;
	int places;
	uint8_t *back;		/* of all steps and places, four to a byte, cleared */
};

static size_t
bit_of(const struct walk *w, int step, int place)
{
	return 2 * ((size_t)step * (size_t)w->places + (size_t)place);
}

/* From which of the places before the best path comes to a place; at a line's start from before the first. */
static int
best_before(const struct walk *w, int place, const double *was)
{
	const uint16_t *label = w->label;
	int back = 0;

	if (place > 0 && was[place - 1] > was[place])
		back = 1;
	if (place % 2 && place > 1 && label[place / 2] != label[place / 2 - 1] && was[place - 2] > was[place - back])
		back = 2;
	return back;
}

/* The nats of the best paths to every place at a step, from those of the step before. */
static void
walk_step(const struct walk *w, int step, const double *was, double *is)
{
	const float *logp = w->s->logp + (size_t)step * (size_t)w->s->classes;

	for (int p = 0; p < w->places; p++) {
		const int back = best_before(w, p, was);
		const size_t bit = bit_of(w, step, p);

		w->back[bit / 8] |= (uint8_t)(back << bit % 8);
		is[p] = was[p - back] + (double)logp[p % 2 ? w->label[p / 2] : w->s->classes - 1];
	}
}

/* Go back along the best path from its last place. */
static void
walk_back(const struct walk *w, int place, int *from, int *to)
{
	for (int t = w->s->steps - 1; t >= 0; t--) {
		const size_t bit = bit_of(w, t, place);

		if (place % 2) {
			from[place / 2] = t;
			to[place / 2] = to[place / 2] ? to[place / 2] : t + 1;
		}
		place -= w->back[bit / 8] >> bit % 8 & 3;
	}
}

double
ctc_align(const struct ctc_scores *s, const uint16_t *label, int n, int *from, int *to)
{
	struct walk w = {s, label, 2 * n + 1, NULL};
	double *was = mem_alloc((size_t)w.places, sizeof *was), *is = mem_alloc((size_t)w.places, sizeof *is), score;
	int last;

	w.back = mem_zero(bit_of(&w, s->steps, 0) / 8 + 1, 1);
	for (int p = 0; p < w.places; p++)
		was[p] = p == 0 ? 0 : -INFINITY;
	for (int t = 0; t < s->steps; t++) {
		double *const swap = was;

		walk_step(&w, t, was, is);
		was = is;
		is = swap;
	}
	last = n > 0 && was[w.places - 2] > was[w.places - 1] ? w.places - 2 : w.places - 1;
	score = was[last];
	for (int i = 0; i < n; i++)
		from[i] = to[i] = 0;
	if (score > -INFINITY)
		walk_back(&w, last, from, to);
	free(w.back);
	free(was);
	free(is);
	return score;
}
