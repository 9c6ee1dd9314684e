#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "read/nbest.h"

/* Both texts as one, new. */
static char *
join(const char *a, const char *b)
{
	const size_t n = strlen(a), more = strlen(b) + 1;
	char *text = mem_alloc(n + more, 1);

	memcpy(text, a, n);
	memcpy(text + n, b, more);
	return text;
}

void
nbest_clear(struct nbest *w)
{
	while (w->n > 0)
		free(w->v[--w->n].text);
}

/* One of all pairs of a text and the character behind it. */
struct pair { int text, answer; };

/* The likeliest pair that is not taken yet; its text is -1 when all are. */
static struct pair
likeliest(const struct nbest *w, const struct answer *character, int n, uint8_t (*taken)[RESULT_TOP])
{
	struct pair best = {-1, 0};
	float most = -1;

	for (int i = 0; i < w->n; i++)
		for (int k = 0; k < n; k++)
			if (!taken[i][k] && w->v[i].conf * character[k].conf > most) {
				most = w->v[i].conf * character[k].conf;
				best = (struct pair){i, k};
			}
	return best;
}

void
nbest_extend(struct nbest *w, const struct answer *character, int n)
{
	struct nbest more = {.n = 0};
	uint8_t taken[RESULT_TOP][RESULT_TOP] = {{0}};
	struct pair p = {0, 0};		/* the answer first */

	if (w->n == 0)
		w->v[w->n++] = (struct nbest_text){mem_text(""), 1};
	while (more.n < RESULT_TOP && p.text >= 0) {
		const struct answer *a = &character[p.answer];

		more.v[more.n++] = (struct nbest_text){join(w->v[p.text].text, a->text), w->v[p.text].conf * a->conf};
		taken[p.text][p.answer] = 1;
		p = likeliest(w, character, n, taken);
	}
	nbest_clear(w);
	*w = more;
}

void
nbest_copy(struct nbest *w, const struct nbest *from)
{
	for (w->n = 0; w->n < from->n; w->n++)
		w->v[w->n] = (struct nbest_text){mem_text(from->v[w->n].text), from->v[w->n].conf};
}
