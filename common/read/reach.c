#include <string.h>

#include "base/utf8.h"
#include "read/reach.h"

/* Where the first character of text may stand, when what follows text is in one of these positions. */
static struct pattern_state
begins_at(const struct pattern *p, const char *text, const struct pattern_state *these)
{
	uint32_t code[LABEL_SIZE];
	struct pattern_state s = *these;
	int n = 0;

	for (text = utf8_next(text, &code[n]); code[n] != 0 && n + 1 < LABEL_SIZE; text = utf8_next(text, &code[n]))
		n++;
	for (int i = n - 1; i >= 0; i--) {
		const struct pattern_state of = pattern_of(p, code[i]);

		pattern_states_cut(&s, &of);
		if (i > 0)
			s = pattern_before(p, &s);
	}
	return s;
}

/* Where the first characters of an edge may stand. */
static struct pattern_state
edge_begins(const struct pattern *p, const struct alternatives *a, const struct pattern_state *these)
{
	struct pattern_state all = {{0}};

	for (int k = 0; k < a->n; k++) {
		const struct pattern_state s = begins_at(p, a->v[k].text, these);

		pattern_states_join(&all, &s);
	}
	return all;
}

void
reach_find(const struct pattern *p, const struct reach_line *line, struct pattern_state *reach)
{
	const struct pattern_state blank = pattern_of(p, ' ');
	int edge = line->lattice->n - 1;

	reach[line->nodes - 1] = pattern_last(p);
	for (int at = line->nodes - 2; at >= 0; at--) {
		struct pattern_state closed = {{0}}, spaced = {{0}};	/* first characters of edges without a space before them, and with one */

		for (; edge >= 0 && line->lattice->results[edge].tags.from - line->first == at; edge--) {
			const struct tags *t = &line->lattice->results[edge].tags;
			const struct pattern_state s = edge_begins(p, &line->alternatives[edge], &reach[t->to - line->first]);

			if (at == 0 || !line->apart)
				pattern_states_join(&closed, &s);
			if (at > 0 && (line->apart || t->space > 0))
				pattern_states_join(&spaced, &s);
		}
		reach[at] = pattern_before(p, &closed);
		spaced = pattern_before(p, &spaced);
		pattern_states_cut(&spaced, &blank);
		spaced = pattern_before(p, &spaced);
		pattern_states_join(&reach[at], &spaced);
	}
}
