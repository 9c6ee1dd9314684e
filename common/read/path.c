#include <stdlib.h>

#include "base/err.h"
#include "read/path.h"

/* One step of the best way, in nats of each kind. */
static void
say_step(const struct search *s, const char *name, const struct way *w)
{
	const struct tags *t = &s->r[w->arc].tags;
	const struct option *o = &s->choice[w->arc].option[w->option];
	const double all = w->score - s->ways[w->before].score;
	const double cuts = s->cost[w->arc].cuts + search_space(s, w->arc, w->space);

	info_at(1, name, "line %d:   %4d-%-4d %s'%s'  networks %.2f  form %.2f  cuts %.2f  text %.2f", t->have & TAG_LINE ? t->line : 1,
	        t->from, t->to, w->space ? "space, " : "", o->text, o->networks, o->form, cuts, all - o->score - cuts);
}

void
path_say(const struct search *s, const struct scale *at)
{
	const struct tags *t = &s->r[0].tags;
	const char *name = t->src ? t->src : "stdin";
	int *way, n;

	if (verbosity < 1)
		return;
	n = search_way(s, &way);
	info_at(1, name, "line %d: %d of %d candidates, score %.2f, x-height %.1f, cap height %.1f, base line moved by %.1f%s",
	        t->have & TAG_LINE ? t->line : 1, n, s->n, s->score, at->xh, at->cap, at->shift, s->apart ? ", characters apart" : "");
	for (int i = 0; i < n; i++)
		say_step(s, name, &s->ways[way[i]]);
	free(way);
}
