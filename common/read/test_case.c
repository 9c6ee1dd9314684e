/* test_case - case, marks and look-alikes by size, place and the word around them. */
#include <stdio.h>
#include <string.h>

#include "base/tap.h"
#include "read/case.h"

/*
 * A line with its base at row 100, x-height 30, cap height 50.  Each glyph is
 * written as its candidates, best first, and where it stands: 'x' from the base
 * to x-height, 'h' to cap height, 'p' below the base, '.' low and small, '\''
 * high and small, '-' in the middle, 'i' as tall as i with its dot, 'm' between
 * x-height and cap height.
 */
struct glyph_spec { const char *labels[3]; char where; int word; };

static struct classes classes;
static char *names[] = {
	"0", "1", "2", "5", "9", "A", "B", "Cc", "Ii", "Ll", "Oo", "Pp", "Ss", "Zz", "a", "b", "e", "g", "h",
	"n", "q", "r", "t", ".", ",", "'", "-", "Kk",
};
static struct model model = {.classes = names, .n_classes = sizeof names / sizeof names[0]};

static int
class_at(const char *label)
{
	int i;

	for (i = 0; i < classes.n; i++)
		if (strcmp(classes.label[i], label) == 0)
			return i;
	return -1;
}

static void
place(struct result *r, char where, int word)
{
	static const struct { char where; int y, h, w; } places[] = {
		{'x', 70, 30, 26}, {'h', 50, 50, 30}, {'p', 70, 50, 26}, {'.', 95, 6, 6}, {',', 94, 16, 8},
		{'\'', 50, 14, 6}, {'-', 80, 5, 20}, {'i', 54, 46, 10}, {'m', 60, 40, 28}, {'|', 50, 50, 7},
	};
	size_t i;

	memset(r, 0, sizeof *r);
	if (where == '?')
		return;
	for (i = 0; i < sizeof places / sizeof places[0]; i++)
		if (places[i].where == where)
			r->tags.box = (struct box){10, places[i].y, places[i].w, places[i].h};
	r->tags.have = TAG_PAGE | TAG_LINE | TAG_WORD | TAG_CHAR | TAG_BOX | TAG_BASE | TAG_XH | TAG_CAP;
	r->tags.page = r->tags.line = r->tags.chr = 1;
	r->tags.word = word;
	r->tags.base = 100;
	r->tags.xh = 30;
	r->tags.cap = 50;
	r->parts = where == 'i' ? 2 : 1;
}

/* The n glyphs, whose candidates have the probabilities of split, read as want. */
static void
reads(const struct glyph_spec *g, int n, const float split[3], const char *want)
{
	struct ranked_class ranked[16][3];
	struct result r[16];
	struct buf text = BUF_EMPTY;
	int count[16] = {0}, i, k;
	const struct lattice line = {&classes, *ranked, count, 3, r, n};

	for (i = 0; i < n; i++) {
		for (k = 0; k < 3 && g[i].labels[k]; k++)
			ranked[i][k] = (struct ranked_class){class_at(g[i].labels[k]), split[k], k == 0};
		count[i] = k;
		place(&r[i], g[i].where, g[i].word);
	}
	case_line(&line);
	for (i = 0; i < n; i++)
		buf_str(&text, r[i].best[0].text);
	tap_ok(strcmp(buf_text(&text), want) == 0, "'%s' is read, wanted '%s'", buf_text(&text), want);
	buf_free(&text);
}

#define READS(split, want, ...) do { \
	static const struct glyph_spec glyphs[] = {__VA_ARGS__}; \
	reads(glyphs, (int)(sizeof glyphs / sizeof glyphs[0]), split, want); \
} while (0)

static const float sure[] = {0.98f, 0.015f, 0.005f}, torn[] = {0.45f, 0.40f, 0.15f};

static void
test_case_by_height(void)
{
	READS(sure, "c", {{"Cc"}, 'x', 1});
	READS(sure, "C", {{"Cc"}, 'h', 1});
	READS(sure, "p", {{"Pp"}, 'p', 1});
	READS(sure, "P", {{"Pp"}, 'h', 1});
	READS(sure, "So", {{"Ss"}, 'h', 1}, {{"Oo"}, 'x', 1});
	READS(sure, "i", {{"Ii"}, 'i', 1});
	READS(sure, "I", {{"Ii"}, '|', 1});
	READS(sure, "l", {{"Ll"}, '|', 1});
	READS(sure, "L", {{"Ll"}, 'h', 1});
}

static void
test_word(void)
{
	/* Half way between, the word's other letters tell. */
	READS(sure, "nosen", {{"n"}, 'x', 1}, {{"Oo"}, 'm', 1}, {{"Ss"}, 'm', 1}, {{"e"}, 'x', 1}, {{"n"}, 'x', 1});
	READS(sure, "BOSA", {{"B"}, 'h', 1}, {{"Oo"}, 'm', 1}, {{"Ss"}, 'm', 1}, {{"A"}, 'h', 1});
	READS(torn, "1205", {{"1"}, '|', 1}, {{"Zz", "2"}, 'h', 1}, {{"Oo", "0"}, 'h', 1}, {{"5", "Ss"}, 'h', 1});
	READS(torn, "Also", {{"A"}, 'h', 1}, {{"1", "Ll"}, '|', 1}, {{"5", "Ss"}, 'x', 1}, {{"0", "Oo"}, 'x', 1});
}

static void
test_marks(void)
{
	READS(torn, ".", {{"Oo", "."}, '.', 1});
	READS(torn, "n.", {{"n"}, 'x', 1}, {{"Oo", "."}, '.', 1});
	READS(torn, "n,", {{"n"}, 'x', 1}, {{"'", ","}, ',', 1});
	READS(torn, "n't", {{"n"}, 'x', 1}, {{",", "'"}, '\'', 1}, {{"t"}, 'h', 1});
	READS(torn, "1", {{".", "1"}, '|', 1});
	READS(torn, "a-b", {{"a"}, 'x', 1}, {{"1", "-"}, '-', 1}, {{"b"}, 'h', 1});
	READS(sure, "g9", {{"g"}, 'p', 1}, {{"9"}, 'h', 2});
	READS(torn, "q", {{"9", "q"}, 'p', 1});
}

static void
test_unknown(void)
{
	READS(sure, "cn1", {{"Cc"}, '?', 0}, {{"n"}, '?', 0}, {{"1"}, '?', 0});
	READS(torn, "2", {{"2", "Zz"}, '?', 0});
}

/* The order of the answers, their sum, and glyphs without any candidate. */
static void
test_answers(void)
{
	struct ranked_class ranked[2] = {{class_at("Oo"), 0.6f, 1}, {class_at("0"), 0.4f, 0}};
	const int count[] = {2, 0};
	struct result r[2];
	const struct lattice line = {&classes, ranked, count, 0, r, 2};	/* both have the same classes */
	float sum = 0;

	place(&r[0], 'x', 1);
	place(&r[1], '?', 1);
	case_line(&line);
	for (int k = 0; k < r[0].n; k++)
		sum += r[0].best[k].conf;
	tap_ok(r[0].n == 3 && strcmp(r[0].best[0].text, "o") == 0, "three answers, the small o first");
	tap_ok(sum > 0.999f && sum < 1.001f && r[0].best[0].conf >= r[0].best[1].conf, "confidences fall and sum to 1");
	tap_ok(r[1].n == 1 && r[1].best[0].text[0] == '\0', "no candidate, no text");
}

int
main(void)
{
	struct model *members[] = {&model};
	struct models set = {members, 1};

	classes = classes_union(&set);
	test_case_by_height();
	test_word();
	test_marks();
	test_unknown();
	test_answers();
	classes_free(&classes);
	return tap_done();
}
