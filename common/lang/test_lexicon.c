/* test_lexicon - a user's words, their forms and how likely they are. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/rng.h"
#include "base/tap.h"
#include "base/utf8.h"
#include "lang/lexicon.h"

static char file[] = "/tmp/hwr-lexicon-XXXXXX";

static void
put(const char *text, size_t n)
{
	FILE *f = fopen(file, "wb");

	if (!f || fwrite(text, 1, n, f) != n || fclose(f) != 0)
		die("cannot write %s", file);
}

static struct lexicon *
load(const char *text)
{
	struct lexicon *x;

	put(text, strlen(text));
	x = lexicon_load(file);
	if (!x)
		die("no lexicon of '%s'", text);
	return x;
}

/* The natural logarithm of the probability of a word and its end. */
static double
all_of(const struct lexicon *x, const char *word)
{
	struct lexicon_state state = lexicon_start(x);
	double sum = 0;
	uint32_t code;

	for (word = utf8_next(word, &code); code != 0; word = utf8_next(word, &code))
		sum += lexicon_step(x, &state, code);
	return sum + lexicon_end(x, &state);
}

/* A walk over all that a lexicon allows. */
struct walk {
	const struct lexicon *x;
	struct buf found;	/* all forms, a "|" behind each */
	double far;		/* the furthest that probabilities at a state were from summing to 1 */
};

static void
go(struct walk *w, struct lexicon_state at, const char *before)
{
	static const uint32_t more[] = {0xC9, 0xE9, 0xEA, 0x4E2D, 0xFFFD, 0x1F600, 0x1F601};
	const double end = lexicon_end(w->x, &at);
	double sum = exp(end);

	if (end > -INFINITY)
		buf_printf(&w->found, "%s|", before);
	for (uint32_t k = 1; k < 0x7F + sizeof more / sizeof *more; k++) {
		struct lexicon_state next = at;
		char text[64], c[UTF8_SIZE];
		const uint32_t code = k < 0x7F ? k : more[k - 0x7F];
		const double step = lexicon_step(w->x, &next, code);

		sum += exp(step);
		if (step == -INFINITY)
			continue;
		utf8_put(code, c);
		snprintf(text, sizeof text, "%.50s%s", before, c);
		go(w, next, text);
	}
	w->far = fmax(w->far, fabs(sum - 1));
}

/* The forms of a file, in the order of their bytes. */
static void
forms(const char *text, const char *want, const char *why)
{
	struct lexicon *x = load(text);
	struct walk w = {.x = x, .found = BUF_EMPTY};

	go(&w, lexicon_start(x), "");
	tap_ok(strcmp(buf_text(&w.found), want) == 0 && w.far < 1e-12, "%s (%s)", why, buf_text(&w.found));
	buf_free(&w.found);
	lexicon_free(x);
}

static void
test_forms(void)
{
	forms("hut\n", "HUT|Hut|hut|", "a word, with a capital and in capitals");
	forms("Zoe", "ZOE|Zoe|", "a name is not made small; the last line needs no end");
	forms("a\nB\n", "A|B|a|", "one letter has two forms, a capital one");
	forms("NATO\n42\n-\n", "-|42|NATO|", "what has no small letters is as it is written");
	forms("iPad\n3d\n", "3D|3d|IPAD|IPad|iPad|", "small letters count wherever they are");
	forms("hut\nHut\nhut\nHUT\nhut\n", "HUT|Hut|hut|", "duplicates and forms that are there count once");
	forms("ab\na\n", "A|AB|Ab|a|ab|", "a word may begin another");
	forms("# hu\n#hi\n\n \t \n  no \n #1\n", "#1|NO|No|no|", "comments, empty lines and blanks at the ends are left out");
	forms("\xEF\xBB\xBF# x\nme", "ME|Me|me|", "so is a byte order mark");
	forms("a\r\n\r\n#b\r\nc\r\n", "A|C|a|c|", "lines may end with CRLF");
	forms("New York\n24-7 a\n", "24-7 A|24-7 a|NEW YORK|New York|", "phrases");
	forms("\xC3\xA9t\n\xE4\xB8\xAD\n\xF0\x9F\x98\x80\n\xF0\x9F\x98\x81\n\xEF\xBF\xBD\n",
	      "\xC3\x89T|\xC3\x89t|\xC3\xA9t|\xE4\xB8\xAD|\xEF\xBF\xBD|\xF0\x9F\x98\x80|\xF0\x9F\x98\x81|",
	      "letters with accents have cases, what has none stays as it is");
}

static int
near(double a, double b)
{
	return fabs(a - b) < 1e-9;
}

static void
test_likely(void)
{
	struct lexicon *x = load("hut\nhat\nhats\nZ\xC3\xBCrich\n");	/* 3 + 3 + 3 + 2 forms */
	struct lexicon_state s = lexicon_start(x);

	tap_ok(near(all_of(x, "hut"), -log(11)) && near(all_of(x, "HATS"), -log(11))
	       && near(all_of(x, "Z\xC3\xBCrich"), -log(11)), "every form is as likely as any other");
	tap_ok(all_of(x, "ha") == -INFINITY && all_of(x, "hatss") == -INFINITY && all_of(x, "") == -INFINITY
	       && all_of(x, "zut") == -INFINITY && all_of(x, "Z\xC3\xA9") == -INFINITY, "other words are not");
	tap_ok(near(lexicon_step(x, &s, 'h'), log(3 / 11.)) && near(lexicon_step(x, &s, 'a'), log(2 / 3.))
	       && near(lexicon_step(x, &s, 't'), 0) && near(lexicon_end(x, &s), log(1 / 2.)), "step by step");
	tap_ok(lexicon_step(x, &s, 0) == -INFINITY && lexicon_step(x, &s, 's') == -INFINITY
	       && lexicon_end(x, &s) == -INFINITY, "nothing goes on after what is no character");
	s = lexicon_start(x);
	tap_ok(lexicon_step(x, &s, 0xD800) == -INFINITY && lexicon_step(x, &s, 0x110000) == -INFINITY, "nor are those any");
	lexicon_free(x);
	lexicon_free(NULL);
}

static struct lexicon_state
after(const struct lexicon *x, const char *text)
{
	struct lexicon_state s = lexicon_start(x);

	for (; *text; text++)
		lexicon_step(x, &s, (unsigned char)*text);
	return s;
}

static int
same(const struct lexicon *x, const char *a, const char *b)
{
	const struct lexicon_state s = after(x, a), t = after(x, b);

	return lexicon_same(&s, &t);
}

static void
test_same(void)
{
	struct lexicon *x = load("5axe\n5axis\n5b\n7ax\n");

	tap_ok(same(x, "", "") && same(x, "5ax", "5ax"), "the same characters lead to the same state");
	tap_ok(!same(x, "5ax", "5a") && !same(x, "5ax", "7ax") && !same(x, "", "5") && !same(x, "7", "7a"),
	       "others to others, also where as many words go on");
	tap_ok(same(x, "x", "5axx") && !same(x, "x", ""), "nothing is like nothing");
	lexicon_free(x);
}

/* Many words, of few letters so that many are the same. */
static void
test_many(void)
{
	struct rng r = rng_seed(3, 1);
	struct buf text = BUF_EMPTY;
	struct walk w = {.found = BUF_EMPTY};
	struct lexicon *x;
	int right = 1;
	unsigned n = 0;

	for (int i = 0; i < 3000; i++) {
		for (uint32_t k = 1 + rng_below(&r, 6); k > 0; k--)
			buf_char(&text, "abC-5"[rng_below(&r, 5)]);
		buf_char(&text, '\n');
	}
	w.x = x = load(buf_text(&text));
	go(&w, lexicon_start(x), "");
	for (const char *p = buf_text(&w.found); *p; p++)
		n += *p == '|';
	for (char *p = text.data, *end; *p; p = end + 1) {
		end = strchr(p, '\n');
		*end = '\0';
		right &= near(all_of(x, p), -log(n));
	}
	tap_ok(right && w.far < 1e-9, "3000 words are found among %u forms, which sum to 1", n);
	buf_free(&text);
	buf_free(&w.found);
	lexicon_free(x);
}

static void
load_file(void *path)
{
	exit(lexicon_load(path) ? 9 : 0);
}

static void
refused(const char *text, size_t n, const char *said, const char *why)
{
	char got[512];
	int status;

	put(text, n);
	status = tap_child(load_file, file, got, sizeof got);
	tap_ok(status == 0 && strstr(got, said), "%s (%.*s)", why, (int)strcspn(got, "\n"), got);
}

static void
test_refused(void)
{
	static char folder[] = "/tmp", absent[] = "/tmp/no/such/words";
	char word[300], got[512];
	struct lexicon *x;

	refused("", 0, ": no word in it", "an empty file is refused");
	refused("\n# a\n \r\n", 8, ": no word in it", "and one of comments and blanks");
	refused("a\nb\0c\nd\n", 8, ": line 2: holds a zero byte", "a zero byte is refused");
	refused("a\nb\nc\0", 6, ": line 3: holds a zero byte", "also as the last");
	refused("# \xE9\n", 4, ": line 1: is not UTF-8", "so is Latin-1");
	refused("a\n\xED\xA0\x80\n", 6, ": line 2: is not UTF-8", "a surrogate");
	refused("a\n\xC3", 3, ": line 2: is not UTF-8", "and half a character");
	memset(word, 'x', sizeof word);
	refused(word, 256, ": line 1: is a word above 255 bytes", "a word that is too long is refused");
	word[255] = '\n';
	memcpy(word + 256, "#", 1);
	put(word, sizeof word);
	x = lexicon_load(file);
	word[255] = '\0';
	tap_ok(x && near(all_of(x, word), -log(3)), "one of 255 bytes is not, and comments may have any length");
	lexicon_free(x);
	tap_ok(truncate(file, LEXICON_MAX_FILE + 1L) == 0 && tap_child(load_file, file, got, sizeof got) == 0
	       && strstr(got, ": above 64 MiB"), "a file that is too large is refused");
	tap_ok(tap_child(load_file, folder, got, sizeof got) == 0 && strstr(got, "/tmp: Is a directory"), "a folder, too");
	tap_ok(tap_child(load_file, absent, got, sizeof got) == 0 && strstr(got, "words: No such file"), "an absent file fails");
}

int
main(void)
{
	const int fd = mkstemp(file);

	if (fd < 0 || close(fd) < 0)
		die("no scratch file");
	test_forms();
	test_likely();
	test_same();
	test_many();
	test_refused();
	unlink(file);
	return tap_done();
}
