#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/lines.h"
#include "page/tunables.h"

static int
is_letter(const struct parts *p, int i)
{
	return p->v[i].box.h >= LETTER_MIN * p->em && p->v[i].box.h <= LETTER_MAX * p->em;
}

/* A letter counts one, a joined word more, but not as much as its letters. */
static double
weight(const struct parts *p, int i)
{
	return fmin(1 + p->v[i].box.w / p->em, LETTER_WEIGHT);
}

/* Where letters are centred: a blurred histogram of rows v from first, one bin a pixel. */
struct profile {
	double *v;
	int n;
	double first;
};

static void
box_blur(double *v, double *tmp, int n, int radius)
{
	double acc = 0;
	int i;

	for (i = 0; i < n + radius; i++) {
		if (i < n)
			acc += v[i];
		if (i > 2 * radius)
			acc -= v[i - 2 * radius - 1];
		if (i >= radius)
			tmp[i - radius] = acc / (2 * radius + 1);
	}
	memcpy(v, tmp, (size_t)n * sizeof *v);
}

static struct profile
centre_profile(const struct parts *p)
{
	double lo = INFINITY, hi = -INFINITY, *tmp;
	struct profile f;
	int i, radius = (int)(LINE_BLUR * p->em), pad = 4 * radius + 2;

	for (i = 0; i < p->n; i++) {
		if (!is_letter(p, i))
			continue;
		lo = fmin(lo, middle_v(p, i));
		hi = fmax(hi, middle_v(p, i));
	}
	f.first = lo <= hi ? floor(lo) - pad : 0;
	f.n = lo <= hi ? (int)(hi - f.first) + pad + 1 : 1;
	f.v = mem_zero((size_t)f.n, sizeof *f.v);
	for (i = 0; i < p->n; i++)
		if (is_letter(p, i))
			f.v[(int)(middle_v(p, i) - f.first)] += weight(p, i);
	tmp = mem_alloc((size_t)f.n, sizeof *tmp);
	for (i = 0; i < 3; i++)		/* three means are nearly a Gaussian */
		box_blur(f.v, tmp, f.n, radius);
	free(tmp);
	return f;
}

/* Peaks of the profile that stand apart by distance and by valley. */
static void
find_peaks(const struct profile *f, double em, struct lines *out)
{
	int at = -1, i, cap = 0;
	double low = 0;			/* the lowest since the last peak */

	for (i = 0; i < f->n; i++) {
		double here = f->v[i];

		low = fmin(low, here);
		if (here <= 0 || (i > 0 && f->v[i - 1] > here) || (i + 1 < f->n && f->v[i + 1] >= here))
			continue;
		if (at >= 0 && (i - at < LINE_APART * em || low > LINE_VALLEY * fmin(here, f->v[at]))) {
			if (here > f->v[at]) {
				at = i;
				out->v[out->n - 1].c = f->first + i + 0.5;
			}
			low = f->v[at];
			continue;
		}
		if (out->n == cap) {
			cap += cap / 2 + 16;
			out->v = mem_resize(out->v, (size_t)cap, sizeof *out->v);
		}
		out->v[out->n] = (struct line){0};
		out->v[out->n++].c = f->first + i + 0.5;
		at = i;
		low = here;
	}
}

static void
assign_letters(struct parts *p, const struct lines *l)
{
	int i;

	for (i = 0; i < p->n; i++)
		p->v[i].line = is_letter(p, i) ? nearest_line(l, middle_x(p, i), middle_v(p, i)) : -1;
}

/*
 * Fit middle and slope of every line to its letters.  The slope is held to 0 as
 * by LINE_RIDGE letters at the ends of one em: a short line keeps the page's skew.
 */
static void
fit_lines(const struct parts *p, struct lines *l)
{
	struct sums { double w, x, v, xx, xv; } *s = mem_zero((size_t)l->n + 1, sizeof *s);
	int i;

	for (i = 0; i < p->n; i++) {
		double w = weight(p, i), x = middle_x(p, i), v = middle_v(p, i);
		struct sums *t;

		if (p->v[i].line < 0)
			continue;
		t = &s[p->v[i].line];
		t->w += w;
		t->x += w * x;
		t->v += w * v;
		t->xx += w * x * x;
		t->xv += w * x * v;
	}
	for (i = 0; i < l->n; i++) {
		double mx, mv;

		if (s[i].w <= 0)
			continue;
		mx = s[i].x / s[i].w;
		mv = s[i].v / s[i].w;
		l->v[i].slope = (s[i].xv - s[i].x * mv) / (s[i].xx - s[i].x * mx + LINE_RIDGE * p->em * p->em);
		l->v[i].c = mv - l->v[i].slope * mx;
	}
	free(s);
}

/* The extent of every line's letters. */
struct line_extent {
	double n, top, bottom;	/* letters; mean rows v of their tops and bottoms */
	double l, r;		/* columns x */
};

static struct line_extent *
line_extents(const struct parts *p, const struct lines *l)
{
	struct line_extent *e = mem_zero((size_t)l->n + 1, sizeof *e);
	int i;

	for (i = 0; i < p->n; i++) {
		const struct box *b = &p->v[i].box;
		struct line_extent *t;
		double off;

		if (p->v[i].line < 0)
			continue;
		t = &e[p->v[i].line];
		off = l->v[p->v[i].line].slope * middle_x(p, i);
		t->l = t->n ? fmin(t->l, b->x) : b->x;
		t->r = t->n ? fmax(t->r, b->x + b->w) : b->x + b->w;
		t->top += middle_v(p, i) - b->h / 2.0 - off;
		t->bottom += middle_v(p, i) + b->h / 2.0 - off;
		t->n += 1;
	}
	for (i = 0; i < l->n; i++) {
		e[i].top /= fmax(e[i].n, 1);
		e[i].bottom /= fmax(e[i].n, 1);
	}
	return e;
}

/*
 * Two peaks may be one line: when their letters share rows, or stand side by
 * side with hardly a gap of rows between them (a line that bends or climbs).
 */
static int
same_line(const struct line_extent *a, const struct line_extent *b, double em)
{
	double rows = fmin(a->bottom, b->bottom) - fmax(a->top, b->top);
	double least = fmin(a->bottom - a->top, b->bottom - b->top);
	double columns = fmin(a->r, b->r) - fmax(a->l, b->l);

	if (a->n == 0 || b->n == 0 || rows > LINE_SHARED * least)
		return 1;
	return columns < LINE_BESIDE * fmin(a->r - a->l, b->r - b->l) && rows > -LINE_STEP * em;
}

/*
 * Parts by their height, in powers of two, and then by their middle: who reaches
 * from one row to another is among those whose middles are no further off than
 * half of what their neighbours in height may have.
 */
struct tall {
	struct middle { double v; int class, part; } *of;	/* n */
	int n;
	double left, right;	/* the columns x of all middles */
};

static int
by_middle(const void *a, const void *b)
{
	const struct middle *p = a, *q = b;

	if (p->class != q->class)
		return p->class - q->class;
	return p->v != q->v ? (p->v < q->v ? -1 : 1) : p->part - q->part;
}

static struct tall
sort_by_middle(const struct parts *p)
{
	struct tall t = {mem_alloc((size_t)p->n + 1, sizeof *t.of), p->n, INFINITY, -INFINITY};
	int i;

	for (i = 0; i < p->n; i++) {
		t.of[i] = (struct middle){middle_v(p, i), ilogb(p->v[i].box.h), i};
		t.left = fmin(t.left, middle_x(p, i));
		t.right = fmax(t.right, middle_x(p, i));
	}
	qsort(t.of, (size_t)p->n, sizeof *t.of, by_middle);
	return t;
}

/* The first of t, from lo on, that does not come before class and v. */
static int
find_middle(const struct tall *t, int lo, int class, double v)
{
	const struct middle at = {v, class, -1};
	int hi = t->n;

	while (lo < hi) {
		const int mid = lo + (hi - lo) / 2;

		if (by_middle(&t->of[mid], &at) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* How many parts reach over the middles of both lines, a above b. */
static int
count_tall(const struct parts *p, const struct tall *t, const struct line *a, const struct line *b)
{
	const double low = fmin(line_at(b, t->left), line_at(b, t->right)), high = fmax(line_at(a, t->left), line_at(a, t->right));
	int n = 0;

	for (int from = 0; from < t->n; from = find_middle(t, from, t->of[from].class + 1, -INFINITY)) {
		const int class = t->of[from].class;
		const double half_most = ldexp(1, class);	/* half of the next power of two */

		for (int k = find_middle(t, from, class, low - half_most - 1);
		     k < t->n && t->of[k].class == class && t->of[k].v <= high + half_most + 1; k++) {
			const int i = t->of[k].part;
			const double x = middle_x(p, i), v = t->of[k].v, half = p->v[i].box.h / 2.0;

			n += v - half < line_at(a, x) && v + half > line_at(b, x);
		}
	}
	return n;
}

/*
 * Returns 1 when lines were merged: those of same_line, and where as many
 * letters of one reach into the other as it has itself.
 */
static int
merge_lines(const struct parts *p, struct lines *l)
{
	struct line_extent *e = line_extents(p, l);
	struct tall t = sort_by_middle(p);
	int i, n = 0;

	for (i = 0; i < l->n; i++) {
		struct line_extent *last = n ? &e[n - 1] : NULL;

		if (!last || !(same_line(last, &e[i], p->em) || count_tall(p, &t, &l->v[n - 1], &l->v[i]) >= fmin(last->n, e[i].n))) {
			e[n] = e[i];
			l->v[n++] = l->v[i];
			continue;
		}
		if (last->n < e[i].n) {
			l->v[n - 1] = l->v[i];
			*last = e[i];
		}
	}
	free(e);
	free(t.of);
	i = l->n - n;
	l->n = n;
	return i > 0;
}

/* Hand every line its parts, and drop lines that got none. */
static void
gather(struct parts *p, struct lines *l)
{
	int i, n = 0, *number = mem_alloc((size_t)l->n + 1, sizeof *number);

	for (i = 0; i < p->n; i++)
		if (p->v[i].line >= 0)
			l->v[p->v[i].line].n++;
	for (i = 0; i < l->n; i++) {
		number[i] = n;
		if (l->v[i].n == 0)
			continue;
		l->v[n] = l->v[i];
		l->v[n].part = mem_alloc((size_t)l->v[i].n, sizeof *l->v[n].part);
		l->v[n++].n = 0;
	}
	l->n = n;
	for (i = 0; i < p->n; i++) {
		struct line *to;

		if (p->v[i].line < 0)
			continue;
		p->v[i].line = number[p->v[i].line];
		to = &l->v[p->v[i].line];
		to->part[to->n++] = i;
	}
	free(number);
}

void
lines_find(struct parts *p, struct lines *out)
{
	struct profile f = centre_profile(p);
	int i;

	*out = (struct lines){NULL, 0};
	find_peaks(&f, p->em, out);
	free(f.v);
	if (out->n == 0 && p->n > 0) {	/* only marks: one line of them */
		out->v = mem_zero(1, sizeof *out->v);
		out->n = 1;
		out->v[0].c = middle_v(p, 0);
	}
	for (i = 0; i < LINE_ROUNDS; i++) {
		assign_letters(p, out);
		if (i > 0 && !merge_lines(p, out))
			break;
		assign_letters(p, out);
		fit_lines(p, out);
	}
	lines_assign(p, out);
	gather(p, out);
}

void
lines_free(struct lines *l)
{
	int i;

	for (i = 0; i < l->n; i++) {
		free(l->v[i].part);
		free(l->v[i].group);
	}
	free(l->v);
	*l = (struct lines){NULL, 0};
}
