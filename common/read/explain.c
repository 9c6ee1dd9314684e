#include <stdlib.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/utf8.h"
#include "read/explain.h"

/* One step of the best path, in nats of each kind. */
static void
say_step(const struct search *s, const char *name, const struct hypothesis *h)
{
	const struct tags *t = search_tags(s, h->edge);
	const struct alternative *a = &s->alternatives[h->edge].v[h->alternative];
	const double all = h->score - s->hyps[h->before].score;
	const double cuts = s->cost[h->edge].cuts + search_space(s, h->edge, h->space);

	info_at(1, name, "line %d:   %4d-%-4d %s'%s'  networks %.2f  form %.2f  cuts %.2f  text %.2f", t->have & TAG_LINE ? t->line : 1,
	        t->from, t->to, h->space ? "space, " : "", a->text, a->networks, a->fit, cuts, all - a->score - cuts);
}

void
explain_line(const struct search *s, const struct line_metrics *m)
{
	const struct tags *t = search_tags(s, 0);
	const char *name = t->src ? t->src : "<stdin>";
	int *path, n;

	if (verbosity < 1)
		return;
	n = search_path(s, &path);
	info_at(1, name, "line %d: %d of %d candidates, score %.2f, x-height %.1f, cap height %.1f, base line moved by %.1f%s",
	        t->have & TAG_LINE ? t->line : 1, n, s->lattice->n, s->score, m->xh, m->cap, m->shift, s->apart ? ", characters apart" : "");
	for (int i = 0; i < n; i++)
		say_step(s, name, &s->hyps[path[i]]);
	free(path);
}

void
explain_whole(const struct line_reader *by, const struct line_reading *l, int taken)
{
	const struct tags *t = &l->line->tags;
	struct buf text = BUF_EMPTY;

	if (verbosity < 1)
		return;
	for (int i = 0; l->n > 0 && i < l->text[0].n; i++) {
		char one[UTF8_SIZE];

		buf_add(&text, one, (size_t)utf8_put(by->code[l->text[0].label[i]], one));
	}
	info_at(1, t->src ? t->src : "<stdin>", "line %d: as a whole '%s', score %.2f, %d texts, %d columns%s", t->have & TAG_LINE ? t->line : 1,
	        buf_text(&text), l->n > 0 ? l->text[0].score : 0, l->n, l->line->img.w, taken ? ", taken" : "");
	buf_free(&text);
}
