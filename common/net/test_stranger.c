/* Models that a stranger may have made: what they may take, say and hide. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/record.h"
#include "base/tap.h"
#include "net/cost.h"
#include "net/model_file.h"
#include "net/network.h"

static char *digits[] = {"0", "1", "2"};

/* Adds a model of these layers, all weights 0, to b: member of so many, or for itself with 0 of 0. */
static void
add_model(struct buf *b, const char *arch, char *const *labels, int member, int of)
{
	const struct model_text t = {arch, "emnist", "x", NULL, TASK_ALL, 0, labels, member, of};
	struct arch a;
	char why[200], *bytes = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&bytes, &n);
	float *params, *stats;

	if (arch_parse(arch, 3, &a, why, sizeof why))
		abort();
	params = mem_floats(a.n_params);
	stats = mem_floats(a.n_stats + 1);
	model_write(f, &t, &a, PRECISION_F16, params, stats);
	fclose(f);
	buf_add(b, bytes, n);
	free(bytes);
	free(params);
	free(stats);
}

/* How many models are read from these bytes; -1 when they are refused.  b is freed. */
static int
loaded(struct buf *b)
{
	char path[] = "/tmp/hwr-test-XXXXXX";
	FILE *f = fdopen(mkstemp(path), "wb");
	struct models set = {NULL, 0};
	int n;

	fwrite(b->data, 1, b->len, f);
	fclose(f);
	n = models_load(&set, path) ? -1 : set.n;
	models_free(&set);
	unlink(path);
	buf_free(b);
	return n;
}

static int
loaded_label(char *label)
{
	char *labels[] = {"a", label, "b"};
	struct buf b = BUF_EMPTY;

	add_model(&b, "4c5s3 relu d", labels, 0, 0);
	return loaded(&b);
}

static void
labels(void)
{
	tap_ok(loaded_label("\xC3\xA9") == 1 && loaded_label("Cc") == 1 && loaded_label("\xE2\x90\x9A") == 1, "labels are characters, merged letters, rejects");
	tap_ok(loaded_label("\033[2J") == -1 && loaded_label("\t") == -1 && loaded_label("\x7F") == -1 && loaded_label("\xC2\x9B") == -1,
	       "controls are no labels");
	tap_ok(loaded_label("\xFF") == -1 && loaded_label("\xC0\xAF") == -1 && loaded_label("ab") == -1, "nor is what is no UTF-8, nor a word");
	tap_ok(loaded_label("\xE2\x80\xAE") == -1 && loaded_label("\xE2\x81\xA7") == -1, "nor what turns the writing round");
}

/* Bytes behind a zero byte in a line, which the checksum once did not see. */
static void
hidden_bytes(void)
{
	static const char note[] = "note x", hidden[] = "\0hidden";
	struct buf b = BUF_EMPTY, m = BUF_EMPTY;
	size_t at;

	add_model(&m, "4c5s3 relu d", digits, 0, 0);
	at = (size_t)(strstr(m.data, note) - m.data) + strlen(note);
	buf_add(&b, m.data, at);
	buf_add(&b, hidden, sizeof hidden - 1);
	buf_add(&b, m.data + at, m.len - at);
	tap_ok(loaded(&b) == -1, "a line with a zero byte is refused");
	buf_free(&m);
}

/* A file of these members, each of two digits, "12" for the first of two, "00" for one that stands for itself. */
static int
loaded_bundle(const char *members)
{
	struct buf b = BUF_EMPTY;

	for (; *members; members += 2)
		add_model(&b, "4c5s3 relu d", digits, members[0] - '0', members[1] - '0');
	return loaded(&b);
}

static void
bundles(void)
{
	tap_ok(loaded_bundle("1222") == 2 && loaded_bundle("1323" "33") == 3, "a bundle is read");
	tap_ok(loaded_bundle("12220000" "1222") == 6 && loaded_bundle("0012" "22") == 3, "and what cat makes of bundles and models");
	tap_ok(loaded_bundle("12") == -1 && loaded_bundle("1323") == -1 && loaded_bundle("0012") == -1, "one that is cut between two models is not");
	tap_ok(loaded_bundle("22") == -1 && loaded_bundle("1333") == -1 && loaded_bundle("2212") == -1 && loaded_bundle("130033") == -1
	       && loaded_bundle("1223") == -1, "nor one that lacks another, or has them in another order");
}

/* Bytes that a network of so many layers takes: its parameters, and all that answers need. */
static double
taken(const struct arch *a)
{
	float *params = mem_floats(a->n_params + 1), *stats = mem_floats(a->n_stats + 1);
	struct network *net = network_new(a, params, stats);
	double floats = 2 * NETWORK_RUN * (double)net->widest + (double)net->kept + (double)net->scratch;

	for (int i = 0; i < a->n; i++) {
		floats += net->conv[i] ? (double)conv_floats(net->conv[i]) : 0;
		floats += net->lstm[i] ? (double)lstm_floats(net->lstm[i]) : 0;
	}
	network_free(net);
	free(params);
	free(stats);
	return sizeof(float) * (floats + (double)a->n_params + (double)a->n_stats);
}

static void
reckoned(void)
{
	static const char deep[] = "64c3p1 ( 64c3p1 ( 64c3p1 ( gap d16 d64 sigmoid )* )+ )+ p2 ( dw3p1 128c1 dw5p2 64c1 )+ gap d";
	const char *name, *text = deep;
	struct arch a;
	char why[200];
	int low = 0, high = 0, most = 0;

	for (int i = -1; i < 0 || (name = arch_name(i, &text)); i++) {
		struct cost c;

		if (arch_parse(text, 47, &a, why, sizeof why) || a.line)
			continue;
		c = network_cost(&a);
		low += c.memory < taken(&a) || c.work < a.macs;
		high += c.memory > 2 * taken(&a) || c.work > 1.6 * a.macs;
		most += 8 * c.memory > COST_MAX_MEMORY || 8 * c.work > COST_MAX_WORK;
	}
	tap_ok(low == 0, "no network takes more than is reckoned");
	tap_ok(high == 0, "nor much less");
	tap_ok(most == 0, "the named ones stay far below what is allowed");
}

/* 1 when a model of these layers is refused. */
static int
refused(const char *text)
{
	struct arch a;
	char why[240];
	struct cost c;

	if (arch_parse(text, 3, &a, why, sizeof why))
		abort();
	c = network_cost(&a);
	return cost_refused(&c, why, sizeof why);
}

static void
monsters(void)
{
	const char *line = "line48 2048c3p1 p2x1 256c3p1 256c24x1 d", *nested, *wide;
	struct buf b = BUF_EMPTY, n = BUF_EMPTY, w = BUF_EMPTY;

	buf_str(&n, "1500c1n");
	for (int i = 0; i < 28; i++)
		buf_str(&n, " (");
	for (int i = 0; i < 28; i++)
		buf_str(&n, " )+");
	buf_str(&n, " gap d");
	nested = buf_text(&n);
	buf_str(&w, "2048c1n");
	for (int i = 0; i < 20; i++)
		buf_str(&w, " dw27p13");
	buf_str(&w, " gap d");
	wide = buf_text(&w);
	tap_ok(refused(nested) && refused(wide) && refused(line), "small files of much memory or work are refused");
	add_model(&b, nested, digits, 0, 0);
	tap_ok(b.len < 20000 && loaded(&b) == -1, "in a file, too");
	for (int i = 0; i < 20; i++)
		add_model(&b, "64c3p1 64c3p1 256c3p1 gap d", digits, 0, 0);
	tap_ok(loaded(&b) == -1, "networks of one run count together");
	opts_model_work(NULL, "--max-model-work", "50");
	add_model(&b, nested, digits, 0, 0);
	tap_ok(loaded(&b) == 1, "unless more is allowed");
	opts_model_work(NULL, "--max-model-work", "1");
	buf_free(&n);
	buf_free(&w);
}

int
main(void)
{
	tap_hush(1);
	labels();
	hidden_bytes();
	bundles();
	reckoned();
	monsters();
	return tap_done();
}
