/* test_pattern - patterns match what glibc's regular expressions match. */
#include <regex.h>
#include <stdio.h>
#include <string.h>

#include "base/rng.h"
#include "base/tap.h"
#include "base/utf8.h"
#include "lang/pattern.h"

enum { PATTERNS = 600, TEXTS = 60, LONGEST = 8 };

/* 1: text matches p as a whole; 0: it does not; -1: no text goes on as it begins. */
static int
match(const struct pattern *p, const char *text)
{
	struct pattern_state s = pattern_start(p);
	uint32_t code;

	for (text = utf8_next(text, &code); code != 0; text = utf8_next(text, &code))
		if (!pattern_step(p, &s, code))
			return -1;
	return pattern_ends(p, &s);
}

static void
matches(const char *spec, const char *text, int wanted)
{
	const char *why = "";
	struct pattern *p = pattern_new(spec, &why);

	tap_ok(p && match(p, text) == wanted, "'%s' on '%s': %d%s", spec, text, wanted, p ? "" : why);
	pattern_free(p);
}

static void
refuses(const char *spec, const char *wanted)
{
	const char *why = "it is taken";
	struct pattern *p = pattern_new(spec, &why);

	tap_ok(!p && strstr(why, wanted), "'%.40s' is refused: %s", spec, why);
	pattern_free(p);
}

/* A random pattern that is right, of at most room - 1 bytes. */
static void
invent(struct rng *r, char *to, size_t room)
{
	static const char *const atoms[] = {"a", "b", "c", "[ab]", "[^a]", ".", "(a|bc)", "(ab)", "(b|)", "((a|b)c?)"};
	static const char *const times[] = {"", "", "", "*", "+", "?", "{2}", "{1,2}", "{2,}", "{0,1}"};
	const int n = 1 + (int)rng_below(r, 4);

	*to = '\0';
	for (int i = 0; i < n; i++) {
		const size_t len = strlen(to);

		snprintf(to + len, room - len, "%s%s%s", i > 0 && rng_below(r, 5) == 0 ? "|" : "",
		         atoms[rng_below(r, sizeof atoms / sizeof *atoms)], times[rng_below(r, sizeof times / sizeof *times)]);
	}
}

/* How many of TEXTS random texts the two take differently. */
static int
differences(struct rng *r, const struct pattern *p, const regex_t *known)
{
	int wrong = 0;

	for (int i = 0; i < TEXTS; i++) {
		char text[LONGEST + 1];
		const int len = (int)rng_below(r, LONGEST + 1);

		for (int k = 0; k < len; k++)
			text[k] = "abcd"[rng_below(r, 4)];
		text[len] = '\0';
		wrong += (match(p, text) == 1) != (regexec(known, text, 0, NULL, 0) == 0);
	}
	return wrong;
}

static void
like_glibc(void)
{
	struct rng r = rng_seed(7, 1);
	int wrong = 0;

	for (int i = 0; i < PATTERNS; i++) {
		char spec[100], whole[110];
		const char *why = "";
		struct pattern *p;
		regex_t known;

		invent(&r, spec, sizeof spec);
		snprintf(whole, sizeof whole, "^(%s)$", spec);
		p = pattern_new(spec, &why);
		if (!p || regcomp(&known, whole, REG_EXTENDED | REG_NOSUB) != 0) {
			tap_ok(0, "'%s' is a pattern: %s", spec, why);
			pattern_free(p);
			continue;
		}
		wrong += differences(&r, p, &known);
		regfree(&known);
		pattern_free(p);
	}
	tap_ok(wrong == 0, "%d patterns on %d texts each: %d differ from regexec", PATTERNS, TEXTS, wrong);
}

static void
named(void)
{
	matches("[A-Z]{2}[0-9]{4}", "AB1234", 1);
	matches("[A-Z]{2}[0-9]{4}", "AB123", 0);
	matches("[A-Z]{2}[0-9]{4}", "AB12345", -1);
	matches("[A-Z]{2}[0-9]{4}", "A1", -1);
	matches("^a$", "a", 1);
	matches("", "", 1);
	matches("", "a", -1);
	matches("a|", "", 1);
	matches("a{0}b", "b", 1);
	matches("[]a]-", "]-", 1);
	matches("[a-]", "-", 1);
	matches("[[:upper:][:digit:]_]+", "A_9", 1);
	matches("\\d\\s\\w\\.", "1 _.", 1);
	matches("\\d\\s\\w\\.", "1 _!", -1);
	matches("(\xC3\xA4|[\xC3\xB6-\xC3\xBC])+", "\xC3\xA4\xC3\xBC", 1);
	matches("[^\xC3\xA4]", "\xC3\xA4", -1);
	matches("[^\xC3\xA4]", "\xC3\xB6", 1);
	matches(".", "\xE2\x82\xAC", 1);
	matches("a{255}", "aa", 0);
}

static void
malformed(void)
{
	char deep[200];

	memset(deep, '(', sizeof deep - 1);
	deep[sizeof deep - 1] = '\0';
	refuses("(", "without its )");
	refuses("a)", "without its (");
	refuses("[a", "without its ]");
	refuses("[[:vowel:]]", "not known");
	refuses("[z-a]", "ends before");
	refuses("*", "of nothing");
	refuses("a**", "of a repetition");
	refuses("a{2", "that is none");
	refuses("a{3,2}", "that is none");
	refuses("a{,2}", "that is none");
	refuses("a{256}", "above 255");
	refuses("a\\", "at the end");
	refuses("\\q", "means nothing");
	refuses("\xFF", "UTF-8");
	refuses("a{200}b{200}", "too long");
	refuses("(((a{255}){255}){255}){255}", "too long");
	refuses("((((){255}){255}){255}){255}", "too long");
	refuses("((((a{0}){255}){255}){255}){255}", "too long");
	refuses(deep, "too many groups");
}

int
main(void)
{
	const char *why;
	struct pattern *p = pattern_new("(ab|ac)*", &why);
	struct pattern_state s = pattern_start(p), t = s;

	named();
	malformed();
	like_glibc();
	tap_ok(pattern_step(p, &s, 'a') && !pattern_same(&s, &t) && pattern_step(p, &t, 'a') && pattern_same(&s, &t),
	       "what was read alike goes on alike");
	pattern_free(p);
	return tap_done();
}
