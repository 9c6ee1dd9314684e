#include <math.h>
#include <stddef.h>

#include "read/glyph_geometry.h"
#include "read/tunables.h"

#define UPPER(c)		{c, KIND_UPPER, 0, 1, PARTS_ANY, 0}
#define DIGIT(c)		{c, KIND_DIGIT, 0, 0.97f, PARTS_ANY, 0}
#define LOWER(c, bottom, top)	{c, KIND_LOWER, bottom, top, PARTS_ANY, 0}
#define LINK(c, bottom, top)	{c, KIND_LINK, bottom, top, PARTS_ANY, 0}
#define STOP(c, bottom, top)	{c, KIND_STOP, bottom, top, PARTS_ANY, 0}
#define SIGN(c, bottom, top)	{c, KIND_SIGN, bottom, top, PARTS_ANY, 0}

/*
 * Learnt: medians of hand print (UNIPEN's lines), all of ASCII in the order of their codes; no script is
 * kept.  Heights are such that the x-height is GEOMETRY_XH.
 */
enum { FIRST = '!', N_KNOWN = '~' - FIRST + 1 };
static const struct glyph_geometry usual[N_KNOWN] = {
	STOP('!', 0, 1.05f), LINK('"', 0.75f, 1.05f), SIGN('#', 0.05f, 0.95f), SIGN('$', -0.1f, 1.1f),
	SIGN('%', 0, 1), SIGN('&', 0, 0.95f), LINK('\'', 0.72f, 1.05f), SIGN('(', -0.1f, 1.05f),
	SIGN(')', -0.1f, 1.05f), SIGN('*', 0.45f, 1), SIGN('+', 0.1f, 0.7f), STOP(',', -0.2f, 0.12f),
	LINK('-', 0.32f, 0.44f), STOP('.', 0, 0.12f), SIGN('/', -0.1f, 1.05f),
	DIGIT('0'), DIGIT('1'), DIGIT('2'), DIGIT('3'), DIGIT('4'),
	DIGIT('5'), DIGIT('6'), DIGIT('7'), DIGIT('8'), DIGIT('9'),
	STOP(':', 0.05f, 0.55f), STOP(';', -0.2f, 0.55f), SIGN('<', 0.05f, 0.65f), SIGN('=', 0.2f, 0.5f),
	SIGN('>', 0.05f, 0.65f), STOP('?', 0, 1), SIGN('@', 0, 0.95f),
	UPPER('A'), UPPER('B'), UPPER('C'), UPPER('D'), UPPER('E'), UPPER('F'), UPPER('G'), UPPER('H'),
	{'I', KIND_UPPER, 0, 1, PARTS_ONE, 0}, {'J', KIND_UPPER, 0, 1, PARTS_ONE, 0},
	UPPER('K'), {'L', KIND_UPPER, 0, 1, PARTS_ANY, 0.75f}, UPPER('M'), UPPER('N'), UPPER('O'),
	UPPER('P'), UPPER('Q'), UPPER('R'), UPPER('S'), UPPER('T'), UPPER('U'), UPPER('V'), UPPER('W'),
	UPPER('X'), UPPER('Y'), UPPER('Z'), SIGN('[', -0.1f, 1.05f), SIGN('\\', -0.1f, 1.05f), SIGN(']', -0.1f, 1.05f),
	SIGN('^', 0.6f, 1), SIGN('_', -0.15f, -0.05f),
	LINK('`', 0.72f, 1.05f), LOWER('a', 0, 0.6f), LOWER('b', 0, 1), LOWER('c', 0, 0.6f), LOWER('d', 0, 1), LOWER('e', 0, 0.6f),
	LOWER('f', -0.03f, 1.03f), LOWER('g', -0.38f, 0.6f), LOWER('h', 0, 1),
	{'i', KIND_LOWER, 0, 0.92f, PARTS_TWO, 0}, {'j', KIND_LOWER, -0.36f, 0.92f, PARTS_TWO, 0},
	LOWER('k', 0, 1), {'l', KIND_LOWER, 0, 1, PARTS_ANY, 0.25f}, LOWER('m', 0, 0.6f),
	LOWER('n', 0, 0.6f), LOWER('o', 0, 0.6f), LOWER('p', -0.38f, 0.6f), LOWER('q', -0.38f, 0.62f),
	LOWER('r', 0, 0.6f), LOWER('s', 0, 0.6f), LOWER('t', 0, 0.92f), LOWER('u', 0, 0.6f),
	LOWER('v', 0, 0.62f), LOWER('w', 0, 0.6f), LOWER('x', 0, 0.62f), LOWER('y', -0.38f, 0.6f),
	LOWER('z', -0.02f, 0.62f), SIGN('{', -0.1f, 1.05f), SIGN('|', -0.1f, 1.05f), SIGN('}', -0.1f, 1.05f),
	SIGN('~', 0.3f, 0.55f),
};

const struct glyph_geometry *
geometry_of(const char *text)
{
	const int i = text[0] - FIRST;

	return i >= 0 && i < N_KNOWN && text[1] == '\0' ? &usual[i] : NULL;
}

enum char_kind
geometry_kind(const char *text)
{
	const struct glyph_geometry *g = geometry_of(text);

	return g ? g->kind : KIND_OTHER;
}

/* v pixels above the base line in cap heights. */
static double
stretch(double v, double xh, double cap)
{
	if (v <= xh)
		return GEOMETRY_XH * v / xh;
	return GEOMETRY_XH + (1 - GEOMETRY_XH) * (v - xh) / (cap - xh);
}

int
geometry_known(const struct tags *t)
{
	const unsigned needed = TAG_BOX | TAG_BASE | TAG_XH;

	return (t->have & needed) == needed;
}

int
geometry_place(const struct tags *t, double xh, double cap, struct glyph_place *p)
{
	double foot;

	if (!geometry_known(t) || xh <= 0)
		return 0;
	if (cap < GEOMETRY_CAP_LEAST * xh)		/* damaged, or unknown */
		cap = xh / GEOMETRY_XH;
	foot = (double)t->base - t->box.y - t->box.h;
	p->bottom = stretch(foot, xh, cap);
	p->top = stretch(foot + t->box.h, xh, cap);
	p->aspect = (double)t->box.w / t->box.h;
	p->parts = 0;
	return 1;
}

struct glyph_geometry
geometry_small_capital(const struct glyph_geometry *g)
{
	struct glyph_geometry small = *g;

	small.top *= (float)GEOMETRY_SMALL_CAPITAL;
	return small;
}

/* The log of Student's t, 0 at its mean. */
static double
student(double x, double mean, double deviation)
{
	double z = (x - mean) / deviation;

	return -(GEOMETRY_TAIL + 1) / 2 * log1p(z * z / GEOMETRY_TAIL);
}

double
geometry_fit(const struct glyph_geometry *g, const struct glyph_place *p)
{
	double h = g->top - g->bottom, sum;

	sum = student(p->top - p->bottom, h, GEOMETRY_SIZE_DEV + GEOMETRY_SIZE_SHARE * h);
	sum += student((p->top + p->bottom) / 2, (g->top + g->bottom) / 2, GEOMETRY_PLACE_DEV);
	if (g->aspect > 0)
		sum += student(log(p->aspect), log(g->aspect), GEOMETRY_ASPECT_DEV);
	if (p->parts > 0 && g->parts != PARTS_ANY && (g->parts == PARTS_TWO) != (p->parts == 2))
		sum -= GEOMETRY_PARTS_COST;
	return sum;
}
