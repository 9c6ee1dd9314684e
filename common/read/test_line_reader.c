/* test_line_reader - whole lines: texts, boxes, answers, words; alone and beside their glyphs. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/tap.h"
#include "lang/test_lm.h"
#include "net/labels.h"
#include "page/line_image.h"
#include "read/decode_page.h"
#include "read/line_answers.h"
#include "read/nbest.h"

enum { STEP = 4, CLASSES = 8 };

static char *names[CLASSES] = {"t", "h", "e", "l", "T", "\xC3\xA9", LABEL_SPACE, LABEL_BLANK};
static struct model model = {.classes = names, .n_classes = CLASSES, .step = STEP};

/* The class that a letter of the tests stands for: E for the accented one, "-" for the blank. */
static int
class_of(char c)
{
	return (int)(strchr("thelTE -", c) - "thelTE -");
}

/*
 * A line whose steps say the letters of said, by p, and second, by most of the rest.  Every letter
 * but the blank has ink in its columns: 10 rows high, its middle two columns.
 */
static void
say(struct line_picture *line, struct line_reading *l, const char *said, const char *second, double p)
{
	*line = (struct line_picture){.img = image_new((int)strlen(said) * STEP, LINE_HEIGHT)};
	*l = (struct line_reading){.line = line, .steps = (int)strlen(said)};
	l->logp = mem_floats(strlen(said) * CLASSES);
	for (int t = 0; said[t]; t++) {
		for (int k = 0; k < CLASSES; k++)
			l->logp[t * CLASSES + k] = (float)log(k == class_of(said[t]) ? p : k == class_of(second[t]) ? 0.99 - p : 0.01 / CLASSES);
		for (int y = 20; y < 30 && said[t] != '-' && said[t] != ' '; y++)
			line->img.px[y * line->img.w + t * STEP + 1] = line->img.px[y * line->img.w + t * STEP + 2] = 255;
	}
	line->tags.have = TAG_PAGE | TAG_LINE | TAG_BOX | TAG_BASE | TAG_XH | TAG_WHOLE | TAG_ZOOM | TAG_MIDDLE | TAG_TILT;
	line->tags.page = 1;
	line->tags.line = 1;
	line->tags.whole = 1;
	line->tags.zoom = 500000;	/* the original is twice as large */
	line->tags.middle = 1000;
	line->tags.box = (struct box){100, 900, 2 * line->img.w, 200};
	line->tags.base = 1010;
	line->tags.xh = 30;
	line->tags.src = mem_text("a.png");
}

static void
is(const char *got, const char *want, const char *why)
{
	tap_ok(strcmp(got, want) == 0, "%s (%s)", why, got);
}

static const char *
text_of(const struct results *r)
{
	static char text[200];
	struct buf b = BUF_EMPTY;

	result_text(r->v, r->n, &b);
	snprintf(text, sizeof text, "%s", buf_text(&b));
	for (char *p = text; *p; p++)
		*p = *p == '\n' ? '/' : *p;
	buf_free(&b);
	return text;
}

/* What is read of such a line. */
static struct results
read_line(const struct line_reader *r, const char *said, const char *second, double p)
{
	struct results out = RESULTS_EMPTY;
	struct line_picture line;
	struct line_reading l;

	say(&line, &l, said, second, p);
	line_reader_search(r, &l);
	line_reading_results(r, &l, &out);
	line_reading_free(&l);
	line_picture_free(&line);
	return out;
}

static void
places(void)
{
	struct decoder d = DECODER_DEFAULTS;
	struct line_reader r;
	struct results out;
	int ordered = 1;

	tap_ok(line_reader_open(&r, &model, &d, NULL) == 0, "a reader of lines");
	out = read_line(&r, "---t---h---e-- --t-E---", "---l-----------------e-", 0.9);
	is(text_of(&out), "the t\xC3\xA9", "what the network says is read");
	tap_ok(out.v[2].tags.word == 1 && out.v[2].tags.chr == 3 && out.v[3].tags.word == 2 && out.v[3].tags.chr == 1, "words and characters count from 1");
	tap_ok(out.v[0].tags.page == 1 && out.v[0].tags.line == 1 && out.v[0].tags.xh == 30 && strcmp(out.v[0].tags.src, "a.png") == 0
	       && !(out.v[0].tags.have & (TAG_WHOLE | TAG_ZOOM)), "what is known of the line is known of each");
	for (int i = 0; i < out.n; i++) {
		const struct tags *t = &out.v[i].tags;

		ordered &= t->box.w == 4 && t->box.h == 20 && t->base == 1010 && (i == 0 || t->box.x > out.v[i - 1].tags.box.x);
	}
	tap_ok(ordered && out.v[1].tags.box.x == 100 + 2 * (7 * STEP + 1 - LINE_MARGIN), "boxes hold the ink of each character, in the original");
	is(out.v[0].best[1].text, "l", "what else it may be comes second");
	tap_ok(out.v[0].best[0].conf > out.v[1].best[1].conf && out.v[0].best[0].conf < 1 && out.v[1].best[0].conf > out.v[0].best[0].conf,
	       "and what is less clear is less sure");
	results_free(&out);
	out = read_line(&r, "-----", "-----", 0.9);
	tap_ok(out.n == 0, "nothing is read where nothing is said");
	results_free(&out);
	line_reader_close(&r);
	tap_ok(line_reader_open(&r, &model, &d, "te") == 0, "some characters alone");
	out = read_line(&r, "-t-h- -l-", "---e---t-", 0.9);
	is(text_of(&out), "te t", "are answered, and spaces");
	results_free(&out);
	line_reader_close(&r);
	tap_ok(line_reader_open(&r, &model, &d, "xyz") < 0, "what it does not know it does not answer");
}

static void
languages(void)
{
	static const char *const english[] = {"the", "the", "Thee", NULL}, *const french[] = {"t\xC3\xA9l\xC3\xA9", NULL};
	struct lm *one = model_of(english, 4, 0), *two = model_of(french, 4, 0);
	const struct lm *both[] = {one, two};
	struct decoder d = DECODER_DEFAULTS;
	struct line_reader r;
	struct results out;

	d.language.lm = one;
	d.nbest = 3;
	line_reader_open(&r, &model, &d, NULL);
	out = read_line(&r, "-t-l-e- -t-h-e-", "---h-----------", 0.6);
	is(text_of(&out), "the the", "a language model decides what is in doubt");
	tap_ok(out.v[1].best[0].conf > 0.5f && strcmp(out.v[1].best[1].text, "l") == 0, "and how sure that is");
	tap_ok(out.v[0].word && out.v[0].word->n >= 2 && strcmp(out.v[0].word->v[0].text, "the") == 0 && strcmp(out.v[0].word->v[1].text, "tle") == 0
	       && out.v[0].word->v[0].conf > out.v[0].word->v[1].conf, "words have what else they may be");
	tap_ok(!out.v[1].word && out.v[3].word && out.v[3].word->v[0].conf > out.v[0].word->v[0].conf, "at their first characters");
	results_free(&out);
	line_reader_close(&r);
	d.lms = both;
	d.n_lms = 2;
	line_reader_open(&r, &model, &d, NULL);
	out = read_line(&r, "-t-h-e-", "---l-E-", 0.6);
	is(text_of(&out), "the", "of several models the likeliest text counts");
	results_free(&out);
	out = read_line(&r, "-t-e-l-e-", "---E---E-", 0.6);
	is(text_of(&out), "t\xC3\xA9l\xC3\xA9", "whichever says so");
	results_free(&out);
	line_reader_close(&r);
	lm_free(one);
	lm_free(two);
}

/* One glyph of a line, of which networks are sure by p that it is of a class. */
static struct result
glyph(int line, int at, int class, float p, struct ranked_class *ranked)
{
	struct result r = {.n = 0};

	ranked[0] = (struct ranked_class){class, p, 1};
	ranked[1] = (struct ranked_class){(class + 1) % 4, 1 - p, 0};
	r.tags.have = TAG_PAGE | TAG_LINE | TAG_WORD | TAG_CHAR;
	r.tags.page = r.tags.word = 1;
	r.tags.line = line;
	r.tags.chr = at;
	return r;
}

/* Whole lines and glyphs: 1 as both, 2 as glyphs alone, 3 as a whole alone. */
static void
beside(float sure, float whole_sure, int enough, const char *want, const char *why)
{
	static char *glyph_names[] = {"e", "t", "h", "x"};
	static const char *const texts[] = {"the", "eth", "l", NULL};
	struct model of_glyphs = {.classes = glyph_names, .n_classes = 4}, *members[] = {&of_glyphs};
	const struct models set = {members, 1};
	struct classes classes = classes_union(&set);
	struct decoder d = DECODER_DEFAULTS;
	struct ranked_class ranked[8];
	struct result glyphs[4];
	int n_ranked[4] = {2, 2, 2, 2};
	struct line_picture line[2];
	struct line_reading whole[2];
	struct results out = RESULTS_EMPTY;
	struct lm *lm = model_of(texts, 2, 0);
	struct line_reader r;

	for (int i = 0; i < 4; i++)
		glyphs[i] = glyph(1 + i / 3, 1 + i % 3, i, sure, &ranked[2 * i]);
	d.language.lm = lm;
	line_reader_open(&r, &model, &d, NULL);
	say(&line[0], &whole[0], "-t-h-e-", "-e-t-h-", whole_sure);
	say(&line[1], &whole[1], "-l-", "---", 0.9);
	line[1].tags.line = 3;
	line[1].at = 4;
	for (int i = 0; i < 2; i++)
		line_reader_search(&r, &whole[i]);
	tap_ok((line_answers_sure(&r, &whole[0]) > 0.8) == (whole_sure > 0.8f), "a line is as sure as what is least sure in it");
	whole[0].enough = enough;
	decode_pages(&d, &r, &(struct page_input){{&classes, ranked, n_ranked, 2, glyphs, 4}, whole, 2}, &out);
	is(text_of(&out), want, why);
	results_free(&out);
	for (int i = 0; i < 2; i++) {
		line_reading_free(&whole[i]);
		line_picture_free(&line[i]);
	}
	line_reader_close(&r);
	classes_free(&classes);
	lm_free(lm);
}

/* On a page in capitals what the network took for small letters is read as their capitals. */
static void
capitals(void)
{
	static const char *const lines[] = {"ab ba", "ba", NULL};
	static const uint32_t codes[] = {'a', 'b', 'A', 'B', ' '};
	enum { N = 6, STEPS = 4 };		/* the last class is the blank */
	static const float said[STEPS][N] = {
		{0.95f, 1e-5f, 0.04f, 1e-5f, 1e-5f, 0.01f}, {1e-5f, 1e-5f, 1e-5f, 1e-5f, 1e-5f, 0.99f},
		{1e-5f, 0.95f, 1e-5f, 0.04f, 1e-5f, 0.01f}, {1e-5f, 1e-5f, 1e-5f, 1e-5f, 1e-5f, 0.99f},
	};
	struct model own = {.n_classes = N, .step = 4};
	struct lm *lm = model_of(lines, 3, 0);
	uint8_t allowed[N] = {1, 1, 1, 1, 1, 0};
	const struct line_reader r = {.model = &own, .code = (uint32_t *)codes, .allowed = allowed,
	                              .language = {.lm = lm, .weight = 0.8}, .weights = {.capitals_start = 1, .capitals_turn = 5, .beam = 16}};
	struct line_reading usual = {.steps = STEPS}, again;

	usual.logp = mem_floats(STEPS * N);
	for (int i = 0; i < STEPS * N; i++)
		usual.logp[i] = logf((&said[0][0])[i]);
	line_reader_search(&r, &usual);
	tap_ok(usual.n > 0 && usual.text[0].n == 2 && usual.text[0].label[0] == 0 && usual.text[0].label[1] == 1, "small letters as they are seen");
	line_reader_search_capitals(&r, &usual, 10, &again);
	tap_ok(again.n > 0 && again.text[0].n == 2 && again.text[0].label[0] == 2 && again.text[0].label[1] == 3, "on a page in capitals their capitals");
	tap_ok(usual.logp[2] < again.logp[2], "what the network said before stays as it was");
	line_reading_free(&usual);
	line_reading_free(&again);
	lm_free(lm);
}

int
main(void)
{
	places();
	languages();
	beside(0.51f, 0.97f, 0, "the/x/l", "glyphs and whole, line by line");
	beside(0.99f, 0.5f, 0, "eth/x/l", "glyphs that are surer are taken");
	beside(0.99f, 0.5f, 1, "the/x/l", "but where the whole is enough");
	capitals();
	return tap_done();
}
