/* test_lattice_text - how likely given texts are by a lattice: against the search that finds the best of them. */
#include <math.h>
#include <string.h>

#include "base/tap.h"
#include "base/utf8.h"
#include "read/lattice_text.h"
#include "read/search.h"
#include "read/tunables.h"

enum { EDGES = 5 };

/* Three pieces: "c", "l" or "d", then "O" or "o", a space before it likely. */
static char *names[] = {"c", "l", "d", "o", "O"};
static const struct { int from, to, cls; float prob; int space, cut; } edges[EDGES] = {
	{0, 1, 0, 0.6f, 0, 0}, {0, 2, 2, 0.5f, 0, 0}, {1, 2, 1, 0.9f, 20, 400}, {2, 3, 3, 0.7f, 600, 900}, {2, 3, 4, 0.2f, 600, 900},
};

static struct result r[EDGES];
static struct ranked_class ranked[EDGES];
static int count[EDGES];

static void
lay(void)
{
	for (int i = 0; i < EDGES; i++) {
		struct tags *t = &r[i].tags;

		ranked[i] = (struct ranked_class){edges[i].cls, edges[i].prob, 1};
		count[i] = 1;
		t->have = TAG_LINE | TAG_WORD | TAG_FROM | TAG_TO | TAG_SPACE | TAG_CUT;
		t->line = t->word = 1;
		t->from = edges[i].from;
		t->to = edges[i].to;
		t->space = edges[i].space;
		t->cut = edges[i].cut;
	}
}

static double
score(const struct lattice_text *t, const char *text)
{
	uint32_t code[16];
	int n = 0;

	while (*text)
		text = utf8_next(text, &code[n++]);
	return lattice_text_score(t, code, n);
}

/* The score of the best path that a search finds, which nothing but the lattice speaks for. */
static double
best_score(const struct decoder *d, const struct lattice *l)
{
	const struct line_metrics none = {0, 0, 0, 0};
	struct search s;
	double best;

	search_open(&s, d, l);
	search_at(&s, &none, d->beam);
	best = s.score;
	search_close(&s);
	return best;
}

int
main(void)
{
	struct model model = {.classes = names, .n_classes = 5};
	struct model *members[] = {&model};
	const struct models set = {members, 1};
	struct classes classes = classes_union(&set);
	struct decoder d = DECODER_DEFAULTS;
	const struct lattice l = {&classes, ranked, count, 1, r, EDGES};
	const struct first_pass first = {.score = 0};
	struct lattice_text t;
	double best;

	d.character_bonus = 0;
	lay();
	best = best_score(&d, &l);
	lattice_text_open(&t, &d, &first, &l);
	tap_ok(fabs(score(&t, "d o") - best) < 1e-5, "the best text has what its search found: %g, %g", score(&t, "d o"), best);
	tap_ok(score(&t, "cl o") < score(&t, "d o") && score(&t, "do") < score(&t, "d o"), "other cuts, and no space, are less likely");
	tap_ok(fabs(score(&t, "d o") - score(&t, "d O") - log(0.7 / 0.2)) < 1e-5, "another character is as much less likely as networks say");
	tap_ok(fabs(score(&t, "d o") - score(&t, "d x") - (log(0.7) - LATTICE_TEXT_LEAST)) < 1e-5, "what they do not know is as unlikely as it may be");
	tap_ok(isinf(score(&t, "dodo")) && isinf(score(&t, "d")) && isinf(score(&t, "")), "too many characters, too few, and none are no text");
	lattice_text_close(&t);
	classes_free(&classes);
	return tap_done();
}
