#include <math.h>
#include <string.h>

#include "train/reject_scene.h"
#include "train/tunables.h"

enum { SCOUT = 44 };	/* samples of a side when the ink is looked for: 66 pixels of the scene */

static void
box_add(struct scene_box *b, int y, int x)
{
	b->y0 = y < b->y0 ? y : b->y0;
	b->x0 = x < b->x0 ? x : b->x0;
	b->y1 = y + 1 > b->y1 ? y + 1 : b->y1;
	b->x1 = x + 1 > b->x1 ? x + 1 : b->x1;
}

struct piece *
scene_glyph(struct scene *s, const uint8_t *px)
{
	struct piece *p = &s->pieces[s->n_pieces++];

	memset(p, 0, sizeof *p);
	p->size = 1;
	p->ink = (struct scene_box){GLYPH_SIDE, GLYPH_SIDE, 0, 0};
	for (int y = 0; y < GLYPH_SIDE; y++)
		for (int x = 0; x < GLYPH_SIDE; x++) {
			p->pen[(y + 1) * PEN + x + 1] = px[y * GLYPH_SIDE + x];
			if (px[y * GLYPH_SIDE + x] > SCENE_INK)
				box_add(&p->ink, y, x);
		}
	return p;
}

void
scene_stroke(struct scene *s, double y0, double x0, double y1, double x1, double radius)
{
	if (s->n_strokes < STROKES)
		s->strokes[s->n_strokes++] = (struct stroke){y0, x0, y1, x1, radius};
}

void
scene_line(struct scene *s, struct rng *r, double y, double x, double turn, double length)
{
	const double radius = rng_range(r, REJECT_RULE_RADIUS), step = length / 6;
	double y1, x1;

	y -= sin(turn) * length / 2;
	x -= cos(turn) * length / 2;
	for (int i = 0; i < 6; i++, y = y1, x = x1) {
		y1 = y + sin(turn) * step + within(r, 0.4);
		x1 = x + cos(turn) * step + within(r, 0.4);
		scene_stroke(s, y, x, y1, x1, radius * rng_range(r, 0.85, 1.15));
	}
}

void
scene_speck(struct scene *s, struct rng *r, double y, double x, double size, int strokes)
{
	for (int i = 0; i < strokes; i++) {
		const double y1 = y + within(r, size), x1 = x + within(r, size);

		scene_stroke(s, y, x, y1, x1, size * rng_range(r, 0.15, 0.4));
		if (rng_unit(r) < 0.6) {
			y = y1;
			x = x1;
		}
	}
}

void
piece_cut(struct piece *p, double ny, double nx, double d)
{
	p->cuts[p->n_cuts++] = (struct cut){ny, nx, d};
}

int
piece_crossings(const struct piece *p)
{
	const struct cut *c = &p->cuts[p->n_cuts - 1];
	int n = 0, inside = 0, was = 0;

	for (double t = -GLYPH_SIDE; t < 2 * GLYPH_SIDE; t += 0.5, was = inside) {
		inside = pen_at(p->pen, (float)(c->ny * c->d + c->nx * t), (float)(c->nx * c->d - c->ny * t)) > SCENE_INK;
		n += inside && !was;
	}
	return n;
}

/* What is drawn of a scene: n x n samples in rows of FINE, the first at (y, x), step scene pixels apart. */
struct window {
	double y, x, step;
	int n;
};

/* The samples of a side that lie between lo and hi of the scene. */
static void
samples(const struct window *w, double from, double lo, double hi, int *first, int *end)
{
	*first = (int)fmin(fmax((lo - from) / w->step, 0), w->n);
	*end = (int)fmin(fmax((hi - from) / w->step + 2, 0), w->n);
}

static float
piece_at(const struct piece *p, double y, double x)
{
	float v = pen_at(p->pen, (float)y, (float)x);

	for (int i = 0; i < p->n_cuts && v > 0; i++) {
		const double in = p->cuts[i].ny * y + p->cuts[i].nx * x - p->cuts[i].d + 0.5;

		v *= (float)(in < 0 ? 0 : in > 1 ? 1 : in);
	}
	return v;
}

static void
draw_piece(const struct piece *p, const struct window *w, float *v)
{
	int y0, y1, x0, x1;

	samples(w, w->y, p->y - p->size, p->y + GLYPH_SIDE * p->size, &y0, &y1);
	samples(w, w->x, p->x - p->size, p->x + GLYPH_SIDE * p->size, &x0, &x1);
	for (int y = y0; y < y1; y++)
		for (int x = x0; x < x1; x++) {
			const float k = piece_at(p, (w->y + y * w->step - p->y) / p->size,
			                         (w->x + x * w->step - p->x) / p->size);

			v[y * FINE + x] = k > v[y * FINE + x] ? k : v[y * FINE + x];
		}
}

static double
distance(const struct stroke *s, double y, double x)
{
	const double dy = s->y1 - s->y0, dx = s->x1 - s->x0, length = dy * dy + dx * dx;
	double t = length > 0 ? ((y - s->y0) * dy + (x - s->x0) * dx) / length : 0;

	t = t < 0 ? 0 : t > 1 ? 1 : t;
	y -= s->y0 + t * dy;
	x -= s->x0 + t * dx;
	return sqrt(y * y + x * x);
}

/* Edges are a pixel wide, or narrower for what is small. */
static void
draw_stroke(const struct stroke *s, const struct window *w, float *v)
{
	const double far = s->radius + 1, soft = fmin(1, s->radius);
	int y0, y1, x0, x1;

	samples(w, w->y, fmin(s->y0, s->y1) - far, fmax(s->y0, s->y1) + far, &y0, &y1);
	samples(w, w->x, fmin(s->x0, s->x1) - far, fmax(s->x0, s->x1) + far, &x0, &x1);
	for (int y = y0; y < y1; y++)
		for (int x = x0; x < x1; x++) {
			const double in = (s->radius - distance(s, w->y + y * w->step, w->x + x * w->step)) / soft + 0.5;
			const float k = (float)(255 * (in < 0 ? 0 : in > 1 ? 1 : in));

			v[y * FINE + x] = k > v[y * FINE + x] ? k : v[y * FINE + x];
		}
}

static void
draw(const struct scene *s, const struct window *w, float *v)
{
	memset(v, 0, FINE * FINE * sizeof *v);
	for (int i = 0; i < s->n_pieces; i++)
		draw_piece(&s->pieces[i], w, v);
	for (int i = 0; i < s->n_strokes; i++)
		draw_stroke(&s->strokes[i], w, v);
}

/* Narrows the window to the ink in v and a border; the ink's longer side, scene pixels, or 0. */
static double
close_in(const float *v, struct window *w)
{
	struct scene_box b = {FINE, FINE, 0, 0};
	double side;

	for (int y = 0; y < w->n; y++)
		for (int x = 0; x < w->n; x++)
			if (v[y * FINE + x] > SCENE_INK / 4)
				box_add(&b, y, x);
	if (b.x1 <= b.x0)
		return 0;
	side = w->step * (b.x1 - b.x0 > b.y1 - b.y0 ? b.x1 - b.x0 : b.y1 - b.y0);
	w->y += w->step * (b.y0 + b.y1 - 1) / 2.0 - side * 0.65;
	w->x += w->step * (b.x0 + b.x1 - 1) / 2.0 - side * 0.65;
	w->step = side * 1.3 / (FINE - 1);
	w->n = FINE;
	return side;
}

int
scene_fit(const struct scene *s, const struct fit *f, float *out)
{
	struct window w = {-GLYPH_SIDE - 4, -GLYPH_SIDE - 4, 1.5, SCOUT};
	struct fit how = *f;
	float v[FINE * FINE];
	double side;

	draw(s, &w, v);
	side = close_in(v, &w);
	if (side == 0)
		return -1;
	draw(s, &w, v);
	if (side < FIT * SCENE_SMALL)	/* greys enlarged would be softer than a glyph's */
		how.level = 127;
	fit_frame(v, &how, out);
	return 0;
}
