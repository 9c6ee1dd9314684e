/* One text out of two: where words stand, which are believed, and that none is lost or doubled. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/tap.h"
#include "lang/lm.h"
#include "read/combine_words.h"
#include "read/test_result.h"

enum { STEPS = 40, CLASSES = 8 };	/* a b c d e f, a space, the blank */

static const struct lm *english;	/* NULL: no language model */

static const uint32_t codes[CLASSES - 1] = {'a', 'b', 'c', 'd', 'e', 'f', ' '};

/* A network that is as sure as it can be of text, a character every other step. */
static void
say(float *logp, const char *text, float sure)
{
	for (int t = 0; t < STEPS; t++)
		for (int k = 0; k < CLASSES; k++) {
			const int at = t / 2 < (int)strlen(text) && t % 2 == 0 ? text[t / 2] == ' ' ? 6 : text[t / 2] - 'a' : CLASSES - 1;

			logp[t * CLASSES + k] = logf(k == at ? sure : (1 - sure) / (CLASSES - 1));
		}
}

/* Characters of words apart by blanks, each 10 pixels wide, as sure as conf. */
static int
lay(struct result *r, const char *text, float conf)
{
	int n = 0, word = 1;

	for (int i = 0; text[i]; i++) {
		if (text[i] == ' ') {
			word++;
			continue;
		}
		memset(&r[n], 0, sizeof r[n]);
		r[n].tags.have = TAG_LINE | TAG_WORD | TAG_CHAR | TAG_BOX;
		r[n].tags.line = 1;
		r[n].tags.word = word;
		r[n].tags.box = (struct box){10 * i, 0, 9, 9};
		r[n].best[0].text[0] = text[i];
		r[n].best[0].conf = conf;
		r[n++].n = 1;
	}
	return n;
}

/* What comes of both is want. */
static void
combined(const char *lattice, float sure, const char *whole, float sure_whole, const char *want, const char *what)
{
	struct model model = {.n_classes = CLASSES, .step = 4};
	const struct line_reader by = {.model = &model, .code = (uint32_t *)codes, .weights = {.beam = 4}, .language = {.lm = english, .weight = 0.8}};
	float *logp = mem_floats(STEPS * CLASSES);
	struct line_reading reading = {.logp = logp, .steps = STEPS};
	struct result l[16], w[16];
	struct results out = RESULTS_EMPTY;
	struct buf text = BUF_EMPTY;
	int numbered = 1;

	say(logp, whole, sure_whole);
	combine_words(&(struct voters){.by = &by, .reading = &reading}, l, lay(l, lattice, sure), w, lay(w, whole, sure_whole), &out);
	result_text(out.v, out.n, &text);
	tap_ok(strcmp(buf_text(&text), want) == 0, "%s: '%s' and '%s' give '%s'", what, lattice, whole, buf_text(&text));
	for (int i = 1; i < out.n; i++)
		numbered &= out.v[i].tags.word == out.v[i - 1].tags.word ? out.v[i].tags.chr == out.v[i - 1].tags.chr + 1
		            : out.v[i].tags.word == out.v[i - 1].tags.word + 1 && out.v[i].tags.chr == 1;
	tap_ok(numbered && (out.n == 0 || (out.v[0].tags.word == 1 && out.v[0].tags.chr == 1)), "%s: words and characters are numbered", what);
	results_free(&out);
	buf_free(&text);
	free(logp);
}

int
main(void)
{
	struct lm *lm = lm_load("models/english.lm");

	combined("abc def", 0.99f, "abc dff", 0.4f, "abc dff", "without a language model the whole is believed");
	english = lm;
	if (!lm) {
		tap_skip("no models/english.lm");
		return tap_done();
	}
	combined("abc def", 0.9f, "abc def", 0.9f, "abc def", "where both agree");
	combined("abc def", 0.99f, "abc dff", 0.4f, "abc def", "sure candidates are believed");
	combined("abd def", 0.2f, "abc def", 0.99f, "abc def", "a sure whole is believed");
	combined("ab cdef", 0.2f, "abc def", 0.99f, "abc def", "spaces that differ are one place");
	combined("", 0.5f, "abc", 0.9f, "abc", "no candidates");
	combined("abc", 0.9f, "", 0.5f, "abc", "no whole");
	combined("", 0.5f, "", 0.5f, "", "nothing");
	lm_free(lm);
	return tap_done();
}
