#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "net/labels.h"
#include "train/line_sampler.h"

enum { H = LINE_KEPT_HEIGHT };

/* Gaps between words that are put together, in x-heights: as likely between any two of the same ratio. */
#define GAP_LEAST 0.5
#define GAP_MOST 2.2
#define OFF 1.5			/* kept pixels that a word is off its neighbours' line */

struct line_sampler
line_sampler_new(const struct line_set *set, const struct line_augment *a, double join, int most)
{
	struct line_sampler s = {.set = set, .augment = *a, .join = join, .most = most, .space = -1};
	uint32_t *next;

	for (int k = 0; k < set->n_classes; k++)
		if (strcmp(set->classes[k], LABEL_SPACE) == 0)
			s.space = k;
	s.by_group = mem_alloc((size_t)set->n + 1, sizeof *s.by_group);
	s.start = mem_zero((size_t)set->n_groups + 2, sizeof *s.start);
	for (int64_t i = 0; i < set->n; i++)
		s.start[set->v[i].group + 1]++;
	for (uint32_t g = 0; g < set->n_groups; g++)
		s.start[g + 1] += s.start[g];
	next = mem_alloc((size_t)set->n_groups + 1, sizeof *next);
	memcpy(next, s.start, (size_t)set->n_groups * sizeof *next);
	for (int64_t i = 0; i < set->n; i++)
		s.by_group[next[set->v[i].group]++] = (uint32_t)i;
	free(next);
	return s;
}

void
line_sampler_free(struct line_sampler *s)
{
	free(s->by_group);
	free(s->start);
}

/* A line that grows by words: its picture as it is kept, and its text. */
struct growing {
	uint8_t *px;		/* (H, w) */
	int w;
	uint16_t *label;
	int n;
};

/* The columns of a sample that have ink: from <= x < to. */
static void
ink_columns(const struct line_sample *s, int *from, int *to)
{
	*from = s->w;
	*to = 0;
	for (int y = 0; y < H; y++) {
		const uint8_t *row = s->px + (size_t)y * (size_t)s->w;
		int x = 0;

		while (x < *from && !row[x])
			x++;
		*from = x;
		for (x = s->w; x > *to && !row[x - 1];)
			x--;
		*to = x;
	}
}

/* Put a word behind, after a gap of so many columns between their ink, a little off the line. */
static void
put_behind(struct growing *g, const struct line_sample *s, int gap, int off, int space)
{
	int from, to, end, w;
	uint8_t *px;

	ink_columns(&(struct line_sample){.px = g->px, .w = g->w}, &from, &end);
	ink_columns(s, &from, &to);
	if (end == 0 || to <= from)
		return;
	w = end + gap + s->w - from;
	px = mem_zero((size_t)w * H, 1);
	for (int y = 0; y < H; y++) {
		memcpy(px + (size_t)y * (size_t)w, g->px + (size_t)y * (size_t)g->w, (size_t)end);
		if (y + off >= 0 && y + off < H)
			memcpy(px + (size_t)y * (size_t)w + (size_t)(end + gap),
			       s->px + (size_t)(y + off) * (size_t)s->w + (size_t)from, (size_t)(s->w - from));
	}
	free(g->px);
	g->px = px;
	g->w = w;
	g->label = mem_resize(g->label, (size_t)(g->n + 1 + s->n), sizeof *g->label);
	g->label[g->n++] = (uint16_t)space;
	memcpy(g->label + g->n, s->label, (size_t)s->n * sizeof *s->label);
	g->n += s->n;
}

/* Words of the same writer, until the line is as wide as was drawn. */
static void
join_words(const struct line_sampler *s, struct rng *r, uint32_t group, struct growing *g)
{
	const uint32_t first = s->start[group], n = s->start[group + 1] - first;
	const int wanted = (int)rng_range(r, 200, 0.7 * s->most * LINE_KEPT);

	for (int tries = 0; tries < 12 && g->w < wanted; tries++) {
		const struct line_sample *next = &s->set->v[s->by_group[first + rng_below(r, n)]];
		const double gap = exp(rng_range(r, log(GAP_LEAST), log(GAP_MOST))) * LINE_XH * LINE_KEPT;
		const int off = (int)lround(rng_range(r, -OFF, OFF));

		if (g->w + gap + next->w < 0.85 * s->most * LINE_KEPT)
			put_behind(g, next, (int)gap, off, s->space);
	}
}

static void
draw_line(const struct line_sampler *s, struct rng r, uint32_t which, struct line_input *line, struct ctc_text *text)
{
	const struct line_sample *own = &s->set->v[which], *other = &s->set->v[rng_below(&r, (uint32_t)s->set->n)];
	struct growing g = {mem_alloc((size_t)own->w * H, 1), own->w, mem_alloc((size_t)own->n + 1, sizeof *g.label), own->n};

	memcpy(g.px, own->px, (size_t)own->w * H);
	memcpy(g.label, own->label, (size_t)own->n * sizeof *g.label);
	if (s->space >= 0 && rng_unit(&r) < s->join)
		join_words(s, &r, own->group, &g);
	line->px = line_augment(&s->augment, &r, g.px, g.w, other->px, other->w, s->most, &line->cols);
	*text = (struct ctc_text){g.label, g.n};
	free(g.px);
}

struct line_batch
line_sampler_draw(const struct line_sampler *s, uint64_t seed, int64_t at, const uint32_t *order, int n)
{
	struct line_batch b = {n, mem_alloc((size_t)n, sizeof *b.lines), mem_alloc((size_t)n, sizeof *b.texts)};

#pragma omp parallel for schedule(dynamic)
	for (int i = 0; i < n; i++)
		draw_line(s, rng_seed(seed, UINT64_C(7) << 32 | (uint64_t)(at + i)), order[i], &b.lines[i], &b.texts[i]);
	return b;
}

void
line_batch_free(struct line_batch *b)
{
	for (int i = 0; i < b->n; i++) {
		free((void *)b->lines[i].px);
		free((void *)b->texts[i].label);
	}
	free(b->lines);
	free(b->texts);
}
