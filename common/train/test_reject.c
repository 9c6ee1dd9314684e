/* Rejects have ink, fit the frame, and come in every kind. */
#include <string.h>

#include "base/tap.h"
#include "train/reject.h"

static const char *const names[REJECT_KINDS] = {
	"half a glyph", "two glyphs", "a glyph and a half", "a strip", "a rule", "specks", "a glyph cut level"
};

/* Two rings, one on the other, of outer radius 6; or one upright bar. */
static void
glyphs(uint8_t *eight, uint8_t *bar)
{
	memset(eight, 0, 784);
	memset(bar, 0, 784);
	for (int i = 0; i < 784; i++) {
		const int y = i / 28, x = i % 28, far = y < 14 ? y - 8 : y - 19, d = 2 * far * far + (x - 14) * (x - 14);

		eight[i] = d >= 40 && d <= 100 ? 255 : 0;
		bar[i] = x > 12 && x < 16 && y > 1 && y < 26 ? 255 : 0;
	}
}

/* Ink and the darkest, and the ink's box where it is over 40; rows, columns. */
struct look { long ink; int most, lo[2], hi[2]; };

static struct look
look_at(const uint8_t *px)
{
	struct look l = {0, 0, {28, 28}, {0, 0}};

	for (int i = 0; i < 784; i++) {
		const int at[2] = {i / 28, i % 28};

		l.ink += px[i];
		l.most = px[i] > l.most ? px[i] : l.most;
		for (int k = 0; k < 2 && px[i] > 40; k++) {
			l.lo[k] = at[k] < l.lo[k] ? at[k] : l.lo[k];
			l.hi[k] = at[k] + 1 > l.hi[k] ? at[k] + 1 : l.hi[k];
		}
	}
	return l;
}

/* The longer side is 24 pixels but for soft edges, with a border of 2; both sides are in the middle. */
static int
fits(const struct look *l)
{
	const int high = l->hi[0] - l->lo[0], wide = l->hi[1] - l->lo[1], side = high > wide ? high : wide;
	int off = 0;

	for (int k = 0; k < 2; k++)
		off += l->lo[k] + l->hi[k] < 24 || l->lo[k] + l->hi[k] > 32 || l->lo[k] < 1 || l->hi[k] > 27;
	return l->most == 255 && l->ink > 0 && side >= 19 && side <= 26 && !off;
}

static void
test_kind(enum reject_kind kind, const uint8_t *a, const uint8_t *b)
{
	struct rng r = rng_seed(1, (uint64_t)kind), s = r;
	uint8_t out[784], again[784];
	int good = 0, same = 0;

	for (int i = 0; i < 200; i++) {
		struct look l;

		reject_draw(kind, &r, a, b, out);
		reject_draw(kind, &s, a, b, again);
		l = look_at(out);
		good += fits(&l);
		same += memcmp(out, again, 784) == 0;
	}
	tap_ok(good == 200 && same == 200, "%s fits the frame, the same for the same seed (%d, %d)", names[kind], good, same);
}

static void
test_kinds(void)
{
	struct rng r = rng_seed(3, 4);
	int seen[REJECT_KINDS] = {0}, kinds = 0;

	for (int i = 0; i < 2000; i++)
		seen[reject_kind(&r)]++;
	for (int k = 0; k < REJECT_KINDS; k++)
		kinds += seen[k] > 20;
	tap_ok(kinds == REJECT_KINDS && seen[REJECT_PAIR] > seen[REJECT_HALF], "every kind occurs, by its share");
}

static void
test_blank(const uint8_t *a)
{
	const uint8_t blank[784] = {0};
	struct rng r = rng_seed(5, 6);
	uint8_t out[784];
	int inked = 0;

	for (int i = 0; i < 200; i++) {
		reject_glyph(&r, i % 2 ? a : blank, blank, out);
		inked += look_at(out).ink > 0;
	}
	tap_ok(inked == 200, "even blank glyphs give ink");
}

/* An upright bar alone is an 'l', and so is half of it: what comes is wider. */
static void
test_bars(const uint8_t *bar)
{
	struct rng r = rng_seed(7, 8);
	uint8_t out[784];
	int wide = 0;

	for (int i = 0; i < 300; i++) {
		struct look l;

		reject_glyph(&r, bar, bar, out);
		l = look_at(out);
		wide += l.hi[1] - l.lo[1] > 5;
	}
	tap_ok(wide == 300, "no upright stroke stands alone (%d of 300)", wide);
}

int
main(void)
{
	uint8_t eight[784], bar[784];

	glyphs(eight, bar);
	for (int k = 0; k < REJECT_KINDS; k++)
		test_kind((enum reject_kind)k, eight, bar);
	test_kinds();
	test_blank(eight);
	test_bars(bar);
	return tap_done();
}
