#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "lang/lm_memo.h"
#include "read/ctc_rescore.h"

/* A text so far, read as if the word under way were in capitals, or not. */
struct reading { struct context context; double nats; };

/* At a word's start each reading may become the other, where that is likelier; small: nats against words that are not in capitals. */
static void
turn(struct reading r[2], double cost, double small)
{
	const struct reading was[2] = {r[0], r[1]};

	for (int k = 0; k < 2; k++)
		if (was[!k].nats - cost > was[k].nats) {
			r[k] = was[!k];
			r[k].nats -= cost;
			r[k].context.capitals = (uint8_t)k;
		}
	r[0].nats -= small;
}

static double
language_of(const struct ctc_scores *s, const struct language *l, const struct ctc_weights *w, const uint16_t *label, int n)
{
	struct lm_memo *memo = l->lm ? lm_memo_new(l->lm) : NULL;
	struct reading r[2] = {{context_start(l), 0}, {context_start(l), -INFINITY}};
	double best = -INFINITY;

	for (int i = 0; i < n; i++) {
		const uint32_t code = s->code[label[i]];

		if (l->lm && (i == 0 || s->code[label[i - 1]] == ' '))
			turn(r, i == 0 ? w->capitals_start : w->capitals_turn, w->small_cost);
		for (int k = 0; k < 2; k++)
			if (r[k].nats > -INFINITY)
				r[k].nats += context_step(l, memo, &r[k].context, code) + context_bonus(l) + w->letter;
	}
	for (int k = 0; k < 2; k++)
		if (r[k].nats > -INFINITY)
			best = fmax(best, r[k].nats + context_end(l, &r[k].context));
	lm_memo_free(memo);
	return best;
}

struct ctc_nats
ctc_rescore(const struct ctc_scores *s, const struct language *l, const struct ctc_weights *w,
            const uint16_t *label, int n)
{
	int *steps = mem_alloc(2 * (size_t)n + 1, sizeof *steps);
	const double paths = ctc_align(s, label, n, steps, steps + n);

	free(steps);
	return (struct ctc_nats){paths, paths > -INFINITY ? language_of(s, l, w, label, n) : -INFINITY};
}
