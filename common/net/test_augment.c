/* Changed glyphs stay glyphs. */
#include <stdlib.h>
#include <string.h>

#include "base/tap.h"
#include "net/augment.h"

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

int
main(void)
{
	const struct augment none = {0, 0, 0, 0, 0, 0}, all = AUGMENT_DEFAULTS, pen = {0, 0, 0, 0, 0, 1};
	uint8_t in[784], out[784], again[784];
	struct rng r = rng_seed(1, 2), s = rng_seed(1, 2);
	long lo, hi, v;
	int moved = 0;

	cross(in);
	augment_glyph(&none, &r, in, out);
	tap_ok(memcmp(in, out, 784) == 0, "no change is no change");
	r = s;
	augment_glyph(&all, &r, in, out);
	augment_glyph(&all, &s, in, again);
	tap_ok(memcmp(out, again, 784) == 0 && memcmp(out, in, 784) != 0, "the same seed gives the same glyph, another one than the input");
	lo = hi = ink(in);
	for (int i = 0; i < 200; i++) {
		augment_glyph(&pen, &r, in, out);
		v = ink(out);
		lo = v < lo ? v : lo;
		hi = v > hi ? v : hi;
	}
	tap_ok(lo < ink(in) * 7 / 10 && hi > ink(in) * 13 / 10, "pens get thinner and thicker (%ld, %ld of %ld)", lo, hi, ink(in));
	for (int i = 0; i < 200; i++) {
		augment_glyph(&all, &r, in, out);
		moved += ink(out) > ink(in) / 3 && ink(out) < ink(in) * 3;
	}
	tap_ok(moved == 200, "the ink stays within reason");
	return tap_done();
}
