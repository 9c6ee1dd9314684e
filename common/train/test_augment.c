/* Changed glyphs stay glyphs. */
#include <stdlib.h>
#include <string.h>

#include "base/tap.h"
#include "train/augment.h"

static void
cross(uint8_t *px)
{
	memset(px, 0, 784);
	for (int i = 6; i < 22; i++) {
		px[i * 28 + 13] = px[i * 28 + 14] = 255;
		px[13 * 28 + i] = px[14 * 28 + i] = 255;
	}
}

static long
ink(const uint8_t *px)
{
	long sum = 0;

	for (int i = 0; i < 784; i++)
		sum += px[i];
	return sum;
}

/* The longer side of what is at least half as dark as can be. */
static int
longer_side(const uint8_t *px)
{
	int lo[2] = {28, 28}, hi[2] = {0, 0};

	for (int i = 0; i < 784; i++)
		for (int k = 0; k < 2 && px[i] > 127; k++) {
			const int at = k ? i % 28 : i / 28;

			lo[k] = at < lo[k] ? at : lo[k];
			hi[k] = at + 1 > hi[k] ? at + 1 : hi[k];
		}
	return hi[0] - lo[0] > hi[1] - lo[1] ? hi[0] - lo[0] : hi[1] - lo[1];
}

static void
test_shapes(const uint8_t *in)
{
	const struct augment none = {0}, all = AUGMENT_DEFAULTS, pen = {.stroke = 1};
	struct rng r = rng_seed(1, 2), s = rng_seed(1, 2);
	uint8_t out[784], again[784];
	long lo, hi, v;
	int moved = 0;

	augment_glyph(&none, &r, in, NULL, out);
	tap_ok(memcmp(in, out, 784) == 0, "no change is no change");
	r = s;
	augment_glyph(&all, &r, in, NULL, out);
	augment_glyph(&all, &s, in, in, again);
	tap_ok(memcmp(out, again, 784) == 0 && memcmp(out, in, 784) != 0, "the same seed gives the same glyph, another one than the input");
	lo = hi = ink(in);
	for (int i = 0; i < 200; i++) {
		augment_glyph(&pen, &r, in, NULL, out);
		v = ink(out);
		lo = v < lo ? v : lo;
		hi = v > hi ? v : hi;
	}
	tap_ok(lo < ink(in) * 7 / 10 && hi > ink(in) * 13 / 10, "pens get thinner and thicker (%ld, %ld of %ld)", lo, hi, ink(in));
	for (int i = 0; i < 200; i++) {
		augment_glyph(&all, &r, in, NULL, out);
		moved += ink(out) > ink(in) / 3 && ink(out) < ink(in) * 3;
	}
	tap_ok(moved == 200, "the ink stays within reason");
}

static const struct { const char *name; struct augment a; } looks[] = {
	{"ink",        {.ink = 1}},
	{"blur",       {.blur = 1}},
	{"resolution", {.resolution = 0.5}},
	{"contrast",   {.contrast = 0.7}},
	{"noise",      {.noise = 0.1}},
	{"texture",    {.texture = 0.6}},
	{"sliver",     {.sliver = 1}},
};

/* Some stay as they are, the others do not. */
static void
test_plain(const uint8_t *in)
{
	const struct augment a = {.rotate = 20, .plain = 0.3};
	struct rng r = rng_seed(5, 5);
	uint8_t out[784];
	int same = 0;

	for (int i = 0; i < 1000; i++) {
		augment_glyph(&a, &r, in, NULL, out);
		same += memcmp(out, in, 784) == 0;
	}
	tap_ok(same > 250 && same < 360, "%d of 1000 stay as they are", same);
}

/* Each alone changes most glyphs, repeatably, and leaves its ink near what it was. */
static void
test_look(const char *name, const struct augment *a, const uint8_t *in)
{
	struct rng r = rng_seed(3, 4), s = r;
	uint8_t out[784], again[784];
	int changed = 0, same = 0, fair = 0;

	for (int i = 0; i < 100; i++) {
		augment_glyph(a, &r, in, in, out);
		augment_glyph(a, &s, in, in, again);
		same += memcmp(out, again, 784) == 0;
		changed += memcmp(out, in, 784) != 0;
		fair += ink(out) > ink(in) / 3 && ink(out) < ink(in) * 3;
	}
	tap_ok(same == 100 && changed > 50 && fair == 100, "%s changes a glyph (%d changed, %d with fair ink)", name, changed, fair);
}

/* What is small becomes as large as the frame is for. */
static void
test_ink(const uint8_t *in)
{
	const struct augment a = {.ink = 1};
	const uint8_t blank[784] = {0};
	struct rng r = rng_seed(5, 6);
	uint8_t out[784];
	int side, lo = 28, hi = 0, dark = 0;

	for (int i = 0; i < 200; i++) {
		augment_glyph(&a, &r, in, NULL, out);
		side = longer_side(out);
		lo = side < lo ? side : lo;
		hi = side > hi ? side : hi;
		for (int k = 0; k < 784; k++)
			if (out[k] == 255) {
				dark++;
				break;
			}
	}
	tap_ok(lo >= 19 && hi <= 25 && lo < hi && dark == 200, "a scanned glyph fits its frame again (%d .. %d, %d dark)", lo, hi, dark);
	augment_glyph(&a, &r, blank, blank, out);
	tap_ok(ink(out) == 0, "a blank stays blank");
}

static void
test_sliver(const uint8_t *in)
{
	const struct augment a = {.sliver = 1};
	struct rng r = rng_seed(7, 8);
	uint8_t out[784];
	int left = 0, right = 0;

	for (int i = 0; i < 100; i++) {
		long sides[2] = {0, 0};

		augment_glyph(&a, &r, in, in, out);
		for (int k = 0; k < 784; k++)
			sides[k % 28 > 13] += out[k];
		left += sides[0] > sides[1];
		right += sides[0] < sides[1];
	}
	tap_ok(left > 20 && right > 20, "slivers stand on both sides (%d, %d)", left, right);
	augment_glyph(&a, &r, in, NULL, out);
	tap_ok(memcmp(in, out, 784) == 0, "without a neighbour there is none");
}

int
main(void)
{
	uint8_t in[784];

	cross(in);
	test_shapes(in);
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
		test_look(looks[i].name, &looks[i].a, in);
	test_ink(in);
	test_sliver(in);
	test_plain(in);
	return tap_done();
}
