/* Model files: what is written is read, and what is broken is refused. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/record.h"
#include "base/tap.h"
#include "net/labels.h"
#include "net/model.h"
#include "net/model_file.h"
#include "net/prior.h"

static char *labels[] = {"0", "Cc", "\xc3\xa9"};

/* A model of n classes with random weights, as bytes. */
static struct buf
written(const struct model_text *t, int n, enum precision w)
{
	struct buf b = BUF_EMPTY;
	struct arch a;
	char why[100], *bytes = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&bytes, &size);
	float *params, *stats;

	if (arch_parse(t->arch, n, &a, why, sizeof why))
		abort();
	params = mem_floats(a.n_params);
	stats = mem_floats(a.n_stats + 1);
	weights_init(&a, 1, params, stats);
	model_write(f, t, &a, w, params, stats);
	fclose(f);
	buf_add(&b, bytes, size);
	free(bytes);
	free(params);
	free(stats);
	return b;
}

/* A small model for glyphs. */
static struct buf
a_model(enum precision w)
{
	static const float prior[] = {0.5f, 0.25f, 0.25f};
	const struct model_text t = {"4c5s3 bn relu drop0.2 d", "emnist", "two\nlines", prior, TASK_LINES, 0.75, labels, 0, 0};

	return written(&t, 3, w);
}

/* models_load of these bytes; its answer.  Messages go nowhere. */
static int
load(const char *bytes, size_t n, struct models *set)
{
	char path[] = "/tmp/hwr-test-XXXXXX";
	int fd = mkstemp(path), bad;
	FILE *f = fdopen(fd, "wb");

	fwrite(bytes, 1, n, f);
	fclose(f);
	bad = models_load(set, path);
	unlink(path);
	return bad;
}

static void
refused(const char *what, const char *bytes, size_t n)
{
	struct models set = {NULL, 0};
	int bad = load(bytes, n, &set);

	tap_ok(bad == -1 && set.n == 0, "refused: %s", what);
	models_free(&set);
}

/* m with from replaced by to in its lines, and the checksum that belongs to them. */
static void
refused_line(const char *what, const struct buf *m, const char *from, const char *to)
{
	FILE *in = fmemopen(m->data, m->len, "rb"), *out;
	struct record r = RECORD_EMPTY;
	struct buf head = BUF_EMPTY;
	char *bytes = NULL, *at;
	size_t n = 0;

	if (!in || record_read(in, "a model", MODEL_MAGIC, &r) != 1 || !(at = strstr(buf_text(&r.head), from)))
		abort();
	buf_add(&head, r.head.data, (size_t)(at - r.head.data));
	buf_printf(&head, "%s%s", to, at + strlen(from));
	buf_free(&r.head);
	r.head = head;
	out = open_memstream(&bytes, &n);
	record_write(out, &r);
	fclose(out);
	fclose(in);
	refused(what, bytes, n);
	record_free(&r);
	free(bytes);
}

static void
round_trip(enum precision w)
{
	struct buf m = a_model(w), second = a_model(w);
	struct models set = {NULL, 0};
	uint8_t image[2][28 * 28] = {{0}, {0}};
	float p[2][3];
	int bad;

	buf_add(&m, second.data, second.len);	/* two records: an ensemble */
	bad = load(m.data, m.len, &set);
	tap_ok(!bad && set.n == 2 && set.v[0]->n_classes == 3 && strcmp(set.v[1]->classes[1], "Cc") == 0
	       && strcmp(set.v[0]->note, "two lines") == 0, "a bundle of two is read");
	tap_ok(!bad && set.v[0]->task == TASK_LINES && models_serve(&set, 0, 0) && models_serve(&set, 0, 1),
	       "what is for lines is asked about all where no other is there");
	if (!bad) {
		set.v[1]->task = TASK_ALL;
		tap_ok(!models_serve(&set, 0, 1) && models_serve(&set, 1, 1) && models_serve(&set, 1, 0), "and else is not");
	}
	if (!bad) {
		memset(image[1], 200, 300);
		model_predict(set.v[0], image[0], 2, p[0]);
		tap_ok(fabs(p[1][0] + p[1][1] + p[1][2] - 1) < 1e-5, "probabilities sum to 1");
	}
	models_free(&set);
	buf_free(&m);
	buf_free(&second);
}

static void
halves(void)
{
	int wrong = 0;

	for (int h = 0; h < 65536; h++)
		if ((h >> 10 & 31) != 31)
			wrong += half_from(half_to((uint16_t)h)) != h;
	tap_ok(wrong == 0, "every finite binary16 survives binary32");
	tap_ok(half_from(1e9f) == 0x7bff && half_from(-1e9f) == 0xfbff, "what is too large becomes the largest");
	tap_ok(half_to(half_from(0.1f)) > 0.0999f && half_to(half_from(0.1f)) < 0.1001f, "0.1 is near 0.1");
}

/* models_prior with a file of these lines; its answer. */
static int
wish(struct models *set, const char *lines)
{
	char path[] = "/tmp/hwr-test-XXXXXX";
	FILE *f = fdopen(mkstemp(path), "w");
	int bad;

	fputs(lines, f);
	fclose(f);
	bad = models_prior(set, path);
	unlink(path);
	return bad;
}

/* 1 when the model's probabilities are p times by, scaled to 1. */
static int
adjusted(const struct models *set, const float *p, float a, float b, float c)
{
	const float by[] = {a, b, c}, sum = p[0] * a + p[1] * b + p[2] * c;
	uint8_t image[28 * 28] = {0};
	float q[3];
	int right = 1;

	memset(image, 200, 300);
	model_predict(set->v[0], image, 1, q);
	for (int k = 0; k < 3; k++)
		right &= fabsf(q[k] - p[k] * by[k] / sum) < 1e-5f;
	return right;
}

static void
priors(void)
{
	struct buf m = a_model(PRECISION_F32);
	struct models set = {NULL, 0};
	uint8_t image[28 * 28] = {0};
	char many[400] = "";
	float p[3], *by;

	if (load(m.data, m.len, &set))
		abort();
	memset(image, 200, 300);
	model_predict(set.v[0], image, 1, p);
	tap_ok(set.v[0]->prior && set.v[0]->prior[1] > 0.2499f && set.v[0]->prior[1] < 0.2501f, "the prior is kept");
	tap_ok(models_prior(&set, "uniform") == 0 && adjusted(&set, p, 2, 4, 4), "all classes alike");
	tap_ok(models_prior(&set, "alone") == 0 && adjusted(&set, p, 0.5f, 2, 1), "letters and digits alike, a merged letter is two");
	by = prior_tempered(set.v[0], 0.5);	/* 0.5, 0.25, 0.25 */
	tap_ok(fabsf(by[1] / by[0] - sqrtf(2)) < 1e-5f && fabsf(0.5f * by[0] + 0.25f * by[1] + 0.25f * by[2] - 1) < 1e-5f,
	       "tempered, shares are nearer to each other, and sum to what they did");
	free(by);
	tap_ok(wish(&set, "Cc 3\n\n0 1\n") == 0 && adjusted(&set, p, 2, 12, 0), "shares by label; what is not named goes");
	for (int k = 0; k < 47; k++)
		snprintf(many + strlen(many), sizeof many - strlen(many), "%d %d\n", k, k + 1);
	tap_ok(wish(&set, many) == 0 && adjusted(&set, p, 2, 4 * 13, 0), "shares by number in a standard set");
	tap_ok(wish(&set, "C 3\nc 4\n0 1\n") == 0 && adjusted(&set, p, 2, 4 * 7, 0), "the cases of a merged letter add up");
	tap_hush(1);
	tap_ok(wish(&set, "x 1\n") == -1 && wish(&set, "0\n") == -1 && wish(&set, "0 -1\n") == -1
	       && wish(&set, "0 1 2\n") == -1 && models_prior(&set, "/nowhere/at all") == -1,
	       "shares of nothing, none, below 0, too many and of no file are refused");
	refused_line("a prior of too few", &m, "prior 0.5 ", "prior ");
	refused_line("a prior of words", &m, "prior 0.5 ", "prior a ");
	tap_hush(0);
	models_free(&set);
	buf_free(&m);
}

/* A model for lines as bytes. */
static struct buf
a_line_model(void)
{
	static char *classes[] = {"a", LABEL_SPACE, LABEL_BLANK};
	const struct model_text t = {"line48 8c3s2p1n bn relu p2 8c12x1 bn relu d", MODEL_LINE_STYLE, "lines", NULL, TASK_ALL, 0.5, classes, 0, 0};

	return written(&t, 3, PRECISION_F32);
}

static void
lines(void)
{
	struct buf m = a_line_model();
	struct models set = {NULL, 0};
	uint8_t *px = mem_zero(MODEL_LINE_ROWS * 64, 1);
	float logp[64 * 3], worst = 0;
	const int bad = load(m.data, m.len, &set);

	tap_ok(!bad && model_is_line(set.v[0]) && set.v[0]->step == 4, "a model for lines is read");
	if (bad)
		return;
	memset(px + 700, 200, 900);
	model_predict_line(set.v[0], px, 64, logp);
	for (int t = 0; t < 16; t++)
		worst = fmaxf(worst, fabsf(expf(logp[3 * t]) + expf(logp[3 * t + 1]) + expf(logp[3 * t + 2]) - 1));
	tap_ok(worst < 1e-5f, "at every step probabilities sum to 1");
	tap_ok(!models_serve(&set, 0, 0) && !models_serve(&set, 0, 1), "it is not asked about glyphs");
	tap_hush(1);
	tap_ok(models_are(&set, 1, "x") == 0 && models_are(&set, 0, "x") == -1, "nor taken for one that reads them");
	refused_line("lines in a style of glyphs", &m, "style line", "style emnist");
	refused_line("glyphs in the style of lines", &m, "arch line48 8c3s2p1n bn relu p2 8c12x1", "arch 8c3s2p1n bn relu p2 8c7");
	refused_line("lines of other rows", &m, "arch line48 8c3s2p1n bn relu p2 8c12x1", "arch line32 8c3s2p1n bn relu p2 8c8x1");
	refused_line("no blank", &m, LABEL_BLANK, "b");
	refused_line("a blank that is not the last", &m, "a " LABEL_SPACE, LABEL_BLANK " a");
	tap_hush(0);
	models_free(&set);
	buf_free(&m);
	free(px);
}

/* The second of two models is damaged: the first answers, whoever asks the second is told. */
static void
damaged(void)
{
	struct buf m = a_model(PRECISION_F16), second = a_model(PRECISION_F16);
	struct models set = {NULL, 0};
	int bad;

	buf_add(&m, second.data, second.len);
	m.data[m.len - 20] ^= 1;
	bad = load(m.data, m.len, &set);
	if (!bad)
		model_predict(set.v[1], NULL, 0, NULL);
	tap_ok(!bad && set.n == 2 && model_ready(set.v[0]) == 0, "weights that nobody asks for are left in the file");
	tap_ok(!bad && model_ready(set.v[1]) == -1 && model_ready(set.v[1]) == -1, "damage to those that are asked for is said");
	models_free(&set);
	buf_free(&m);
	buf_free(&second);
}

/* Two models through a pipe, which cannot wait. */
static void
piped(void)
{
	struct buf m = a_model(PRECISION_F16), second = a_model(PRECISION_F16);
	struct models set = {NULL, 0};
	char path[40];
	int end[2];

	buf_add(&m, second.data, second.len);
	if (pipe(end) || write(end[1], m.data, m.len) != (ssize_t)m.len || close(end[1]))
		abort();
	snprintf(path, sizeof path, "/dev/fd/%d", end[0]);
	if (access(path, R_OK) != 0)
		tap_skip("models through a pipe: no /dev/fd here");
	else
		tap_ok(models_load(&set, path) == 0 && set.n == 2 && model_ready(set.v[1]) == 0 && model_ready(set.v[0]) == 0,
		       "models come through a pipe, too");
	close(end[0]);
	models_free(&set);
	buf_free(&m);
	buf_free(&second);
}

int
main(void)
{
	struct buf m = a_model(PRECISION_F16);

	lines();
	round_trip(PRECISION_F16);
	round_trip(PRECISION_F32);
	halves();
	priors();
	piped();
	tap_hush(1);
	damaged();
	refused("an empty file", "", 0);
	refused("something else", "P5 1 1 255\n", 11);
	refused_line("a task of its own", &m, "reads lines", "reads books");
	refused_line("no architecture", &m, "arch ", "bogus ");
	refused("one that is cut short", m.data, m.len - 1);
	buf_free(&m);
	return tap_done();
}
