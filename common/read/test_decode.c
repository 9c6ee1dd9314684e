/* test_decode - paths through lattices. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/tap.h"
#include "net/labels.h"
#include "lang/test_lm.h"
#include "read/decode.h"
#include "read/lattice.h"
#include "read/nbest.h"

static char *names[] = {"c", "l", "d", "o", LABEL_REJECT, "C", "O"};
static struct model model = {.classes = names, .n_classes = 7};

/* A candidate of pieces from .. to - 1: its class, how likely that is, and a space and a cut before it, per mille. */
struct edge { int from, to, cls; float prob; int space, cut; };

/* A line of edges as the decoder wants it; each has one class. */
static void
take_edges(const struct edge *e, int n, struct ranked_class *ranked, int *count, struct result *r)
{
	memset(r, 0, (size_t)n * sizeof *r);
	for (int i = 0; i < n; i++) {
		ranked[i] = (struct ranked_class){e[i].cls, e[i].prob, 1};
		count[i] = 1;
		r[i].tags.have = TAG_LINE | TAG_WORD | TAG_FROM | TAG_TO | TAG_SPACE;
		r[i].tags.line = r[i].tags.word = 1;
		r[i].tags.from = e[i].from;
		r[i].tags.to = e[i].to;
		r[i].tags.space = e[i].space;
		r[i].tags.have |= e[i].cut ? TAG_CUT : 0;
		r[i].tags.cut = e[i].cut;
	}
}

static int
decode(const struct decoder *d, const struct lattice *l)
{
	struct first_pass first;

	decode_first_pass(d, l, &first);
	return decode_line(d, &first, l);
}

/* The text of the best path; "-" when there is none. */
static const char *
read_edges(const struct decoder *d, const struct edge *e, int n)
{
	static char text[64];
	struct model *members[] = {&model};
	const struct models set = {members, 1};
	struct classes classes = classes_union(&set);
	struct ranked_class ranked[16];
	struct result r[16];
	struct buf b = BUF_EMPTY;
	int count[16], left;
	const struct lattice line = {&classes, ranked, count, 1, r, n};

	take_edges(e, n, ranked, count, r);
	left = lattice_ok(&line) ? decode(d, &line) : 0;
	result_text(r, left, &b);
	snprintf(text, sizeof text, "%s", left > 0 ? buf_text(&b) : "-");
	buf_free(&b);
	classes_free(&classes);
	return text;
}

static void
is(const char *got, const char *want, const char *why)
{
	tap_ok(strcmp(got, want) == 0, "%s (%s)", why, got);
}

#define READS(d, want, why, ...) do { \
	const struct edge edges[] = {__VA_ARGS__}; \
	is(read_edges(d, edges, (int)(sizeof edges / sizeof edges[0])), want, why); \
} while (0)

static float sure;	/* the confidence of the last first character; 0: there was none */

/* Decode glyphs, height pixels above the base line of a line with an x-height of 30 and a cap height of 50, pitch apart (0: not told). */
static const char *
read_with(const struct decoder *d, const struct ranked_class (*glyph)[2], int n, int height, int pitch)
{
	static char text[64];
	struct model *members[] = {&model};
	const struct models set = {members, 1};
	struct classes classes = classes_union(&set);
	struct result r[8];
	struct buf b = BUF_EMPTY;
	int count[8];
	const struct lattice line = {&classes, *glyph, count, 2, r, n};

	memset(r, 0, sizeof r);
	for (int i = 0; i < n; i++) {
		struct tags *t = &r[i].tags;

		count[i] = 2;
		t->have = TAG_LINE | TAG_WORD | TAG_FROM | TAG_TO | TAG_SPACE | TAG_BASE | TAG_XH | TAG_CAP
			| (height ? TAG_BOX : 0) | (pitch ? TAG_PITCH : 0);
		t->line = t->word = 1;
		t->from = i;
		t->to = i + 1;
		t->box = (struct box){i * 90, 100 - height, 30, height};
		t->base = 100;
		t->xh = 30;
		t->cap = 50;
		t->pitch = pitch;
	}
	n = decode(d, &line);
	sure = n > 0 ? r[0].best[0].conf : 0;
	result_text(r, n, &b);
	snprintf(text, sizeof text, "%s", buf_text(&b));
	buf_free(&b);
	classes_free(&classes);
	return text;
}

static const char *
read_line(const struct lm *lm, const struct ranked_class (*glyph)[2], int n, int height, int pitch)
{
	struct decoder d = DECODER_DEFAULTS;

	d.language.lm = lm;
	return read_with(&d, glyph, n, height, pitch);
}

/* How tall a line's letters are is told by all of them and by the text. */
static void
lines(void)
{
	static const char *const words[] = {"cod", "cool", "old", "dodo", "c o o o l", "o c o c o c", NULL};
	static const struct ranked_class cool[][2] = {	/* small or capital, as far as the networks know */
		{{0, 0.5f, 1}, {5, 0.5f, 1}}, {{3, 0.5f, 1}, {6, 0.5f, 1}}, {{3, 0.5f, 1}, {6, 0.5f, 1}}, {{0, 0.5f, 1}, {5, 0.5f, 1}},
	};
	static const struct ranked_class row[][2] = {
		{{3, 0.9f, 1}, {6, 0.1f, 1}}, {{0, 0.9f, 1}, {5, 0.1f, 1}}, {{3, 0.9f, 1}, {6, 0.1f, 1}}, {{0, 0.9f, 1}, {5, 0.1f, 1}},
	};
	struct lm *lm = model_of(words, 3, 0);
	is(read_line(NULL, cool, 4, 30, 0), "cooc", "letters as tall as x are small");
	is(read_line(NULL, cool, 4, 50, 0), "COOC", "letters as tall as X are capitals");
	is(read_line(lm, cool, 4, 50, 0), "COOC", "words in capitals are words");
	is(read_line(lm, row, 4, 30, 90), "o c o c", "a row of letters is one");
	is(read_line(lm, row, 4, 30, 50), "ococ", "not where they stand closer");
	is(read_line(lm, row, 4, 30, 0), "ococ", "nor where distances differ");
	lm_free(lm);
}

/* How sure the decoder is of what it read. */
static void
confidences(void)
{
	static const char *const words[] = {"cod", "old", "lol", "col", NULL};
	static const struct ranked_class even[][2] = {{{0, 0.5f, 1}, {1, 0.5f, 1}}, {{3, 0.99f, 1}, {0, 0.01f, 1}}, {{2, 0.99f, 1}, {0, 0.01f, 1}}};
	static const struct ranked_class clear[][2] = {{{0, 0.999f, 1}, {1, 0.001f, 1}}, {{3, 0.99f, 1}, {0, 0.01f, 1}}};
	const struct decoder d = DECODER_DEFAULTS;
	struct lm *lm = model_of(words, 3, 0);

	read_with(&d, even, 3, 0, 0);
	tap_ok(fabsf(sure - 0.5f) < 0.01f, "one of two that are alike: %.3f", (double)sure);
	read_with(&d, clear, 2, 0, 0);
	tap_ok(sure > 0.97f && sure <= 1, "one that is clear: %.3f", (double)sure);
	is(read_line(lm, even, 3, 0, 0), "cod", "what follows tells");
	tap_ok(sure > 0.6f && sure < 1, "and makes it surer: %.3f", (double)sure);
	lm_free(lm);
}

/* Whether reading i of the words is text, about as likely as conf. */
static void
may_be(const struct result *r, int i, const char *text, float conf)
{
	const struct nbest *w = r->word;
	const int there = w && i < w->n;

	tap_ok(there && strcmp(w->v[i].text, text) == 0 && fabsf(w->v[i].conf - conf) < 0.02f, "reading %d is %s (%s %.3f)", i, text,
	       there ? w->v[i].text : "none", there ? (double)w->v[i].conf : 0);
}

/* What words may be: "co", or less likely "d", and "o" behind a space that is likely. */
static void
readings(void)
{
	static const struct edge edges[] = {
		{0, 1, 0, 0.6f, 0, 0}, {0, 2, 2, 0.5f, 0, 0}, {1, 2, 3, 0.6f, 100, 0}, {2, 3, 3, 0.9f, 900, 0},
	};
	struct decoder d = DECODER_DEFAULTS;
	struct model *members[] = {&model};
	const struct models set = {members, 1};
	struct classes classes = classes_union(&set);
	struct ranked_class ranked[4];
	struct result r[4];
	int count[4];
	const struct lattice line = {&classes, ranked, count, 1, r, 4};
	float all = 0;

	d.nbest = 3;
	d.character_bonus = 0;
	take_edges(edges, 4, ranked, count, r);
	tap_ok(decode(&d, &line) == 2 && !strcmp(r[0].best[0].text, "d"), "two words, the first of one letter");
	tap_ok(r[1].tags.word == r[0].tags.word + 1 && r[1].word, "both have readings");
	for (int i = 0; r[0].word && i < r[0].word->n; i++)
		all += r[0].word->v[i].conf;
	tap_ok(all <= 1, "that sum to no more than 1 (%.3f)", (double)all);
	may_be(&r[0], 0, "d", 0.48f);
	may_be(&r[0], 1, "co", 0.36f);
	may_be(&r[0], 2, "c o", 0.05f);
	may_be(&r[1], 0, "o", 0.89f);
	for (int i = 0; i < 4; i++)
		result_free(&r[i]);
	classes_free(&classes);
}

/* Lines of glyphs that are doubtful read as a pattern or a list of words has it. */
static void
restricted(void)
{
	static const struct ranked_class cool[][2] = {
		{{0, 0.99f, 1}, {5, 0.01f, 1}}, {{3, 0.999f, 1}, {6, 0.001f, 1}}, {{3, 0.5f, 1}, {6, 0.5f, 1}}, {{1, 0.999f, 1}, {2, 0.001f, 1}},
	};
	struct decoder d = DECODER_DEFAULTS;
	char path[] = "/tmp/test_decode-XXXXXX";
	const char *why;
	FILE *f = fdopen(mkstemp(path), "w");

	fputs("cOOl\n", f);
	fclose(f);
	d.language.words = lexicon_load(path);
	is(read_with(&d, cool, 4, 30, 0), "cOOl", "a word of the list, against sure letters");
	d.language.pattern = pattern_new("[co]+l", &why);
	is(read_with(&d, cool, 4, 30, 0), "cool", "but not against the pattern");
	lexicon_free((struct lexicon *)(uintptr_t)d.language.words);
	d.language.words = NULL;
	is(read_with(&d, cool, 4, 30, 0), "cool", "the pattern alone");
	pattern_free((struct pattern *)(uintptr_t)d.language.pattern);
	d.language.pattern = pattern_new("[0-9]{4}", &why);
	is(read_with(&d, cool, 4, 30, 0), "", "nothing that matches");
	pattern_free((struct pattern *)(uintptr_t)d.language.pattern);
	remove(path);
}

/* What matches is found, however much likelier that is which does not. */
static void
unlikely(void)
{
	static const struct ranked_class cool[][2] = {{{0, 0.99f, 1}, {5, 0.01f, 1}}, {{3, 0.999f, 1}, {6, 0.001f, 1}}};
	struct decoder d = DECODER_DEFAULTS;
	const char *why;

	d.beam = 1;
	d.language.pattern = pattern_new(".{2}", &why);
	READS(&d, "cl", "two characters", {0, 1, 0, 0.01f, 0, 0}, {0, 2, 2, 0.99f, 0, 0}, {1, 2, 1, 0.01f, 0, 0});
	READS(&d, "do", "no more of them, though there is a space", {0, 1, 0, 0.01f, 0, 0}, {0, 2, 2, 0.99f, 0, 0}, {1, 2, 1, 0.01f, 0, 0}, {2, 3, 3, 0.9f, 900, 0});
	pattern_free((struct pattern *)(uintptr_t)d.language.pattern);
	d.language.pattern = pattern_new(".{7}", &why);
	READS(&d, "c l o o", "spaces are counted in, however unlikely", {0, 1, 0, 0.9f, 0, 0}, {1, 2, 1, 0.9f, 1, 0}, {2, 3, 3, 0.9f, 1, 0}, {3, 4, 3, 0.9f, 1, 0});
	READS(&d, "-", "what has no chance at all is no space", {0, 1, 0, 0.9f, 0, 0}, {1, 2, 1, 0.9f, 1, 0}, {2, 3, 3, 0.9f, 0, 0}, {3, 4, 3, 0.9f, 1, 0});
	pattern_free((struct pattern *)(uintptr_t)d.language.pattern);
	d.language.pattern = pattern_new("c*[CO]|.*cc", &why);
	is(read_with(&d, cool, 2, 30, 0), "cO", "nor does the start of a likelier text lead astray");
	pattern_free((struct pattern *)(uintptr_t)d.language.pattern);
}

/* A line in which nothing matches has the scale that was measured, and no score. */
static void
no_first_look(void)
{
	struct decoder d = DECODER_DEFAULTS;
	struct model *members[] = {&model};
	const struct models set = {members, 1};
	struct classes classes = classes_union(&set);
	struct ranked_class ranked = {3, 0.9f, 1};
	struct result r = {.n = 0};
	const int count = 1;
	const struct lattice line = {&classes, &ranked, &count, 1, &r, 1};
	struct first_pass first;
	const char *why;

	r.tags = (struct tags){.have = TAG_FROM | TAG_TO | TAG_BOX | TAG_BASE | TAG_XH | TAG_CAP, .to = 1, .box = {0, 70, 30, 30}, .base = 100, .xh = 30, .cap = 50};
	decode_first_pass(&d, &line, &first);
	tap_ok(first.found && first.metrics.xh > 20, "a line has a scale (%.2f)", first.metrics.xh);
	d.language.pattern = pattern_new("x", &why);
	decode_first_pass(&d, &line, &first);
	tap_ok(!first.found && first.metrics.xh > 20, "one without a text has a scale all the same (%.2f)", first.metrics.xh);
	pattern_free((struct pattern *)(uintptr_t)d.language.pattern);
	classes_free(&classes);
}

int
main(void)
{
	struct decoder d = DECODER_DEFAULTS, narrow, many;

	d.character_bonus = 0.6;
	narrow = many = d;
	narrow.beam = 1;
	many.character_bonus = 5;
	READS(&d, "d", "one sure letter beats two doubtful ones", {0, 1, 0, 0.3f, 0, 0}, {0, 2, 2, 0.9f, 0, 0}, {1, 2, 1, 0.3f, 0, 0});
	READS(&d, "cl", "and the other way round", {0, 1, 0, 0.9f, 0, 0}, {0, 2, 2, 0.2f, 0, 0}, {1, 2, 1, 0.9f, 0, 0});
	READS(&many, "cl", "letters may be favoured", {0, 1, 0, 0.3f, 0, 0}, {0, 2, 2, 0.9f, 0, 0}, {1, 2, 1, 0.3f, 0, 0});
	READS(&narrow, "d", "a beam of one finds it, too", {0, 1, 0, 0.3f, 0, 0}, {0, 2, 2, 0.9f, 0, 0}, {1, 2, 1, 0.3f, 0, 0});
	READS(&d, "cl", "a cut that is likely is one", {0, 1, 0, 0.6f, 0, 0}, {0, 2, 2, 0.7f, 0, 0}, {1, 2, 1, 0.6f, 0, 800});
	READS(&d, "d", "one that is not is none", {0, 1, 0, 0.6f, 0, 0}, {0, 2, 2, 0.7f, 0, 0}, {1, 2, 1, 0.6f, 0, 200});
	READS(&d, "c o", "a likely space is one", {0, 1, 0, 0.9f, 0, 0}, {1, 2, 3, 0.9f, 900, 0});
	READS(&d, "co", "an unlikely one is none", {0, 1, 0, 0.9f, 0, 0}, {1, 2, 3, 0.9f, 100, 0});
	READS(&d, "co", "nor is there one before the first", {0, 1, 0, 0.9f, 990, 0}, {1, 2, 3, 0.9f, 100, 0});
	READS(&d, "o", "a path round what no candidate ends", {0, 2, 3, 0.2f, 0, 0}, {1, 2, 1, 0.9f, 0, 0});
	READS(&d, "-", "no path to the end", {0, 1, 0, 0.9f, 0, 0}, {2, 3, 1, 0.9f, 0, 0});
	READS(&d, "-", "pieces that are none", {0, 0, 0, 0.9f, 0, 0});
	READS(&d, "-", "more pieces than candidates", {0, 1000000000, 0, 0.9f, 0, 0});
	READS(&d, "-", "candidates out of order", {0, 1, 0, 0.9f, 0, 0}, {1, 2, 1, 0.9f, 0, 0}, {0, 2, 2, 0.9f, 0, 0});
	READS(&d, "co", "the rest of a line", {7, 8, 0, 0.9f, 900, 0}, {7, 9, 1, 0.1f, 0, 0}, {8, 9, 3, 0.9f, 0, 0});
	lines();
	confidences();
	readings();
	restricted();
	unlikely();
	no_first_look();
	return tap_done();
}
