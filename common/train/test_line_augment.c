/* Changes of lines: nothing when nothing is asked, the same for the same seed, never wider than may be. */
#include <stdlib.h>
#include <string.h>

#include "base/tap.h"
#include "train/test_lines.h"
#include "train/line_augment.h"
#include "train/train_options.h"

enum { MOST = 400 };

static const struct line_augment none = {0}, usual = LINE_AUGMENT_DEFAULTS;

/* The line changed by a, for this seed. */
static uint8_t *
changed(const struct line_augment *a, const struct line_sample *s, uint64_t seed, int most, int *w)
{
	struct rng r = rng_seed(seed, 1);

	static uint8_t loops[LINE_KEPT_HEIGHT * 200];

	memset(loops, 200, sizeof loops);
	return line_augment(a, &r, s->px, s->w, loops, 200, most, w);
}

/* The largest difference between two lines, 256 when their sizes differ. */
static int
differ(const uint8_t *a, int wa, const uint8_t *b, int wb)
{
	int worst = wa == wb ? 0 : 256;

	for (int i = 0; i < LINE_HEIGHT * wa && worst < 256; i++)
		worst = abs(a[i] - b[i]) > worst ? abs(a[i] - b[i]) : worst;
	return worst;
}

static void
test_same(const struct line_sample *s)
{
	int w[4];
	uint8_t *plain = changed(NULL, s, 1, MOST, &w[0]), *nothing = changed(&none, s, 1, MOST, &w[1]);
	uint8_t *one = changed(&usual, s, 5, MOST, &w[2]), *again = changed(&usual, s, 5, MOST, &w[3]);
	int64_t ink = 0, kept = 0;

	for (int i = 0; i < LINE_HEIGHT * w[0]; i++)
		ink += plain[i];
	for (int i = 0; i < LINE_KEPT_HEIGHT * s->w; i++)
		kept += s->px[i];
	tap_ok(w[0] == line_set_columns(s, MOST) && (double)ink * 16 / 9 > 0.95 * (double)kept && (double)ink * 16 / 9 < 1.05 * (double)kept,
	       "unchanged, a line is what is kept, at the size of networks");
	tap_ok(differ(plain, w[0], nothing, w[1]) <= 1, "changes of nothing change nothing");
	tap_ok(differ(one, w[2], again, w[3]) == 0, "the same seed, the same line");
	free(again);
	again = changed(&usual, s, 6, MOST, &w[3]);
	tap_ok(differ(one, w[2], again, w[3]) > 50, "another seed, another");
	free(plain);
	free(nothing);
	free(one);
	free(again);
}

/* Each change alone changes the line, for some seed. */
static void
test_each(const struct line_sample *s)
{
	static const char *const changes[] = {
		"slant=0.4", "wide=0.3", "tall=0.2", "shift=3", "wave=3", "elastic=1", "stroke=1", "blur=1", "contrast=0.8",
		"noise=0.2", "rules=1", "loops=1",
	};

	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		struct line_augment a = usual, all;
		int seen = 0, w, w_plain;
		uint8_t *plain = changed(NULL, s, 1, MOST, &w_plain);

		if (line_augment_from(changes[i], &all))
			abort();
		a = none;
		for (size_t k = 0; k < sizeof a / sizeof(double); k++) {	/* the one that is not as usual */
			double v, was;

			memcpy(&v, (char *)&all + k * sizeof v, sizeof v);
			memcpy(&was, (const char *)&usual + k * sizeof v, sizeof v);
			if (v < was || v > was)
				memcpy((char *)&a + k * sizeof v, &v, sizeof v);
		}
		for (uint64_t seed = 0; seed < 5; seed++) {
			uint8_t *px = changed(&a, s, seed, MOST, &w);

			seen |= differ(px, w, plain, w_plain) > 10;
			free(px);
		}
		tap_ok(seen, "%s is seen", changes[i]);
		free(plain);
	}
}

int
main(void)
{
	struct line_set set = some_lines(1);
	struct line_augment a;
	int fits = 1, w;

	test_same(&set.v[0]);
	test_each(&set.v[0]);
	for (uint64_t seed = 0; seed < 40; seed++) {
		free(changed(&usual, &set.v[0], seed, 64, &w));
		fits &= w % LINE_MULTIPLE == 0 && w > 0 && w <= 64;
	}
	tap_ok(fits, "widths are multiples, and as wide as they may be at most");
	tap_ok(line_augment_from("none", &a) == 0 && a.slant <= 0 && line_augment_from("default", &a) == 0 && a.slant > 0
	       && line_augment_from("slant=0.1,wave=0", &a) == 0 && a.slant < 0.2 && a.wave <= 0 && a.wide > 0, "a list of changes is read");
	tap_ok(line_augment_from("rotate=3", &a) && line_augment_from("slant=2", &a) && line_augment_from("slant", &a)
	       && line_augment_from("", &a), "wrong lists are refused");
	line_set_free(&set);
	return tap_done();
}
