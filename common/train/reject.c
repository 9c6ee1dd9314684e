/*
 * No call here has two random numbers among its arguments: compilers are free
 * in the order in which they evaluate those, and one seed makes one model.
 */
#include <math.h>

#include "train/reject.h"
#include "train/reject_scene.h"
#include "train/tunables.h"

#define QUARTER_TURN 1.5708	/* radians */

static const int shares[REJECT_KINDS] = REJECT_SHARES;

static int
chance(struct rng *r, double p)
{
	return rng_unit(r) < p;
}

static int
width(const struct piece *p)
{
	return p->ink.x1 - p->ink.x0;
}

/*
 * Cut at a share of the width, leaning by lean (radians); the right
 * side is kept, or the left.
 */
static void
cut_down(struct piece *p, double share, double lean, int right)
{
	const double side = right ? 1 : -1, ny = sin(lean) * side, nx = cos(lean) * side;
	const double y = (p->ink.y0 + p->ink.y1 - 1) / 2.0, x = p->ink.x0 - 0.5 + share * width(p);

	piece_cut(p, ny, nx, ny * y + nx * x);
}

static double
random_lean(struct rng *r)
{
	return chance(r, REJECT_LEAN_OFTEN) ? within(r, REJECT_LEAN) : within(r, REJECT_LEAN_FAR);
}

/* 0 where what is left is likely to be a character: see reject.h. */
static int
good_cut(const struct piece *p, struct rng *r, int right)
{
	const int n = piece_crossings(p);

	if (n > 2)
		return !right || chance(r, REJECT_THROUGH_MANY);
	return (n == 2 && right) || (n == 1 && chance(r, REJECT_THROUGH_ONE));
}

static int
half(struct scene *s, struct rng *r, const uint8_t *a)
{
	struct piece *p = scene_glyph(s, a);
	const int right = (int)rng_below(r, 2);
	const double lean = random_lean(r);
	const double share = right ? rng_range(r, REJECT_CUT_RIGHT) : rng_range(r, REJECT_CUT_LEFT);

	cut_down(p, share, lean, right);
	return width(p) > FIT / 2 && good_cut(p, r, right);
}

static int
without_end(struct scene *s, struct rng *r, const uint8_t *a)
{
	struct piece *p = scene_glyph(s, a);
	const int bottom = (int)rng_below(r, 2);
	const double lean = within(r, REJECT_LEAN_LEVEL), side = bottom ? 1 : -1, ny = cos(lean) * side, nx = sin(lean) * side;
	const double y = p->ink.y0 + rng_range(r, REJECT_CUT_LEVEL) * (p->ink.y1 - p->ink.y0), x = GLYPH_SIDE / 2.0;

	piece_cut(p, ny, nx, ny * y + nx * x);
	return width(p) > FIT / 2 && good_cut(p, r, 0);
}

/* A strip of the height of the glyph: two cuts that nearly are parallel. */
static int
strip(struct scene *s, struct rng *r, const uint8_t *a)
{
	struct piece *p = scene_glyph(s, a);
	const double from = rng_range(r, REJECT_STRIP_FROM), wide = rng_range(r, REJECT_STRIP_WIDE);
	const double lean = random_lean(r) / 2;

	cut_down(p, from, lean, 1);
	if (piece_crossings(p) < 3)	/* two parts are an 'i' */
		return 0;
	cut_down(p, from + wide, lean + within(r, REJECT_LEAN_STRIP), 0);
	return width(p) > FIT / 2;
}

/* a at its place, b right of it, smaller or larger, on nearly the same line or not. */
static struct piece *
side_by_side(struct scene *s, struct rng *r, const uint8_t *a, const uint8_t *b)
{
	const double gap = rng_range(r, REJECT_PAIR_GAP);
	struct piece *p = scene_glyph(s, a), *q = scene_glyph(s, b);

	p->size = rng_range(r, REJECT_PAIR_SIZE);
	q->size = rng_range(r, REJECT_PAIR_SIZE);
	p->y = -p->size * p->ink.y1;
	q->y = -q->size * q->ink.y1 + within(r, chance(r, REJECT_PAIR_LEVEL) ? REJECT_PAIR_SHIFT : REJECT_PAIR_SHIFT_FAR);
	p->x = -p->size * p->ink.x1;
	q->x = -q->size * q->ink.x0 + gap;
	return q;
}

/* A glyph with the next one's left half on its right, or the one before's right half on its left. */
static int
more(struct scene *s, struct rng *r, const uint8_t *a, const uint8_t *b)
{
	const double share = rng_range(r, REJECT_CUT_MORE), lean = random_lean(r);
	struct piece *q = side_by_side(s, r, a, b), *p = s->pieces;

	if (chance(r, 0.5))
		cut_down(q, share, lean, 0);
	else
		cut_down(p, share, lean, 1);
	return width(p) > FIT / 4 && width(q) > FIT / 4;
}

static int
rule(struct scene *s, struct rng *r, const uint8_t *a)
{
	const double most = chance(r, REJECT_RULE_STRAIGHT) ? REJECT_RULE_TURN : REJECT_RULE_TURN_FAR;
	const double turn = within(r, most);
	struct piece *p = scene_glyph(s, a);
	double length, y, x;

	p->size = rng_range(r, REJECT_RULE_SIZE);
	p->y = p->x = -GLYPH_SIDE / 2.0 * p->size;
	if (chance(r, REJECT_RULE_LIES)) {
		length = rng_range(r, REJECT_RULE_LENGTH);
		x = within(r, REJECT_RULE_ALONG);
		y = within(r, REJECT_RULE_ACROSS * p->size);
		scene_line(s, r, y, x, turn, length);
	} else {
		length = rng_range(r, REJECT_RULE_LENGTH);
		x = within(r, REJECT_RULE_ACROSS * p->size);
		y = within(r, REJECT_RULE_ALONG);
		scene_line(s, r, y, x, QUARTER_TURN + turn / 2, length);
	}
	return width(p) > FIT / 3;	/* a rule and a stroke are a 't' or a '4' */
}

/* One that is ragged, or from three on, which no letter has. */
static int
specks(struct scene *s, struct rng *r)
{
	const int n = chance(r, REJECT_SPECK_ALONE) ? 1 : 3 + (int)rng_below(r, 4);
	const double wide = rng_range(r, REJECT_SPECK_SPREAD), high = rng_range(r, REJECT_SPECK_SPREAD);

	if (n == 1)
		scene_speck(s, r, 0, 0, REJECT_SPECK_SIZE_ALONE, 5);
	for (int i = 0; i < n && n > 1; i++) {
		const double size = rng_range(r, REJECT_SPECK_SIZE), x = within(r, wide), y = within(r, high);

		scene_speck(s, r, y, x, size, 3);
	}
	return 1;
}

static int
compose(enum reject_kind kind, struct scene *s, struct rng *r, const uint8_t *a, const uint8_t *b)
{
	switch (kind) {
	case REJECT_HALF:
		return half(s, r, a);
	case REJECT_MORE:
		return more(s, r, a, b);
	case REJECT_STRIP:
		return strip(s, r, a);
	case REJECT_RULE:
		return rule(s, r, a);
	case REJECT_SPECKS:
		return specks(s, r);
	case REJECT_LEVEL:
		return without_end(s, r, a);
	default:
		side_by_side(s, r, a, b);
		return 1;
	}
}

/*
 * By the second moments of the ink, which of all shapes are least in a solid
 * ellipse: straight strokes and solid blobs.
 */
static int
like_a_sign(const float *v)
{
	double n = 0, y = 0, x = 0, yy = 0, xx = 0, xy = 0;

	for (int i = 0; i < GLYPH_SIZE; i++) {
		const double dy = i / GLYPH_SIDE - 13.5, dx = i % GLYPH_SIDE - 13.5, k = v[i];

		n += k;
		y += k * dy;
		x += k * dx;
		yy += k * dy * dy;
		xx += k * dx * dx;
		xy += k * dy * dx;
	}
	yy = yy / n - y / n * (y / n);
	xx = xx / n - x / n * (x / n);
	xy = xy / n - y / n * (x / n);
	return n / 255 > REJECT_SOLID * 4 * 3.14159 * sqrt(yy * xx - xy * xy);
}

/* A frame like those of the data: made black and white, or with the greys it had. */
static struct fit
random_fit(struct rng *r)
{
	struct fit f = fit_random(r);

	if (chance(r, REJECT_GREY)) {
		f.level = 0;
		f.blur = REJECT_GREY_BLUR;
	}
	f.dy = f.dx = f.wide = 0;
	return f;
}

static int
attempt(enum reject_kind kind, struct rng *r, const uint8_t *a, const uint8_t *b, float *v)
{
	const struct fit f = random_fit(r);
	struct scene s;

	s.n_pieces = s.n_strokes = 0;
	return compose(kind, &s, r, a, b) && !scene_fit(&s, &f, v) && !like_a_sign(v);
}

void
reject_draw(enum reject_kind kind, struct rng *r, const uint8_t *a, const uint8_t *b, uint8_t *out)
{
	int done = 0;
	float v[GLYPH_SIZE];

	for (int i = 0; i < REJECT_TRIES && !done; i++)
		done = i % 2 ? attempt(kind, r, b, a, v) : attempt(kind, r, a, b, v);
	for (int i = 0; i < REJECT_TRIES && !done; i++)
		done = attempt(REJECT_PAIR, r, a, b, v);
	while (!done)	/* neither has ink */
		done = attempt(REJECT_SPECKS, r, a, b, v);
	for (int i = 0; i < GLYPH_SIZE; i++)
		out[i] = (uint8_t)(v[i] > 255 ? 255 : v[i] + 0.5f);
}

enum reject_kind
reject_kind(struct rng *r)
{
	int at = (int)rng_below(r, 100), kind = 0;

	while (at >= shares[kind])
		at -= shares[kind++];
	return (enum reject_kind)kind;
}

void
reject_glyph(struct rng *r, const uint8_t *a, const uint8_t *b, uint8_t *out)
{
	reject_draw(reject_kind(r), r, a, b, out);
}
