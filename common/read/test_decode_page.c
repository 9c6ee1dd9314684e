/* test_decode_page - lines of a page are read together. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/tap.h"
#include "net/labels.h"
#include "lang/test_lm.h"
#include "read/decode_page.h"

static char *names[] = {"c", "o", "C", "O", LABEL_REJECT};
static float prior[] = {0.4f, 0.4f, 0.08f, 0.08f, 0.04f};	/* small letters are more frequent in training */
static struct model model = {.classes = names, .n_classes = 5, .prior = prior};
enum { RANKS = 2, GLYPHS = 3 * DECODE_MOST };

/* Glyphs of a page, and what networks say of them. */
struct glyphs {
	struct ranked_class ranked[GLYPHS * RANKS];
	int n_ranked[GLYPHS];
	struct result r[GLYPHS];
	int n;
};

/* One glyph: height pixels tall, of a line with an x-height of 30 and a cap height of 50; tied: small or capital, as far as networks know. */
static void
put(struct glyphs *g, int page, int line, int at, int cls, int tied, int height)
{
	struct tags *t = &g->r[g->n].tags;
	struct ranked_class *ranked = g->ranked + g->n * RANKS;

	memset(&g->r[g->n], 0, sizeof *g->r);
	ranked[0] = (struct ranked_class){cls, tied ? 0.5f : 0.99f, 1};
	ranked[1] = (struct ranked_class){(cls + 2) % 4, tied ? 0.5f : 0.01f, 0};
	g->n_ranked[g->n++] = RANKS;
	t->have = TAG_PAGE | TAG_LINE | TAG_WORD | TAG_FROM | TAG_TO | TAG_SPACE | TAG_BOX | TAG_BASE | TAG_XH | TAG_CAP;
	t->page = page;
	t->line = line;
	t->word = 1;
	t->from = at;
	t->to = at + 1;
	t->box = (struct box){at * 40, 100 - height, 30, height};
	t->base = 100;
	t->xh = 30;
	t->cap = 50;
}

/* A line of characters: c and o may be small or capital. */
static void
put_line(struct glyphs *g, int page, int line, const char *text, const int *heights)
{
	for (int i = 0; text[i]; i++) {
		const char *at = strchr("coCO", text[i]);

		put(g, page, line, i, (int)(at - "coCO"), *text == 'c', heights[i % 4]);
	}
}

/* What is read of g, lines apart by "/"; g is empty then. */
static const char *
settled(struct glyphs *g, const struct decoder *d)
{
	static char text[4 * GLYPHS];
	struct model *members[] = {&model};
	const struct models set = {members, 1};
	struct classes classes = classes_union(&set);
	struct buf b = BUF_EMPTY;
	struct results out = RESULTS_EMPTY;

	decode_pages(d, NULL, &(struct page_input){{&classes, g->ranked, g->n_ranked, RANKS, g->r, g->n}, NULL, 0}, &out);
	result_text(out.v, out.n, &b);
	snprintf(text, sizeof text, "%s", buf_text(&b));
	for (char *p = text; *p; p++)
		*p = *p == '\n' || *p == '\f' ? '/' : *p;
	results_free(&out);
	buf_free(&b);
	classes_free(&classes);
	g->n = 0;
	return text;
}

static void
is(const char *got, const char *want, const char *why)
{
	tap_ok(strcmp(got, want) == 0, "%s (%s)", why, got);
}

static void
pages(struct glyphs *g, const struct decoder *d)
{
	static const int capitals[] = {50, 50, 50, 50}, mixed[] = {50, 30, 30, 30};

	put_line(g, 1, 1, "cooc", mixed);
	is(settled(g, d), "Cooc", "a tall letter before small ones");
	put_line(g, 1, 1, "OCOCOCOCOCOCOCOC", capitals);
	put_line(g, 1, 2, "cooc", mixed);
	put_line(g, 1, 3, "COCOCOCOCOCOCOCO", capitals);
	is(settled(g, d), "OCOCOCOCOCOCOCOC/COOC/COCOCOCOCOCOCOCO", "on a page of capitals they are capitals");
	put_line(g, 1, 1, "OCOCOCOCOCOCOCOC", capitals);
	put_line(g, 2, 1, "cooc", mixed);
	put_line(g, 3, 1, "COCOCOCOCOCOCOCO", capitals);
	is(settled(g, d), "OCOCOCOCOCOCOCOC/Cooc/COCOCOCOCOCOCOCO", "other pages do not count");
	put_line(g, 1, 1, "OCOCOCOCOCOCOCOC", capitals);
	put_line(g, 1, 2, "cooc", mixed);
	for (int i = 0; i < g->n; i++)
		g->r[i].tags.have &= ~(unsigned)TAG_PAGE;
	is(settled(g, d), "OCOCOCOCOCOCOCOC/Cooc", "nor do lines without a page");
}

/* More than can be settled together: the lines before those that do not fit are a page of their own. */
static void
large(struct glyphs *g, const struct decoder *d)
{
	static const int capitals[] = {50, 50, 50, 50}, mixed[] = {50, 30, 30, 30};
	const char *text;

	put_line(g, 1, 1, "cooc", mixed);
	for (int i = 0; i < DECODE_MOST - 3; i++)
		put(g, 1, 2, i, 3, 0, 50);
	text = settled(g, d);
	tap_ok(strncmp(text, "Cooc/OOOO", 9) == 0 && strlen(text) == DECODE_MOST + 2, "one glyph too many parts a page");
	put_line(g, 1, 1, "cooc", mixed);
	for (int i = 0; i < DECODE_MOST - 4; i++)
		put(g, 1, 2, i, 3, 0, 50);
	text = settled(g, d);
	tap_ok(strncmp(text, "COOC/OOOO", 9) == 0 && strlen(text) == DECODE_MOST + 1, "as many as fit are one");
	for (int i = 0; i < DECODE_MOST + 9; i++)
		put(g, 1, 1, i, 3, 0, 50);
	put_line(g, 1, 2, "OC", capitals);
	text = settled(g, d);
	tap_ok(strlen(text) >= DECODE_MOST + 9 + 3 && strcmp(text + strlen(text) - 3, "/OC") == 0, "a line that is too long loses nothing");
}

int
main(void)
{
	struct decoder d = DECODER_DEFAULTS;
	struct glyphs *g = calloc(1, sizeof *g);
	static const char *const lines[] = {"Cooc", "cooc ococ", NULL};
	struct lm *lm = model_of(lines, 3, 0);

	d.language.lm = lm;
	pages(g, &d);
	large(g, &d);
	lm_free(lm);
	free(g);
	return tap_done();
}
