/* test_cascade - who is asked about what. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "base/tap.h"
#include "page/normalize.h"
#include "net/arch.h"
#include "net/labels.h"
#include "net/model_net.h"
#include "net/weights.h"
#include "read/cascade.h"

enum { IMAGES = 40, CLASSES = 3 };

static char *names[] = {"a", "b", LABEL_REJECT};

/* A network of random weights, its last layer so strong that it is mostly sure. */
static struct model
make(char *text, uint64_t seed)
{
	struct model m = {.arch = text, .classes = names, .n_classes = CLASSES};
	struct arch a;
	char why[200];
	float *params, *stats;

	if (arch_parse(text, CLASSES, &a, why, sizeof why))
		abort();
	params = mem_floats(a.n_params);
	stats = mem_floats(a.n_stats + 1);
	weights_init(&a, seed, params, stats);
	for (size_t i = a.layer[a.n - 1].w; i < a.n_params; i++)
		params[i] *= 6;
	m.net = mem_zero(1, sizeof *m.net);
	m.net->ready = network_new(&a, params, stats);
	free(stats);
	free(params);
	return m;
}

static void
fill(uint8_t *images, uint8_t *cheap)
{
	struct rng r = rng_seed(7, 1);

	for (int i = 0; i < IMAGES * GLYPH_SIZE; i++)
		images[i] = (uint8_t)rng_below(&r, 256);
	for (int i = 0; i < IMAGES; i++)
		cheap[i] = i % 4 != 0;
}

/* 1 when the glyphs member is asked about, and only those, are as the rule is. */
static int
by_rule(const uint8_t *asked, const uint8_t *cheap, const float *first, int *spared)
{
	int right = 1;

	*spared = 0;
	for (int i = 0; i < IMAGES; i++) {
		float most = 0;

		for (int k = 0; k < CLASSES; k++)
			most = first[i * CLASSES + k] > most ? first[i * CLASSES + k] : most;
		*spared += !asked[i];
		right &= asked[i] == (!cheap[i] || most < 0.9f);
	}
	return right;
}

/* Members with tasks are asked about those glyphs alone. */
static void
tasks(struct model *large, struct model *small, const struct models *set, const struct classes *classes,
      const uint8_t *images, float *const *probs)
{
	static uint8_t alone[IMAGES], among[IMAGES], spared[IMAGES], asked[2 * IMAGES];
	const struct glyph_roles roles = {alone, among, spared};
	int right = 0;

	for (int i = 0; i < IMAGES; i++)
		alone[i] = i % 3 == 0;
	small->task = TASK_ALONE;
	tap_ok(cascade_first(set, classes) == -1, "one that reads lines has none to be first before");
	cascade_ask(set, -1, images, &roles, IMAGES, probs, asked);
	for (int i = 0; i < IMAGES; i++)
		right += asked[i] && asked[IMAGES + i] == alone[i];
	tap_ok(right == IMAGES, "a member for glyphs that stand alone is asked about those (%d of %d)", right, IMAGES);
	large->task = TASK_LINES;
	cascade_ask(set, -1, images, &roles, IMAGES, probs, asked);
	for (int i = right = 0; i < IMAGES; i++)
		right += asked[i] != alone[i] && asked[IMAGES + i] == alone[i];
	tap_ok(right == IMAGES, "one for lines about the others");
	small->task = TASK_LINES;
	cascade_ask(set, -1, images, &roles, IMAGES, probs, asked);
	tap_ok(memchr(asked, 0, sizeof asked) == NULL, "where all are alike, they are asked about everything");
	small->task = large->task = TASK_ALL;
}

int
main(void)
{
	static uint8_t images[IMAGES * GLYPH_SIZE], cheap[IMAGES], never[IMAGES], asked[2 * IMAGES];
	static float large_said[IMAGES * CLASSES], small_said[IMAGES * CLASSES], alone[IMAGES * CLASSES];
	char wide[] = "8c5s4 relu d", thin[] = "4c5s4 relu d";
	struct model large = make(wide, 1), small = make(thin, 2);
	struct model *members[] = {&large, &small};
	const struct models set = {members, 2}, one = {members, 1};
	const struct glyph_roles roles = {never, cheap, never}, fewer = {never, cheap, cheap};
	struct classes classes = classes_union(&set), single = classes_union(&one);
	float *probs[] = {large_said, small_said};
	int spared, same = 1;

	tap_ok(cascade_first(&set, &classes) == 1, "the member that costs least is first");
	tap_ok(cascade_first(&one, &single) == -1, "one alone has none to be first before");
	fill(images, cheap);
	model_predict(&large, images, IMAGES, alone);
	cascade_ask(&set, 1, images, &roles, IMAGES, probs, asked);
	same = by_rule(asked, cheap, small_said, &spared);
	tap_ok(same && spared > 0 && spared < IMAGES,
	       "others are asked where it is in doubt, and about all that are not candidates (%d spared)", spared);
	for (int i = 0; i < IMAGES; i++)
		same &= !asked[i] || memcmp(alone + i * CLASSES, large_said + i * CLASSES, CLASSES * sizeof *alone) == 0;
	tap_ok(same, "they say what they say of all");
	cascade_ask(&set, -1, images, &roles, IMAGES, probs, asked);
	tap_ok(memchr(asked, 0, sizeof asked) == NULL && memcmp(alone, large_said, sizeof alone) == 0,
	       "with no first all are asked");
	cascade_ask(&set, 1, images, &fewer, IMAGES, probs, asked);
	for (int i = 0; i < 2 * IMAGES; i++)
		same &= asked[i] == !cheap[i % IMAGES];
	tap_ok(same, "about glyphs that are spared nobody is asked");
	tasks(&large, &small, &set, &classes, images, probs);
	classes_free(&single);
	classes_free(&classes);
	model_net_free(large.net);
	model_net_free(small.net);
	return tap_done();
}
