#include <math.h>
#include <string.h>

#include "read/line_metrics.h"
#include "read/tunables.h"

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

	if (l->n_ranked[i] == 0 || best->prob < LINE_METRICS_SURE)
		return;
	label = l->classes->label[best->cls];
	if (label[0] == '\0' || label[1] != '\0')
		return;
	if (strchr("aenr", label[0]) && t->box.h > LINE_METRICS_SMALL_LEAST * t->xh && t->box.h < LINE_METRICS_SMALL_MOST * t->xh)
		add_height(small, t->box.h, 1);
	else if (strchr("ABDEFGHNRTbdh", label[0]) && t->box.h > LINE_METRICS_TALL_LEAST * t->xh && t->box.h < LINE_METRICS_TALL_MOST * t->xh)
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
			add_height(&small, t->xh, LINE_METRICS_TRUST);
			add_height(&tall, t->have & TAG_CAP ? t->cap : t->xh / GEOMETRY_XH, LINE_METRICS_TRUST);
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
	static const struct { double xh, cap_of_xh, cap; } tried[LINE_METRICS_STARTS - 1] = LINE_METRICS_TRIED;
	struct line_metrics m = *measured;

	if (i > 0) {
		m.xh = tried[i - 1].xh * measured->xh;
		m.cap = tried[i - 1].cap_of_xh * measured->xh + tried[i - 1].cap * measured->cap;
		m.cost = LINE_METRICS_COST;
	}
	return m;
}

struct line_metrics
line_metrics_step(const struct line_metrics *m, int k)
{
	struct line_metrics to = *m;
	const double up = k % 2 ? 1 + LINE_METRICS_STEP : 1 / (1 + LINE_METRICS_STEP);

	if (k < 2)
		to.xh *= up;
	else if (k < 4)
		to.cap *= up;
	else
		to.shift += (k % 2 ? LINE_METRICS_STEP : -LINE_METRICS_STEP) * m->xh;
	to.cost += LINE_METRICS_STEP_COST;
	return to;
}

int
line_metrics_place(const struct line_metrics *m, const struct tags *t, struct glyph_place *p)
{
	struct tags moved = *t;

	moved.base += (int)lround(m->shift);
	return geometry_place(&moved, m->xh, m->cap, p);
}
