#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/rng.h"
#include "base/tap.h"
#include "base/utf8.h"
#include "lang/lm.h"
#include "lang/lm_fit.h"
#include "lang/lm_memo.h"
#include "lang/test_lm.h"

enum { UNKNOWN = 0xE000, LINES = 300, LETTERS = 5, MAX_LINE = 40 };

/* What quantisation may do to the logarithm of a probability; see lm_file.h. */
static double
worst_error(int order)
{
	return 1 / 18.0 + (order + 1) / 32.0;
}

/* Lines of a language in which the letter before counts, each ended by '\0'. */
static void
make_line(struct rng *r, char line[MAX_LINE + 1])
{
	const int n = 1 + (int)rng_below(r, MAX_LINE);
	int last = 0, i;

	for (i = 0; i < n; i++) {
		last = rng_below(r, 4) ? (last + 1 + (int)rng_below(r, 2)) % LETTERS : (int)rng_below(r, LETTERS);
		line[i] = (char)('a' + last);
	}
	line[n] = '\0';
}

static void
build_some(struct record *r, uint64_t seed, int order, double prune)
{
	struct lm_build *b = lm_build_new();
	struct rng rng = rng_seed(seed, 0);
	char line[MAX_LINE + 1];
	int i;

	for (i = 0; i < LINES; i++) {
		make_line(&rng, line);
		lm_build_line(b, line);
	}
	lm_build_make(b, order, prune, "test", r);
	lm_build_free(b);
}

static struct lm *
model(uint64_t seed, int order, double prune)
{
	struct record r = RECORD_EMPTY;

	build_some(&r, seed, order, prune);
	return lm_read(&r, "test");
}

static double
prob(const struct lm *lm, struct lm_state s, uint32_t code)
{
	return exp(lm_step(lm, &s, code));
}

/* The characters that the model knows in ascending order, *n of them. */
static const uint32_t *
alphabet(const struct lm *lm, int *n)
{
	*n = lm->symbols - LM_FIRST;
	return lm->code;
}

/* All that may follow s. */
static double
total(const struct lm *lm, struct lm_state s)
{
	double sum = exp(lm_end(lm, &s)) + prob(lm, s, UNKNOWN);
	const uint32_t *code;
	int n, i;

	code = alphabet(lm, &n);
	for (i = 0; i < n; i++)
		sum += prob(lm, s, code[i]);
	return sum;
}

/* The least and the largest total along random texts of known and unknown characters. */
static void
find_totals(const struct lm *lm, uint64_t seed, int steps, double *least, double *most)
{
	struct rng r = rng_seed(seed, 1);
	struct lm_state s = lm_start(lm);
	const uint32_t *code;
	int n, i;

	code = alphabet(lm, &n);
	*least = *most = total(lm, s);
	for (i = 0; i < steps; i++) {
		const double sum = total(lm, s);

		*least = sum >= *least ? *least : sum;	/* a NaN stays */
		*most = sum <= *most ? *most : sum;
		lm_step(lm, &s, n == 0 || rng_below(&r, 12) == 0 ? UNKNOWN : code[rng_below(&r, (uint32_t)n)]);
		if (rng_below(&r, 20) == 0)
			s = lm_start(lm);
	}
}

/* How far from 1 totals are. */
static double
worst_total(const struct lm *lm, uint64_t seed, int steps)
{
	double least, most;

	find_totals(lm, seed, steps, &least, &most);
	return fmax(most - 1, 1 - least);
}

static void
test_by_hand(void)
{
	/*
	 * The pieces of one symbol, a, b and the end, are preceded in one way each;
	 * half a count is taken off: 1/6 each, and half of 1/4 (a, b, the end and
	 * other are alike) is left: 7/24.  After a came b, once: 1/2 and half of 7/24.
	 */
	static const char *const lines[] = {"ab", NULL};
	struct lm *lm = model_of(lines, 2, 0);
	struct lm_state s = lm_start(lm);
	const double bound = worst_error(2);
	double sum;
	size_t n;

	tap_ok(fabs(prob(lm, s, 'a') / (31 / 48.0) - 1) < bound, "after the start, a: %.4f", prob(lm, s, 'a'));
	tap_ok(fabs(prob(lm, s, 'b') / (7 / 48.0) - 1) < bound, "after the start, b: %.4f", prob(lm, s, 'b'));
	tap_ok(fabs(prob(lm, s, 'x') / (1 / 16.0) - 1) < bound, "after the start, another: %.4f", prob(lm, s, 'x'));
	sum = lm_step(lm, &s, 'a') + lm_step(lm, &s, 'b');
	tap_ok(fabs(exp(lm_end(lm, &s)) / (31 / 48.0) - 1) < bound, "the end after b: %.4f", exp(lm_end(lm, &s)));
	sum += lm_end(lm, &s);
	tap_ok(fabs(lm_line(lm, "ab", &n) - sum) < 1e-12 && n == 3, "a line is its steps and its end");
	tap_ok(fabs(lm_line(lm, "", &n) - log(7 / 48.0)) < bound && n == 1, "an empty line is an end");
	lm_free(lm);
}

static void
test_sums(void)
{
	int order;

	for (order = 1; order <= LM_MAX_ORDER; order++) {
		struct lm *all = model(1, order, 0), *some = model(1, order, 3);
		const double a = worst_total(all, 7, 2000), b = worst_total(some, 7, 2000);

		tap_ok(a < 1e-5 && b < 1e-5, "order %d: everything sums to 1 (off by %.1g, pruned %.1g)", order, a, b);
		lm_free(all);
		lm_free(some);
	}
}

static void
test_states(void)
{
	struct lm *lm = model(2, 3, 0), *flat = model(2, 1, 0);
	struct lm_state a = lm_start(lm), b = lm_start(lm), c;
	const char *s;

	tap_ok(lm_same(&a, &b), "texts start alike");
	for (s = "abcab"; *s; s++)
		lm_step(lm, &a, (uint32_t)*s);
	for (s = "edab"; *s; s++)
		lm_step(lm, &b, (uint32_t)*s);
	tap_ok(lm_same(&a, &b), "order 3: two characters are remembered");
	c = a;
	lm_step(lm, &a, 'c');
	tap_ok(!lm_same(&a, &b) && lm_same(&b, &c), "a copy stays when its original moves");
	tap_ok(prob(lm, b, 'c') > prob(lm, b, 'a') && prob(lm, b, 'd') > prob(lm, b, 'b'), "what was frequent is likely");
	lm_step(lm, &b, UNKNOWN);
	lm_step(lm, &c, UNKNOWN + 1);
	tap_ok(lm_same(&b, &c), "unknown characters are one");
	tap_ok(fabs(lm_step(lm, &b, UNKNOWN) - lm_step(lm, &c, '?')) < 1e-12, "and equally unlikely");
	a = b = lm_start(flat);
	lm_step(flat, &a, 'a');
	tap_ok(lm_same(&a, &b), "order 1 remembers nothing");
	lm_free(lm);
	lm_free(flat);
}

/* The probabilities of a text by its fit, against the model's.  Returns the largest error; *mean is the mean. */
static double
compare(const struct lm *lm, const struct lm_trie *t, const struct lm_fit *f, const uint8_t *text, size_t n, double *mean)
{
	struct lm_state s = lm_start(lm);
	double worst = 0, sum = 0;
	size_t i, count = 0;

	for (i = 1; i < n; i++) {
		const int ends = text[i] == LM_BOUNDARY + 1;
		size_t from = i < (size_t)t->order ? 0 : i + 1 - (size_t)t->order, j;
		uint32_t at = 0;
		double off;
		int k = 0;

		if (ends && text[i - 1] == LM_BOUNDARY + 1) {
			s = lm_start(lm);
			continue;
		}
		for (j = i; j-- > from;)
			if (text[j] == LM_BOUNDARY + 1)
				from = j;
		for (j = from; j <= i; j++, k++)
			for (at = t->level[k].first[at]; t->level[k + 1].sym[at] != text[j];)
				at++;
		off = log((double)f->level[k].full[at]);
		off -= ends ? lm_end(lm, &s) : lm_step(lm, &s, (uint32_t)('a' + text[i] - LM_FIRST - 1));
		worst = fmax(worst, fabs(off));
		sum += fabs(off);
		count++;
	}
	*mean = sum / (double)count;
	return worst;
}

static void
test_quantisation(void)
{
	uint8_t *text = mem_alloc((size_t)LINES * (MAX_LINE + 2), 1);
	struct rng rng = rng_seed(3, 0);
	char line[MAX_LINE + 1];
	size_t n = 0;
	int i, order, same = 1;

	for (i = 0; i < LM_VALUES; i++)
		same &= lm_a_value(lm_a(i)) == i && lm_g_value(lm_g(i)) == i;
	tap_ok(same, "a value that was kept is kept as it is");
	for (i = 0; i < LINES; i++) {
		const char *s = line;

		make_line(&rng, line);
		text[n++] = LM_BOUNDARY + 1;
		for (; *s; s++)
			text[n++] = (uint8_t)(*s - 'a' + LM_FIRST + 1);
		text[n++] = LM_BOUNDARY + 1;
	}
	for (order = 2; order <= LM_MAX_ORDER; order += 3) {
		struct lm *lm = model(3, order, 0);
		struct lm_trie t;
		struct lm_fit f;
		double worst, mean;

		lm_trie_make(&t, order, text, n);
		lm_fit_make(&f, &t, LM_FIRST + LETTERS, 0);
		worst = compare(lm, &t, &f, text, n, &mean);
		tap_ok(worst < worst_error(order) && mean < 0.03,
		       "order %d: quantisation is off by %.3f at most, %.4f in the mean", order, worst, mean);
		lm_fit_free(&f);
		lm_trie_free(&t);
		lm_free(lm);
	}
	free(text);
}

static void
test_alphabet(void)
{
	static const char *const lines[] = {"na\xc3\xafve \xe2\x82\xac" "5", "", "\x01\xff", NULL};
	struct lm_build *b = lm_build_new();
	struct record r = RECORD_EMPTY;
	struct lm *lm = model_of(lines, 4, 0), *full;
	const uint32_t *code;
	char wide[2 * UTF8_SIZE];
	uint32_t c;
	int n, len;

	code = alphabet(lm, &n);
	tap_ok(n == 8 && code[0] == ' ' && code[1] == '5' && code[6] == 0xEF && code[7] == 0x20AC,
	       "the alphabet is what occurs, ascending, without control characters: %d", n);
	tap_ok(prob(lm, lm_start(lm), 'n') > prob(lm, lm_start(lm), 'v'), "and is known beyond ASCII");
	tap_ok(worst_total(lm, 1, 200) < 1e-5, "it sums to 1 with characters of several bytes");
	lm_free(lm);
	for (c = 0x4E00; c < 0x4E00 + 300; c++) {
		len = utf8_put(c, wide);
		wide[len + utf8_put(c, wide + len)] = '\0';
		lm_build_line(b, wide + (c < 0x4E00 + 100 ? len : 0));	/* the first hundred occur once, the others twice */
	}
	lm_build_make(b, 2, 0, NULL, &r);
	lm_build_free(b);
	full = lm_read(&r, "test");
	code = full ? alphabet(full, &n) : NULL;
	tap_ok(full && n == 200 && code[0] == 0x4E00 + 100, "of too many characters the frequent ones are known");
	tap_ok(full && worst_total(full, 1, 50) < 1e-5, "all others sum to 1 with them");
	lm_free(full);
}

static void
test_bytes(void)
{
	struct record a = RECORD_EMPTY, b = RECORD_EMPTY, less = RECORD_EMPTY;
	char *note;

	build_some(&a, 4, 5, 1);
	build_some(&b, 4, 5, 1);
	build_some(&less, 4, 5, 10);
	tap_ok(a.payload.len == b.payload.len && memcmp(a.payload.data, b.payload.data, a.payload.len) == 0 &&
	       strcmp(a.head.data, b.head.data) == 0, "the same text gives the same bytes");
	tap_ok(less.payload.len < a.payload.len, "pruning makes it smaller: %zu, %zu", a.payload.len, less.payload.len);
	note = record_get(&a, "note");
	tap_ok(note && strcmp(note, "test") == 0, "the note is kept");
	free(note);
	record_free(&a);
	record_free(&b);
	record_free(&less);
}

static int
put_file(const char *path, const char *data, size_t n)
{
	FILE *f = fopen(path, "wb");

	return !f || fwrite(data, 1, n, f) != n || fclose(f) != 0 ? -1 : 0;
}

/* The whole file of a model: *n bytes. */
static char *
file_of(const struct record *r, size_t *n)
{
	char *data = NULL;
	FILE *f = open_memstream(&data, n);

	if (!f)
		die("no memory");
	record_write(f, r);
	fclose(f);
	return data;
}

static int
loads(const char *path, const char *data, size_t n)
{
	struct lm *lm = put_file(path, data, n) ? NULL : lm_load(path);
	const int good = lm != NULL;

	lm_free(lm);
	return good;
}

static void
test_files(void)
{
	char path[] = "/tmp/hwr-lm-XXXXXX", *data, *twice;
	struct record r = RECORD_EMPTY;
	struct rng rng = rng_seed(5, 5);
	const int fd = mkstemp(path);
	int whole, cut = 0, flipped = 0, i;
	size_t n, k;

	build_some(&r, 5, 3, 2);
	data = file_of(&r, &n);
	whole = fd >= 0 && loads(path, data, n);
	tap_ok(whole, "a model is loaded from its file, %zu bytes", n);
	for (k = 0; k < n; k += 1 + k / 40)
		cut += loads(path, data, k);
	tap_ok(cut == 0, "one that is cut short is refused, wherever it is cut");
	for (i = 0; i < 300; i++) {
		const size_t at = rng_below(&rng, (uint32_t)n);
		const char bit = (char)(1 << rng_below(&rng, 8));

		data[at] = (char)(data[at] ^ bit);
		flipped += loads(path, data, n);
		data[at] = (char)(data[at] ^ bit);
	}
	tap_ok(flipped == 0, "so is one with a wrong bit");
	twice = mem_alloc(2, n);
	memcpy(twice, data, n);
	memcpy(twice + n, data, n);
	tap_ok(!loads(path, twice, 2 * n), "so are two");
	tap_ok(!loads(path, "", 0) && !loads(path, "P5\n1 1\n255\n\0", 12), "so is what is none");
	tap_ok(!lm_load("/nonexistent/model"), "so is what is not there");
	close(fd);
	unlink(path);
	free(twice);
	free(data);
	record_free(&r);
}

/* Records that were tampered with, the checksum right: refused, or probabilities all the same. */
static void
test_tampered(void)
{
	struct record good = RECORD_EMPTY;
	struct rng rng = rng_seed(6, 6);
	int refused = 0, fine = 0, wrong = 0, i;

	build_some(&good, 6, 3, 20);
	for (i = 0; i < 400; i++) {
		struct record r = RECORD_EMPTY;
		double least = 1, most = 1;
		struct lm *lm;
		int times = 1 + (int)rng_below(&rng, 3);

		buf_add(&r.head, good.head.data, good.head.len);
		buf_add(&r.payload, good.payload.data, good.payload.len);
		for (; times > 0; times--)
			r.payload.data[rng_below(&rng, (uint32_t)r.payload.len)] ^= (char)(1 << rng_below(&rng, 8));
		r.payload.len -= rng_below(&rng, 8) == 0;
		lm = lm_read(&r, "test");
		if (lm)
			find_totals(lm, (uint64_t)i, 30, &least, &most);
		refused += !lm;
		fine += lm && least > 0 && most < 1 + 1e-5;
		wrong += lm && !(least > 0 && most < 1 + 1e-5);
		lm_free(lm);
	}
	tap_ok(refused > 0 && fine > 0 && wrong == 0,
	       "tampered payloads: %d refused, %d give probabilities, %d do not", refused, fine, wrong);
	record_free(&good);
}

static void
test_heads(void)
{
	static const char *const heads[] = {
		"order 2\nalphabet ab\n",				/* no number of contexts */
		"order 2\ncontexts 4\n",				/* no alphabet */
		"alphabet ab\ncontexts 4\n",				/* no order */
		"order 0\nalphabet ab\ncontexts 4\n",
		"order 9\nalphabet ab\ncontexts 4\n",
		"order 1\nalphabet ab\ncontexts 4\n",			/* contexts are longer */
		"order 2\nalphabet ba\ncontexts 4\n",
		"order 2\nalphabet aa\ncontexts 4\n",
		"order 2\nalphabet a\xff\ncontexts 4\n",
		"order 2\nalphabet ab\ncontexts 3\n",
		"order 2\nalphabet ab\ncontexts 5\n",
		"order 2\nalphabet ab\ncontexts -1\n",
		"order 2\nalphabet ab\ncontexts 2000000000\n",
		"order 2\nalphabet ab\ncontexts 4x\n",
	};
	static const char *const lines[] = {"ab", NULL};
	struct lm_build *b = lm_build_new();
	struct record good = RECORD_EMPTY;
	int refused = 0, n = (int)(sizeof heads / sizeof *heads), i;
	struct lm *lm;

	lm_build_line(b, lines[0]);
	lm_build_make(b, 2, 0, NULL, &good);
	lm_build_free(b);
	for (i = -1; i < n; i++) {
		struct record r = RECORD_EMPTY;

		buf_printf(&r.head, LM_MAGIC "\n%s", i < 0 ? "order 2\nalphabet ab\ncontexts 4\n" : heads[i]);
		buf_add(&r.payload, good.payload.data, good.payload.len);
		lm = lm_read(&r, "test");
		if (i < 0)
			tap_ok(lm != NULL, "a head as it should be is taken");
		else
			refused += !lm;
		lm_free(lm);
	}
	tap_ok(refused == n, "heads that are wrong are refused: %d of %d", refused, n);
	record_free(&good);
}

/* What is remembered is what was said, though thousands of questions share its places. */
static void
test_memo(void)
{
	struct lm *lm = model(2, 6, 0);
	struct lm_memo *m = lm_memo_new(lm);
	struct lm_state a = lm_start(lm), b = a;
	struct rng r = rng_seed(3, 0);
	int alike = 1;

	for (int i = 0; i < 50000 && alike; i++) {
		const uint32_t code = rng_below(&r, 30) ? 'a' + rng_below(&r, LETTERS) : ' ' + rng_below(&r, 95);

		if (rng_below(&r, 9) == 0)
			a = b = lm_start(lm);
		alike = lm_step(lm, &a, code) == lm_memo_step(m, &b, code) && lm_same(&a, &b);	/* to the bit */
	}
	tap_ok(alike, "a memo says what the model says");
	lm_memo_free(m);
	lm_memo_free(NULL);
	lm_free(lm);
}

int
main(void)
{
	setprog("test_lm");
	if (!freopen("/dev/null", "w", stderr))
		return 1;
	test_by_hand();
	test_sums();
	test_states();
	test_memo();
	test_quantisation();
	test_alphabet();
	test_bytes();
	test_files();
	test_tampered();
	test_heads();
	return tap_done();
}
