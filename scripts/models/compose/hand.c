/*
 * A line of glyphs: each is laid to its place in a row, then all are drawn.
 *
 * Ranges of chance were chosen by looking at sheets of lines beside such of UNIPEN
 * and Copiste, not by trials.
 */
#include <math.h>
#include <string.h>

#include "hand.h"

static const double TALL = 1.62;	/* x-heights: capitals and figures */
static const double FLAT = 0.35;	/* x-heights: what is no higher goes by its width, as its height is that of the pen */
static const double DASH_WIDTH = 0.8, DOT_WIDTH = 0.3;	/* x-heights: how wide it is, then */
static const double FLAT_MOST = 0.8;	/* x-heights: and no higher than that */
static const double MOST_WIDTH = 3;	/* x-heights, of any glyph */
static const double LEAST_HEIGHT = 0.12;	/* x-heights, of any glyph */
static const double RISE_MOST = 1.4;	/* x-heights: what goes higher is tall */
static const double MOST_OVERLAP = 0.15;	/* x-heights that glyphs go into each other */
static const double DRIFT_KEPT = 0.85;	/* of how far from the base line the glyph before was */
static const double GAP_SPREAD = 0.06, BLANK_SPREAD = 0.15;	/* standard deviations: x-heights; of the logarithm */
static const double BOX_FILL = 0.7;	/* of what a glyph is narrower than an x-height its box keeps free */
static const double SIZE_NEAR = 0.7, SIZE_FAR = 1.4, PLACE_FAR = 0.35;	/* measures further from what is usual are wrong */
static const double BASE_LINE = 2.9, ROWS = 4.6;	/* x-heights: from the top of the drawing */
static const double MARGIN = 10;	/* pixels */
static const double DARKER = 1.25;	/* blur of scaling is made up for */
enum { FAINT = 40 };			/* of 255: the line is cropped to ink from here on */

struct reach { double low, high; };	/* x-heights above the base line */

static const struct { const char *of; struct reach reach; } reaches[] = {
	{"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZbdfhkl!?&%#", {0, TALL}},
	{"t", {0, 1.42}},
	{"i", {0, 1.4}},
	{"j", {-0.6, 1.4}},
	{"gpqy", {-0.6, 1}},
	{".", {0, 0.13}},
	{",", {-0.25, 0.12}},
	{"'\"", {1.15, 1.65}},
	{"-", {0.45, 0.55}},
	{":", {0.05, 0.85}},
	{";", {-0.2, 0.85}},
	{"()/|[]{}\\", {-0.3, 1.75}},
	{"$@", {-0.1, 1.7}},
	{"*", {0.8, 1.6}},
	{"+=<>~", {0.2, 1}},
	{"_", {-0.15, -0.05}},
	{"^", {1.1, 1.6}},
};

struct laid {			/* a glyph in its place */
	const struct stock_glyph *glyph;
	double x, y;		/* pixels: the top left of its ink, where it is upright */
	double across, down;	/* how many times as large it is */
};

struct hand
hand_by_chance(struct rng *r)
{
	struct hand h;

	h.xh = rng_range(r, 19, 28);
	h.slant = 0.12 * rng_normal(r);
	h.wide = exp(rng_range(r, -0.2, 0.2));
	h.tall = rng_range(r, 0.85, 1.1);
	h.gap = exp(rng_range(r, log(0.06), log(0.45))) - 0.05;
	h.blank = rng_range(r, 0.7, 1.7);
	h.uneven = rng_range(r, 0.02, 0.1);
	h.wobble = rng_range(r, 0.01, 0.06);
	h.box = rng_unit(r) < 0.1 ? rng_range(r, 1.3, 2.4) : 0;
	if (h.box > 0)
		h.blank = h.box * rng_range(r, 0.9, 1.4);
	return h;
}

/* From where to where a glyph of code goes: as it was measured, where that can be, or as is usual. */
static struct reach
reach_of(const struct hand *h, char code, const struct stock_glyph *g)
{
	struct reach usual = {0, 1};
	double height;

	for (size_t i = 0; i < sizeof reaches / sizeof reaches[0]; i++)
		if (strchr(reaches[i].of, code))
			usual = reaches[i].reach;
	height = usual.high - usual.low;
	/* What is unknown is NAN, which no comparison holds for. */
	if (g->height > SIZE_NEAR * height && g->height < SIZE_FAR * height && fabs(g->base - usual.low) < PLACE_FAR)
		usual = (struct reach){g->base, g->base + g->height};
	if (usual.high > RISE_MOST)
		usual.high *= h->tall;
	return usual;
}

/* How many times as large the glyph is in the line. */
static double
scale_of(const struct hand *h, char code, const struct stock_glyph *g, const struct reach *reach, struct rng *r)
{
	const double size = 1 + h->uneven * rng_normal(r), height = reach->high - reach->low;
	const int dash = strchr("-_~=", code) != NULL;

	if (dash || height < FLAT)
		return h->xh * fmin((dash ? DASH_WIDTH : DOT_WIDTH) / g->ink.w, FLAT_MOST / g->ink.h);
	return h->xh * fmin(fmax(LEAST_HEIGHT, height * size) / g->ink.h, MOST_WIDTH / g->ink.w);
}

/* Where each glyph goes, in laid.  Returns how many there are; *end: where the last one ends, pixels. */
static int
lay(const struct hand *h, const struct stock *s, const struct stock_writer *w, const char *text, struct rng *r,
    struct laid laid[HAND_MOST_TEXT], double *end)
{
	double x = MARGIN, drift = 0, gap, width;
	int n = 0;

	for (; *text && n < HAND_MOST_TEXT; text++) {
		const struct stock_writer *who;
		struct laid *l = &laid[n];
		struct reach reach;

		if (*text == ' ') {
			x += h->blank * h->xh * exp(BLANK_SPREAD * rng_normal(r));
			continue;
		}
		who = stock_writer_for(s, w, (unsigned char)*text);
		l->glyph = &s->v[who->of[(int)*text][rng_below(r, (uint32_t)who->n[(int)*text])]];
		reach = reach_of(h, *text, l->glyph);
		l->down = scale_of(h, *text, l->glyph, &reach, r);
		l->across = l->down * h->wide;
		drift = DRIFT_KEPT * drift + h->wobble * h->xh * rng_normal(r);
		l->x = x;
		l->y = (BASE_LINE - (reach.low + reach.high) / 2) * h->xh - l->down * l->glyph->ink.h / 2 + drift;
		width = l->across * l->glyph->ink.w;
		if (h->box > 0)
			gap = h->box * h->xh + BOX_FILL * (h->xh - width);
		else
			gap = h->gap * h->xh + GAP_SPREAD * h->xh * rng_normal(r);
		x += width + fmax(-MOST_OVERLAP * h->xh, gap);
		n++;
	}
	*end = x;
	return n;
}

/* The glyph's grey at row y, column x, between its samples. */
static double
grey_at(const uint8_t *px, double y, double x)
{
	const int row = (int)floor(y), column = (int)floor(x);
	const double below = y - row, right = x - column;
	double grey = 0;

	for (int j = row; j < row + 2; j++)
		for (int i = column; i < column + 2; i++)
			if (j >= 0 && j < GLYPH_SIDE && i >= 0 && i < GLYPH_SIDE)
				grey += (j > row ? below : 1 - below) * (i > column ? right : 1 - right) * px[j * GLYPH_SIDE + i];
	return grey;
}

static int
within(double v, int most)
{
	return v < 0 ? 0 : v > most ? most : (int)v;
}

/* Where glyphs meet, the darker one is seen. */
static void
draw(const struct laid *l, const struct hand *h, struct image *canvas)
{
	const struct box *ink = &l->glyph->ink;
	const int bottom = within(l->y + l->down * ink->h + 3, canvas->h);

	for (int y = within(l->y - 2, canvas->h); y < bottom; y++) {
		const double left = l->x + h->slant * (BASE_LINE * h->xh - y);
		const int end = within(left + l->across * ink->w + 3, canvas->w);

		for (int x = within(left - 2, canvas->w); x < end; x++) {
			uint8_t *at = &canvas->px[(size_t)y * (size_t)canvas->w + (size_t)x];
			const double grey = DARKER * grey_at(l->glyph->px, (y + 0.5 - l->y) / l->down + ink->y - 0.5,
			                                     (x + 0.5 - left) / l->across + ink->x - 0.5);

			if (grey > *at)
				*at = (uint8_t)fmin(grey, 255);
		}
	}
}

int
hand_write(const struct hand *h, const struct stock *s, const struct stock_writer *w, const char *text,
           struct rng *r, struct image *out)
{
	struct laid laid[HAND_MOST_TEXT];
	struct image canvas;
	struct box box;
	double end;
	const int n = lay(h, s, w, text, r, laid, &end);

	if (end > 2 * HAND_MOST_WIDTH)
		return -1;
	canvas = image_new((int)(end + MARGIN + h->xh), (int)(ROWS * h->xh));
	for (int i = 0; i < n; i++)
		draw(&laid[i], h, &canvas);
	box = image_ink(&canvas, FAINT);
	if (box.w > 0 && box.w <= HAND_MOST_WIDTH)
		*out = image_crop(&canvas, box);
	image_free(&canvas);
	return box.w > 0 && box.w <= HAND_MOST_WIDTH ? 0 : -1;
}
