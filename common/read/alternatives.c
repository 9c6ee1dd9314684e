#include <math.h>
#include <string.h>

#include "net/labels.h"
#include "read/alternatives.h"
#include "read/glyph_geometry.h"

/*
 * Tunables, all in nats of log-probability.  A character's score is what the
 * networks say, plus PLACE_WEIGHT times how well its size and place fit.
 */
static const double PLACE_WEIGHT = 0.65;
static const double SMALL_COST = 0.4;	/* that a capital stands for a small letter */
static const double LARGE = 0.9;	/* cap heights; taller capitals are none of these */
static const double LEAST_PROB = 1e-4;	/* what networks may at most deny */
static const double HOPELESS = 1e-5;	/* what is less likely is left out, unless it is among the first */
static const double SURE = 0.55;		/* probability from where a glyph tells the line's heights */
static const double TAG_TRUST = 2.5;	/* glyphs that the heights in the tags are worth */

/* Copy as much of label as fits, whole characters. */
static void
copy_label(char to[RESULT_LABEL], const char *label)
{
	size_t n = strlen(label);

	if (n >= RESULT_LABEL)
		for (n = RESULT_LABEL - 1; n > 0 && ((unsigned char)label[n] & 0xC0) == 0x80;)
			n--;
	memcpy(to, label, n);
	to[n] = '\0';
}

static void
add_option(struct choice *c, const struct classes *classes, const char *label, double networks)
{
	struct option *o;

	if (c->n == OPTIONS)
		return;
	o = &c->option[c->n++];
	copy_label(o->text, label);
	o->kind = kind_of(o->text);
	o->shape = form_of(o->text);
	o->score = o->networks = networks;
	o->form = o->small = 0;
	o->frequent = o->kind == KIND_UPPER ? (double)classes->capital[*label - 'A'] : 0;
}

void
choice_open(struct choice *c, const struct classes *classes, const struct ranked_class *ranked, int n, int placed, int least)
{
	double most = 0;

	c->n = 0;
	c->placed = placed;
	for (int k = 0; k < n; k++) {
		const char *label = classes->label[ranked[k].cls];

		if (k >= least && ranked[k].prob < HOPELESS)
			break;
		most = fmin(most, log(fmax(ranked[k].prob, LEAST_PROB)));
		if (label_is_merged(label)) {
			char upper[2] = {label[0], '\0'};

			add_option(c, classes, label + 1, most);
			if (placed)
				add_option(c, classes, upper, most);
		} else {
			add_option(c, classes, label, most);
		}
	}
}

/* One character at its place. */
static void
place_option(struct option *o, const struct place *p)
{
	o->form = o->small = 0;
	if (o->shape && p) {
		o->form = PLACE_WEIGHT * form_fit(o->shape, p);
		if (o->kind == KIND_UPPER && p->top < LARGE) {
			const struct form small = form_small(o->shape);

			o->small = fmax(0, PLACE_WEIGHT * form_fit(&small, p) - SMALL_COST - o->form);
		}
	}
	o->score = o->networks + o->form;
}

void
choice_place(struct choice *c, const struct place *p)
{
	for (int i = 0; i < c->n; i++) {
		struct option o = c->option[i];
		int k = i;

		place_option(&o, p);
		for (; k > 0 && o.score > c->option[k - 1].score; k--)
			c->option[k] = c->option[k - 1];
		c->option[k] = o;
	}
}

/* A height of the line: that of its tags, and of the glyphs that show it. */
struct height { double sum, weight; };

static void
show(struct height *h, double pixels, double weight)
{
	h->sum += weight * log(pixels);
	h->weight += weight;
}

int
line_heights(const struct classes *classes, const struct ranked_class *const *ranked, const int *n_ranked,
             const struct result *r, int n, double *xh, double *cap)
{
	struct height small = {0, 0}, tall = {0, 0};
	int i;

	for (i = 0; i < n; i++) {
		const struct tags *t = &r[i].tags;
		const char *label;

		if (!(t->have & TAG_XH) || !(t->have & TAG_BOX))
			continue;
		if (small.weight <= 0) {
			show(&small, t->xh, TAG_TRUST);
			show(&tall, t->have & TAG_CAP ? t->cap : t->xh / 0.6, TAG_TRUST);
		}
		if (n_ranked[i] == 0 || ranked[i][0].prob < SURE)
			continue;
		label = classes->label[ranked[i][0].cls];
		if (label[0] == '\0' || label[1] != '\0')
			continue;
		if (strchr("aenr", label[0]) && t->box.h > 0.6 * t->xh && t->box.h < 1.6 * t->xh)
			show(&small, t->box.h, 1);
		else if (strchr("ABDEFGHNRTbdh", label[0]) && t->box.h > 0.9 * t->xh && t->box.h < 3 * t->xh)
			show(&tall, t->box.h, 1);
	}
	if (small.weight <= 0)
		return 0;
	*xh = exp(small.sum / small.weight);
	*cap = exp(tall.sum / tall.weight);
	return 1;
}
