/* test_context - language model, words and pattern asked together. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/tap.h"
#include "base/utf8.h"
#include "lang/context.h"
#include "lang/test_lm.h"

static struct lexicon *
list(const char *words)
{
	char path[] = "/tmp/test_context-XXXXXX";
	FILE *f = fdopen(mkstemp(path), "w");
	struct lexicon *x;

	fputs(words, f);
	fclose(f);
	x = lexicon_load(path);
	remove(path);
	return x;
}

/* Go on with a text; its nats. */
static double
go_on(const struct language *l, struct lm_memo *memo, struct context *c, const char *text)
{
	double sum = 0;
	uint32_t code;

	for (text = utf8_next(text, &code); code != 0 && sum > -INFINITY; text = utf8_next(text, &code))
		sum += context_step(l, memo, c, code);
	return sum;
}

static int
near(double a, double b)
{
	return fabs(a - b) < 1e-9;
}

static void
models(struct lm *lm)
{
	const struct language none = {.weight = 0.5}, l = {.lm = lm, .weight = 0.5};
	struct lm_memo *memo = lm_memo_new(lm);
	struct context c = context_start(&none), capitals;
	size_t n;

	tap_ok(go_on(&none, NULL, &c, "xyz") + context_end(&none, &c) >= 0 && context_bonus(&none) <= 0, "without all three every text is alike");
	c = capitals = context_start(&l);
	tap_ok(near(go_on(&l, memo, &c, "to be") + context_end(&l, &c), 0.5 * lm_line(lm, "to be", &n)), "a model says what it says, by its weight");
	tap_ok(context_bonus(&l) > 0, "and characters have a bonus for what it costs");
	capitals.capitals = 1;
	tap_ok(near(go_on(&l, memo, &capitals, "TO BE") + context_end(&l, &capitals), 0.5 * lm_line(lm, "to be", &n)),
	       "words in capitals are as likely");
	tap_ok(!context_same(&l, &c, &capitals), "but no others are after them");
	tap_ok(go_on(&l, memo, &capitals, "t") <= -INFINITY, "and small letters are not");
	tap_ok(go_on(&l, memo, &capitals, "\xC3\xA9") <= -INFINITY, "with accents or without");
	c = capitals = context_start(&l);
	go_on(&l, memo, &c, "be or not to");
	go_on(&l, memo, &capitals, "not to");
	tap_ok(context_same(&l, &c, &capitals), "texts that end alike are one");
	lm_memo_free(memo);
}

static void
words(void)
{
	struct lexicon *x = list("Ulm\nUlmer\n");
	const struct language l = {.words = x, .weight = 1};
	struct context c = context_start(&l), plain = c;
	double nats = context_enter(&l, &c);

	tap_ok(nats < 0 && nats > -INFINITY && c.listed, "a word of the list begins at a cost");
	tap_ok(context_enter(&l, &c) <= -INFINITY && c.listed, "but not within one");
	nats += go_on(&l, NULL, &c, "Ulm");
	tap_ok(nats > go_on(&l, NULL, &plain, "Ulm"), "and is likelier than characters");
	nats = context_leave(&l, &c);
	tap_ok(nats < 0 && nats > -INFINITY && !c.listed, "it ends where one does");
	tap_ok(context_step(&l, NULL, &c, 'e') <= -INFINITY, "no letter may follow");
	tap_ok(context_enter(&l, &plain) <= -INFINITY && !plain.listed, "nor may one begin behind a letter");
	c = context_start(&l);
	context_enter(&l, &c);
	go_on(&l, NULL, &c, "Ul");
	tap_ok(context_leave(&l, &c) <= -INFINITY && c.listed && context_end(&l, &c) <= -INFINITY, "it ends nowhere else");
	lexicon_free(x);
}

static void
patterns(struct lm *lm)
{
	const char *why;
	struct pattern *p = pattern_new("to[bx]e", &why);
	const struct language l = {.lm = lm, .pattern = p, .weight = 1};
	struct lm_memo *memo = lm_memo_new(lm);
	struct context c = context_start(&l);

	tap_ok(go_on(&l, memo, &c, "tob") > -INFINITY && context_end(&l, &c) <= -INFINITY, "a pattern is not done before its end");
	tap_ok(go_on(&l, memo, &c, "e") > -INFINITY && context_end(&l, &c) > -INFINITY, "it is there");
	tap_ok(go_on(&l, memo, &c, "e") <= -INFINITY, "nothing follows");
	lm_memo_free(memo);
	pattern_free(p);
}

int
main(void)
{
	static const char *const lines[] = {"to be or not to be", "not to", NULL};
	struct lm *lm = model_of(lines, 3, 0);

	models(lm);
	words();
	patterns(lm);
	lm_free(lm);
	return tap_done();
}
