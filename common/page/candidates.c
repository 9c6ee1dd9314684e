#include <math.h>

#include "page/candidates.h"
#include "page/groups.h"
#include "page/tunables.h"

/* 1 when segments from .. to - 1 are just those of one character as it was cut at first. */
static int
is_letter(const struct line *l, int from, int to)
{
	const int letter = l->group[from].letter;

	for (int i = from; i < to; i++)
		if (l->group[i].letter != letter)
			return 0;
	return (from == 0 || l->group[from - 1].letter != letter) && (to == l->n_groups || l->group[to].letter != letter);
}

/* 1 when segments from .. to - 1 are near enough and narrow enough for one character. */
static int
fits(const struct line *l, int from, int to)
{
	double left = INFINITY, right = -INFINITY;

	for (int i = from; i < to; i++) {
		const struct span *s = &l->group[i].all;

		if (i > from && s->l - right > CANDIDATE_GAP * l->m.xh)
			return 0;
		left = fmin(left, s->l);
		right = fmax(right, s->r);
	}
	return right - left <= CANDIDATE_WIDTH * l->m.xh;
}

static int
last_part(const struct parts *p, const struct group *g)
{
	int i = g->first;

	while (p->v[i].next >= 0)
		i = p->v[i].next;
	return i;
}

/* The first segment from i on, before to, that is of the character letter (-1: of any); to when there is none. */
static int
segment_of(const struct line *l, int i, int to, int letter)
{
	while (i < to && letter >= 0 && l->group[i].letter != letter)
		i++;
	return i;
}

/* The parts of the segments from .. to - 1 that are of letter, as one group. */
static void
join(struct parts *p, const struct line *l, int from, int to, int letter, struct group *out)
{
	int i = segment_of(l, from, to, letter), next;

	*out = l->group[i];
	for (; (next = segment_of(l, i + 1, to, letter)) < to; i = next)
		p->v[last_part(p, &l->group[i])].next = l->group[next].first;
	group_measure(p, &l->m, out);
}

static void
part(struct parts *p, const struct line *l, int from, int to, int letter)
{
	int i = segment_of(l, from, to, letter), next;

	for (; (next = segment_of(l, i + 1, to, letter)) < to; i = next) {
		int k = l->group[i].first;

		while (p->v[k].next != l->group[next].first)
			k = p->v[k].next;
		p->v[k].next = -1;
	}
}

int
candidate_join(struct parts *p, const struct line *l, int from, int to, struct group *out)
{
	if (to - from > 1 && !fits(l, from, to) && !is_letter(l, from, to))
		return 0;
	join(p, l, from, to, -1, out);
	return 1;
}

void
candidate_part(struct parts *p, const struct line *l, int from, int to)
{
	part(p, l, from, to, -1);
}

void
letter_join(struct parts *p, const struct line *l, int letter, struct group *out)
{
	join(p, l, 0, l->n_groups, letter, out);
}

void
letter_part(struct parts *p, const struct line *l, int letter)
{
	part(p, l, 0, l->n_groups, letter);
}
