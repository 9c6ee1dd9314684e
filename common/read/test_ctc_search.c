/* test_ctc_search - the likeliest text of a line against sums over all paths, and the likeliest path against all of them. */
#include <math.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "base/tap.h"
#include "base/utf8.h"
#include "lang/test_lm.h"
#include "net/softmax.h"
#include "read/ctc_search.h"

enum { CLASSES = 4, STEPS = 6, TEXTS = 4096, WIDE = 5000 };	/* the last class is the blank; 4 to the 6th texts and paths */

static const uint32_t code[CLASSES - 1] = {'a', 'b', 'c'};
static const struct language none = {.weight = 1};

/* The number of a text: its classes, from 1, as digits. */
static int
number_of(const uint16_t *label, int n)
{
	int number = 0;

	for (int i = 0; i < n; i++)
		number = number * CLASSES + label[i] + 1;
	return number;
}

/* The number of the text that path number p spells, the number of its characters in *n. */
static int
spelt(int p, int *n)
{
	int number = 0, before = CLASSES - 1;

	*n = 0;
	for (int t = 0; t < STEPS; t++, p /= CLASSES) {
		const int k = p % CLASSES;

		if (k != CLASSES - 1 && k != before) {
			number = number * CLASSES + k + 1;
			++*n;
		}
		before = k;
	}
	return number;
}

static double
nats_of(const float *logp, int p)
{
	double sum = 0;

	for (int t = 0; t < STEPS; t++, p /= CLASSES)
		sum += (double)logp[t * CLASSES + p % CLASSES];
	return sum;
}

/* The sums of all paths to each text; the most in *best; with letter nats a character. */
static int
sum_paths(const float *logp, double letter, double *sum)
{
	int best = 0;

	memset(sum, 0, TEXTS * sizeof *sum);
	for (int p = 0; p < TEXTS; p++) {
		int n;
		const int text = spelt(p, &n);

		sum[text] += exp(nats_of(logp, p) + letter * n);
		best = sum[text] > sum[best] ? text : best;
	}
	return best;
}

/* Whether the search finds the likeliest texts of random scores, with their sums. */
static void
against_sums(struct rng *r)
{
	static double sum[TEXTS];
	int right = 0, sums = 0, ordered = 0, rounds = 40;

	for (int round = 0; round < rounds; round++) {
		const double letter = round % 3 - 0.5;
		const struct ctc_weights w = {.letter = letter, .beam = WIDE};
		float logp[STEPS * CLASSES];
		struct ctc_answer *t;
		int n, in_order = 1;

		for (int i = 0; i < STEPS * CLASSES; i++)
			logp[i] = (float)rng_normal(r);
		for (int i = 0; i < STEPS; i++)
			log_softmax(logp + i * CLASSES, CLASSES, logp + i * CLASSES);
		t = ctc_search(&(struct ctc_scores){logp, STEPS, CLASSES, code, NULL}, &none, &w, 5, &n);
		right += n == 5 && number_of(t[0].label, t[0].n) == sum_paths(logp, letter, sum);
		for (int i = 0; i < n; i++) {
			sums += fabs(t[i].score - log(sum[number_of(t[i].label, t[i].n)])) < 1e-6;
			in_order &= i == 0 || t[i].score <= t[i - 1].score;
		}
		ordered += in_order;
		ctc_answers_free(t, n);
	}
	tap_ok(right == rounds, "the best text is that of the largest sum over all paths (%d of %d)", right, rounds);
	tap_ok(sums == 5 * rounds && ordered == rounds, "scores are these sums, best first (%d of %d)", sums, 5 * rounds);
}

/* Whether the alignment of a text is the likeliest of all paths that spell it. */
static void
against_paths(struct rng *r)
{
	static const uint16_t text[] = {1, 1, 0};
	int right = 0, ends = 0, rounds = 40;

	for (int round = 0; round < rounds; round++) {
		float logp[STEPS * CLASSES];
		const struct ctc_scores s = {logp, STEPS, CLASSES, code, NULL};
		double best = -INFINITY, score, along = 0;
		int from[3], to[3], blank = 0;

		for (int i = 0; i < STEPS * CLASSES; i++)
			logp[i] = (float)(2 * rng_normal(r));
		for (int p = 0; p < TEXTS; p++) {
			int n;

			if (spelt(p, &n) == number_of(text, 3))
				best = fmax(best, nats_of(logp, p));
		}
		score = ctc_align(&s, text, 3, from, to);
		right += fabs(score - best) < 1e-6;
		for (int t = 0; t < STEPS; t++) {
			int label = CLASSES - 1;

			for (int i = 0; i < 3; i++)
				if (t >= from[i] && t < to[i])
					label = text[i];
			along += (double)logp[t * CLASSES + label];
			blank |= label == CLASSES - 1;
		}
		ends += fabs(along - best) < 1e-6 && to[0] < from[1] && to[1] <= from[2] && blank;
	}
	tap_ok(right == rounds, "the alignment has the nats of the likeliest path (%d of %d)", right, rounds);
	tap_ok(ends == rounds, "and its steps are those of that path, a blank between equal characters");
}

/* Steps that say the characters of said, each likely by p and second by the rest; "-" is the blank. */
static float *
steps_of(const char *abc, const char *said, const char *second, double p)
{
	const int classes = (int)strlen(abc) + 1;
	float *logp = mem_alloc(strlen(said) * (size_t)classes, sizeof *logp);

	for (int t = 0; said[t]; t++)
		for (int k = 0; k < classes; k++) {
			const char c = k < classes - 1 ? abc[k] : '-';

			logp[t * classes + k] = (float)log(c == said[t] ? p : c == second[t] ? 0.98 - p : 0.02 / classes);
		}
	return logp;
}

/* What is read of such steps. */
static const char *
read_steps(const char *said, const char *second, double p, const struct language *l, const char *allowed)
{
	static const char abc[] = "abcdefghilnorstu TH12";
	enum { N = sizeof abc - 1 };
	static char text[100];
	const struct ctc_weights w = {.capitals_start = 1, .capitals_turn = 5, .beam = 16};
	uint32_t codes[N];
	uint8_t may[N];
	float *logp = steps_of(abc, said, second, p);
	struct ctc_answer *t;
	int n;

	for (int k = 0; k < N; k++) {
		codes[k] = (unsigned char)abc[k];
		may[k] = !allowed || strchr(allowed, abc[k]) != NULL;
	}
	t = ctc_search(&(struct ctc_scores){logp, (int)strlen(said), N + 1, codes, allowed ? may : NULL}, l, &w, 1, &n);
	text[0] = '\0';
	if (n == 0)
		memcpy(text, "nothing", sizeof "nothing");
	for (int i = 0; n > 0 && i < t[0].n; i++)
		text[i] = abc[t[0].label[i]], text[i + 1] = '\0';
	ctc_answers_free(t, n);
	free(logp);
	return text;
}

static void
is(const char *got, const char *want, const char *why)
{
	tap_ok(strcmp(got, want) == 0, "%s (%s)", why, got);
}

static void
languages(void)
{
	static const char *const lines[] = {"the hat", "the hut in the sun", "the other hat", NULL};
	struct lm *lm = model_of(lines, 4, 0);
	const struct language l = {.lm = lm, .weight = 0.8};

	is(read_steps("-t-l-e--h-a-t-", "-t-h-e--h-a-t-", 0.6, &none, NULL), "tlehat", "without a language what is said is read");
	is(read_steps("-t-l-e- -h-a-t-", "-t-h-e- -h-a-t-", 0.6, &l, NULL), "the hat", "a model brings likely texts forward");
	is(read_steps("-t-l-e- -h-a-t-", "-t-h-e- -h-a-t-", 0.97999, &l, NULL), "tle hat", "not against all that is seen");
	is(read_steps("-T-H- -T-H-", "-T-H- -T-H-", 0.9, &l, NULL), "TH TH", "words may be in capitals");
	is(read_steps("- -a- - -b- -", "-------------", 0.6, &none, NULL), "a b", "spaces stand alone, and between characters");
	is(read_steps("-t-l-e-", "-t-h-e-", 0.6, &none, "theabc"), "the", "what is not allowed is not answered");
	lm_free(lm);
}

static void
lists(void)
{
	char path[] = "/tmp/test_ctc_search-XXXXXX";
	FILE *f = fdopen(mkstemp(path), "w");
	struct language words = {.weight = 0.8}, pattern = {.weight = 0.8};
	struct lexicon *x;
	struct pattern *p;
	const char *why;

	fputs("Tulln\n", f);
	fclose(f);
	words.words = x = lexicon_load(path);
	remove(path);
	is(read_steps("-T-u-l-n-", "---------", 0.6, &none, NULL), "Tuln", "as it is said");
	is(read_steps("-b- -T-u-l-n-n- -a-", "-b- -T-u-l-l-n- -a-", 0.6, &words, NULL), "b Tulln a", "a word of the list, and others beside it");
	pattern.pattern = p = pattern_new("[ab][12]{2}", &why);
	is(read_steps("-b-l-2-", "-------", 0.9, &pattern, NULL), "b12", "a pattern is matched, however unlikely");
	is(read_steps("bb-", "---", 0.9, &pattern, NULL), "b12", "even where little is said");
	is(read_steps("bb", "--", 0.9, &pattern, NULL), "nothing", "unless steps are too few");
	pattern_free(p);
	pattern.pattern = p = pattern_new(".{12}", &why);
	tap_ok(strlen(read_steps("-t-h-e--------", "-t-h-e--------", 0.97, &pattern, NULL)) == 12, "what can still end so is kept, however much there is that cannot");
	pattern_free(p);
	pattern.pattern = p = pattern_new("(the)*1|.*e", &why);
	is(read_steps("-t-h-e-t-h-e-t-", "---------------", 0.97, &pattern, NULL), "thethe", "to the last step");
	pattern_free(p);
	lexicon_free(x);
}

/* A long line of noise: what is in the beam lasts, the rest is given up. */
static void
long_line(struct rng *r)
{
	enum { LONG = 4096, MANY = 100 };
	float *logp = mem_alloc((size_t)LONG * MANY, sizeof *logp);
	uint32_t codes[MANY];
	struct ctc_answer *t;
	int n, *from, *to, ordered = 1;

	for (int k = 0; k < MANY; k++)
		codes[k] = (uint32_t)(' ' + k);
	for (int i = 0; i < LONG; i++) {
		for (int k = 0; k < MANY; k++)
			logp[i * MANY + k] = (float)rng_normal(r);
		log_softmax(logp + i * MANY, MANY, logp + i * MANY);
	}
	t = ctc_search(&(struct ctc_scores){logp, LONG, MANY, codes, NULL}, &none, &(struct ctc_weights){.letter = 3, .beam = 16}, 3, &n);
	from = mem_alloc(2 * (size_t)t[0].n, sizeof *from);
	to = from + t[0].n;
	ctc_align(&(struct ctc_scores){logp, LONG, MANY, codes, NULL}, t[0].label, t[0].n, from, to);
	for (int i = 1; i < t[0].n; i++)
		ordered &= from[i] >= to[i - 1] && to[i] > from[i];
	tap_ok(n == 3 && t[0].n > 1000 && ordered, "a line of %d steps of noise is read (%d characters)", LONG, t[0].n);
	ctc_answers_free(t, n);
	free(from);
	free(logp);
}

int
main(void)
{
	struct rng r = rng_seed(1, 0);

	against_sums(&r);
	against_paths(&r);
	languages();
	lists();
	long_line(&r);
	return tap_done();
}
