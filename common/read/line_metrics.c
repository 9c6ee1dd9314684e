#include <math.h>
#include <string.h>

#include "read/line_metrics.h"

/* Tunables: nats against a scale that was not measured, and for every step. */
static const double SCALE_COST = 2, STEP_COST = 0.6;
static const double STEP = 0.12;		/* of a height, and of x-heights up or down */
static const double SURE = 0.55;		/* probability from where a glyph tells the line's heights */
static const double TAG_TRUST = 2.5;	/* glyphs that the heights in the tags are worth */

/* A height of the line: the weighted mean of its logarithm. */
struct height { double sum, weight; };

static void
add_height(struct height *h, double pixels, double weight)
{
	h->sum += weight * log(pixels);
	h->weight += weight;
}

/* Let a glyph show how tall small letters are, or tall ones, if networks are sure of a character that tells. */
static void
add_glyph(const struct lattice *l, int i, struct height *small, struct height *tall)
{
	const struct tags *t = &l->results[i].tags;
	const struct ranked_class *best = lattice_ranked(l, i);
	const char *label;

	if (l->n_ranked[i] == 0 || best->prob < SURE)
		return;
	label = l->classes->label[best->cls];
	if (label[0] == '\0' || label[1] != '\0')
		return;
	if (strchr("aenr", label[0]) && t->box.h > 0.6 * t->xh && t->box.h < 1.6 * t->xh)
		add_height(small, t->box.h, 1);
	else if (strchr("ABDEFGHNRTbdh", label[0]) && t->box.h > 0.9 * t->xh && t->box.h < 3 * t->xh)
		add_height(tall, t->box.h, 1);
}

int
line_metrics_measure(const struct lattice *l, struct line_metrics *m)
{
	struct height small = {0, 0}, tall = {0, 0};

	*m = (struct line_metrics){0, 0, 0, 0};
	for (int i = 0; i < l->n; i++) {
		const struct tags *t = &l->results[i].tags;

		if (!(t->have & TAG_XH) || !(t->have & TAG_BOX))
			continue;
		if (small.weight <= 0) {
			add_height(&small, t->xh, TAG_TRUST);
			add_height(&tall, t->have & TAG_CAP ? t->cap : t->xh / 0.6, TAG_TRUST);
		}
		add_glyph(l, i, &small, &tall);
	}
	if (small.weight <= 0)
		return 0;
	m->xh = exp(small.sum / small.weight);
	m->cap = exp(tall.sum / tall.weight);
	return 1;
}

struct line_metrics
line_metrics_start(int i, const struct line_metrics *measured)
{
	const double xh = measured->xh, cap = measured->cap;
	/* What is taken for x-height may be cap height or between, or all is a little smaller or larger. */
	const struct line_metrics all[LINE_METRICS_STARTS] = {
		{xh, cap, 0, 0},
		{0.6 * xh, xh, 0, SCALE_COST}, {0.65 * xh, 1.2 * xh, 0, SCALE_COST}, {0.8 * xh, xh, 0, SCALE_COST},
		{0.8 * xh, cap, 0, SCALE_COST}, {1.2 * xh, cap, 0, SCALE_COST}, {1.2 * xh, 1.2 * cap, 0, SCALE_COST},
	};

	return all[i];
}

struct line_metrics
line_metrics_step(const struct line_metrics *m, int k)
{
	struct line_metrics to = *m;
	const double up = k % 2 ? 1 + STEP : 1 / (1 + STEP);

	if (k < 2)
		to.xh *= up;
	else if (k < 4)
		to.cap *= up;
	else
		to.shift += (k % 2 ? STEP : -STEP) * m->xh;
	to.cost += STEP_COST;
	return to;
}

int
line_metrics_place(const struct line_metrics *m, const struct tags *t, struct glyph_place *p)
{
	struct tags moved = *t;

	moved.base += (int)lround(m->shift);
	return geometry_place(&moved, m->xh, m->cap, p);
}
