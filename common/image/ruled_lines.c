/*
 * Along a rule runs u, across it v: x and y for level rules, y and x for
 * upright ones.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "image/ruled_lines.h"
#include "image/tunables.h"

struct piece {
	double u0, u1;		/* its ends: u0 <= u < u1 */
	double v0, v1;		/* its middle there */
	double area;		/* pixels */
	int used;
	int next;		/* in a rule, rightwards or downwards; -1 at its end */
};

struct pieces {
	int upright;
	int length;		/* the picture along u, pixels */
	int n;
	struct piece *v;	/* longest first */
};

struct rule {
	int first, last;	/* pieces */
	double seen, area;	/* sums over the pieces: length, pixels */
};

/* Column x of thin becomes ink from row y0 to before y1, unless that is thicker than max. */
static void
put_upright(struct image *thin, int x, int y0, int y1, int max)
{
	for (int y = y0; y < y1 && y1 - y0 <= max; y++)
		thin->px[(size_t)y * (size_t)thin->w + (size_t)x] = 255;
}

/* The ink of every column that goes on for at most max rows: runs come row by row, so one look at each pixel is enough. */
static void
thin_rows(const struct components *c, int max, struct image *thin)
{
	struct { int from, end; } *of = mem_zero((size_t)thin->w, sizeof *of);	/* the ink of each column that was met last */

	for (int i = 0; i < c->nruns; i++)
		for (int x = c->runs[i].x0, y = c->runs[i].y; x < c->runs[i].x1; x++) {
			if (of[x].end != y) {
				put_upright(thin, x, of[x].from, of[x].end, max);
				of[x].from = y;
			}
			of[x].end = y + 1;
		}
	for (int x = 0; x < thin->w; x++)
		put_upright(thin, x, of[x].from, of[x].end, max);
	free(of);
}

/* The ink that is at most max thick across u, as 255; img has the components c. */
static struct image
thin_ink(const struct components *c, const struct image *img, int upright, int max)
{
	struct image thin = image_new(img->w, img->h);

	if (!upright)
		thin_rows(c, max, &thin);
	for (int i = 0; i < c->nruns && upright; i++) {
		const struct run *r = &c->runs[i];

		if (r->x1 - r->x0 <= max)
			memset(thin.px + (size_t)r->y * (size_t)img->w + r->x0, 255, (size_t)(r->x1 - r->x0));
	}
	return thin;
}

/* Sums over the pixels of a stretch of a component, for a straight line through them. */
struct sums { double n, u, v, uu, uv, vv; };

/* Adds the component's pixels to the sums of the stretches, each len long, that they lie in. */
static void
add_up(const struct components *c, int i, int upright, int len, struct sums *sums)
{
	struct box b = c->v[i].box;
	int r, x;

	for (r = c->v[i].first; r >= 0; r = c->runs[r].next)
		for (x = c->runs[r].x0; x < c->runs[r].x1; x++) {
			int along = upright ? c->runs[r].y - b.y : x - b.x;
			/* From the stretch's corner, or the squares would lose digits. */
			double u = along % len, v = upright ? x - b.x : c->runs[r].y - b.y;
			struct sums *s = &sums[along / len];

			s->n++;
			s->u += u;
			s->v += v;
			s->uu += u * u;
			s->uv += u * v;
			s->vv += v * v;
		}
}

static int
too_short(int length, int max)
{
	return length < RULE_PIECE_LEAST * max || length < RULE_PIECE_PIXELS;
}

/* The stretch of len pixels whose corner is (u, v) as a piece of a rule; 0 when it is bent, slanted or thick. */
static int
make_piece(const struct sums *s, int u, int v, int len, int max, struct piece *out)
{
	double suu = s->uu - s->u * s->u / fmax(s->n, 1), slope, rest;

	if (too_short(len, max) || s->n > RULE_PIECE_FULL * max * len || s->n < RULE_PIECE_THIN * len || suu <= 0)
		return 0;
	slope = (s->uv - s->u * s->v / s->n) / suu;
	rest = (s->vv - s->v * s->v / s->n - slope * slope * suu) / s->n;
	if (fabs(slope) > RULE_SLANT || rest > RULE_PIECE_BENT * max * max + RULE_PIECE_BENT_MORE)
		return 0;
	out->u0 = u;
	out->u1 = u + len;
	out->v0 = v + 0.5 + (s->v - slope * s->u) / s->n;
	out->v1 = out->v0 + slope * len;
	out->area = s->n;
	out->used = 0;
	out->next = -1;
	return 1;
}

/* Cuts component i into stretches, which may differ in slope where paper is bent. */
static void
cut(const struct components *c, int i, int max, struct pieces *p, size_t *cap)
{
	struct box b = c->v[i].box;
	int u = p->upright ? b.y : b.x, v = p->upright ? b.x : b.y, length = p->upright ? b.h : b.w;
	int n = length / (RULE_PIECE_MOST * max) + 1, len = (length + n - 1) / n, k;
	struct sums *sums;

	if (too_short(length, max))
		return;
	sums = mem_zero((size_t)n, sizeof *sums);
	add_up(c, i, p->upright, len, sums);
	for (k = 0; k < n; k++) {
		if ((size_t)p->n == *cap)
			p->v = mem_resize(p->v, *cap = 2 * *cap + 64, sizeof *p->v);
		p->n += make_piece(&sums[k], u + k * len, v, k < n - 1 ? len : length - k * len, max,
		                   &p->v[p->n]);
	}
	free(sums);
}

static int
longer_first(const void *a, const void *b)
{
	const struct piece *p = a, *q = b;
	double x = p->u1 - p->u0, y = q->u1 - q->u0;

	if (x != y)
		return x < y ? 1 : -1;
	return p->v0 != q->v0 ? (p->v0 < q->v0 ? -1 : 1) : (p->u0 > q->u0) - (p->u0 < q->u0);
}

static struct pieces
find_pieces(const struct components *c, const struct image *img, int upright, int max)
{
	struct pieces p = {upright, upright ? img->h : img->w, 0, NULL};
	struct image thin = thin_ink(c, img, upright, max);
	struct components t;
	size_t cap = 0;
	int i;

	components_find(&thin, 1, &t);
	for (i = 0; i < t.n; i++)
		cut(&t, i, max, &p, &cap);
	if (p.n)
		qsort(p.v, (size_t)p.n, sizeof *p.v, longer_first);
	if (p.n > RULE_PIECES)
		p.n = RULE_PIECES;
	components_free(&t);
	image_free(&thin);
	return p;
}

/*
 * The nearest free piece that goes on from (u, v) with the slope: towards
 * greater u (way 1) or lesser (-1).  -1 when there is none.
 */
static int
go_on(const struct pieces *p, double u, double v, double slope, int way, int max)
{
	double best = fmax(p->length / RULE_GAP_PART, RULE_GAP * max);
	int i, found = -1;

	for (i = 0; i < p->n; i++) {
		const struct piece *q = &p->v[i];
		double d = way > 0 ? q->u0 - u : u - q->u1, there = way > 0 ? q->v0 : q->v1;

		if (q->used || d < -RULE_OVERLAP || d >= best)
			continue;
		if (fabs(there - (v + way * slope * d)) <= RULE_STRAY_MORE + RULE_STRAY * max + RULE_STRAY_GAP * d) {
			best = d;
			found = i;
		}
	}
	return found;
}

/* Bent paper bends rules: the slope follows the pieces, and no single one turns it. */
static double
turn(double slope, const struct piece *a, const struct piece *b)
{
	double u = (b->u0 + b->u1 - a->u0 - a->u1) / 2, v = (b->v0 + b->v1 - a->v0 - a->v1) / 2;

	return u >= 1 ? (1 - RULE_TURN) * slope + RULE_TURN * v / u : slope;
}

static void
take(struct rule *r, struct piece *q)
{
	q->used = 1;
	r->seen += q->u1 - q->u0;
	r->area += q->area;
}

/* The chain of pieces through the seed. */
static struct rule
follow(struct pieces *p, int seed, int max)
{
	struct piece *v = p->v;
	struct rule r = {seed, seed, 0, 0};
	double start = (v[seed].v1 - v[seed].v0) / (v[seed].u1 - v[seed].u0), slope = start;
	int i;

	take(&r, &v[seed]);
	while ((i = go_on(p, v[r.last].u1, v[r.last].v1, slope, 1, max)) >= 0) {
		take(&r, &v[i]);
		slope = turn(slope, &v[r.last], &v[i]);
		v[r.last].next = i;
		r.last = i;
	}
	slope = start;
	while ((i = go_on(p, v[r.first].u0, v[r.first].v0, slope, -1, max)) >= 0) {
		take(&r, &v[i]);
		slope = turn(slope, &v[i], &v[r.first]);
		v[i].next = r.first;
		r.first = i;
	}
	return r;
}

/* share: of the picture, that it must span at least */
static int
is_rule(const struct pieces *p, const struct rule *r, double width, double share)
{
	double span = p->v[r->last].u1 - p->v[r->first].u0, thick = r->area / r->seen;

	return span >= share * p->length && span >= RULE_LENGTH * thick && span >= RULE_LENGTH_SW * width &&
	       r->seen >= RULE_COVER * span;
}

/* Where there are several rules, those cut short by the border are rules, too. */
static int
find_rules(struct pieces *p, double width, int max, struct rule *rules)
{
	int i, found = 0, sure = 0, n = 0;

	for (i = 0; i < p->n && found < RULE_MOST; i++)
		if (!p->v[i].used && p->v[i].u1 - p->v[i].u0 >= RULE_SEED * max) {
			rules[found] = follow(p, i, max);
			sure += is_rule(p, &rules[found++], width, RULE_SPAN);
		}
	for (i = 0; i < found; i++)
		if (is_rule(p, &rules[i], width, sure >= RULE_SEVERAL ? 0 : RULE_SPAN))
			rules[n++] = rules[i];
	return n;
}

/* Whether the ink keeps clear of the two sides along u, which that of a cropped letter never does. */
static int
stands_free(const struct components *c, const struct image *img, int upright)
{
	int i, first = upright ? img->w : img->h, last = 0;

	for (i = 0; i < c->n; i++) {
		struct box b = c->v[i].box;
		int lo = upright ? b.x : b.y, hi = lo + (upright ? b.w : b.h);

		first = lo < first ? lo : first;
		last = hi > last ? hi : last;
	}
	return first > 0 && last < (upright ? img->w : img->h);
}

/*
 * The bars of a large thin letter look like rules.  Ruled paper has many, or
 * they are little beside the writing, or run from border to border.
 */
static int
believable(const struct components *c, const struct image *img, const struct pieces *p,
           const struct rule *rules, int n)
{
	double ink = 0, area = 0, edge = RULE_EDGE * p->length + RULE_EDGE_MORE;
	int i, across = stands_free(c, img, p->upright);

	for (i = 0; i < c->n; i++)
		ink += (double)c->v[i].area;
	for (i = 0; i < n; i++) {
		area += rules[i].area;
		across = across && p->v[rules[i].first].u0 <= edge &&
		         p->v[rules[i].last].u1 >= p->length - edge;
	}
	return n >= RULE_MANY || area <= RULE_SHARE * ink || across;
}

/* Erases what lies across at (u, v), unless it is thicker than the rule. */
static void
erase_at(struct image *img, int upright, int level, int u, double middle, double thick)
{
	ptrdiff_t step = upright ? 1 : img->w;
	uint8_t *line = img->px + (upright ? (size_t)u * (size_t)img->w : (size_t)u);
	int side = upright ? img->w : img->h, at = (int)floor(middle), d, v, v0, v1;
	int slack = (int)(RULE_ERASE_OFF * thick + RULE_ERASE_MORE), max = (int)(RULE_ERASE_THICK * thick + RULE_ERASE_MORE);

	for (d = 0; d <= 2 * slack; d++) {	/* 0, 1, -1, 2, -2 .. */
		v = at + (d & 1 ? (d + 1) / 2 : -d / 2);
		if (v >= 0 && v < side && line[v * step] >= level)
			break;
	}
	if (d > 2 * slack)
		return;
	for (v0 = v; v0 > 0 && v - v0 <= max && line[(v0 - 1) * step] >= level; )
		v0--;
	for (v1 = v + 1; v1 < side && v1 - v0 <= max && line[v1 * step] >= level; )
		v1++;
	if (v1 - v0 > max)
		return;
	for (v = v0 > RULE_ERASE_EDGE ? v0 - RULE_ERASE_EDGE : 0; v < v1 + RULE_ERASE_EDGE && v < side; v++)
		line[v * step] = 0;
}

static void
erase_rule(const struct pieces *p, const struct rule *r, int level, struct image *img)
{
	const struct piece *q = &p->v[r->first], *next;
	double thick = r->area / r->seen, slope;
	int u = (int)fmax(0, q->u0 - RULE_ERASE_ENDS * thick), end;

	for (; q; q = next) {
		next = q->next >= 0 ? &p->v[q->next] : NULL;
		slope = (q->v1 - q->v0) / (q->u1 - q->u0);
		end = (int)(next ? q->u1 : fmin(p->length, q->u1 + RULE_ERASE_ENDS * thick));
		for (; u < end; u++)
			erase_at(img, p->upright, level, u, q->v0 + slope * (u + 0.5 - q->u0), thick);
		for (; next && u < next->u0; u++) {
			double on = (u + 0.5 - q->u1) / fmax(1, next->u0 - q->u1);

			erase_at(img, p->upright, level, u, q->v1 + on * (next->v0 - q->v1), thick);
		}
	}
}

int
ruled_lines_erase(const struct components *c, double width, struct image *img)
{
	int max = (int)fmin(RULE_THICK * width + RULE_THICK_MORE, RULE_THICKEST), upright, n[2], i;
	struct pieces p[2];
	struct rule *rules[2];

	for (upright = 0; upright < 2; upright++) {
		p[upright] = find_pieces(c, img, upright, max);
		rules[upright] = mem_alloc(RULE_MOST + 1, sizeof **rules);
		n[upright] = find_rules(&p[upright], width, max, rules[upright]);
		if (!believable(c, img, &p[upright], rules[upright], n[upright]))
			n[upright] = 0;
	}
	for (upright = 0; upright < 2; upright++) {
		for (i = 0; i < n[upright]; i++)
			erase_rule(&p[upright], &rules[upright][i], c->level, img);
		free(p[upright].v);
		free(rules[upright]);
	}
	return n[0] + n[1];
}
