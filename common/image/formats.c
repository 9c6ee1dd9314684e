/* What the readers of all formats need: sizes that may be read, and samples as grey. */
#include <inttypes.h>

#include "base/err.h"
#include "image/formats.h"

int
size_ok(const char *name, int64_t w, int64_t h, int64_t max_pixels)
{
	if (w < 1 || h < 1) {
		error_at(name, "an image of %" PRId64 " x %" PRId64 " pixels has nothing in it", w, h);
		return 0;
	}
	if (w > IMAGE_MAX_SIDE || h > IMAGE_MAX_SIDE) {
		error_at(name, "%" PRId64 " x %" PRId64 " pixels is more than %d on a side", w, h, IMAGE_MAX_SIDE);
		return 0;
	}
	if (w * h > max_pixels) {
		error_at(name, "%" PRId64 " x %" PRId64 " pixels is more than the %" PRId64 " allowed",
		        w, h, max_pixels);
		return 0;
	}
	return 1;
}

static unsigned
sample(const uint8_t *p, unsigned max)
{
	unsigned v = max < 256 ? p[0] : (unsigned)p[0] << 8 | p[1];

	return v < max ? v : max;
}

/*
 * One rounding for luma, alpha and depth together, so that equal pictures in
 * any of the formats give equal bytes.
 */
static uint8_t
grey_of(const uint8_t *p, int channels, unsigned max)
{
	int step = max < 256 ? 1 : 2;
	int64_t luma, alpha = max, white = (int64_t)1000 * max;

	if (channels < 3)
		luma = (int64_t)1000 * sample(p, max);
	else
		luma = 299 * (int64_t)sample(p, max) + 587 * (int64_t)sample(p + step, max) +
		       114 * (int64_t)sample(p + 2 * step, max);
	if (channels == 2 || channels == 4)
		alpha = sample(p + (channels - 1) * step, max);
	luma = luma * alpha + white * ((int64_t)max - alpha);
	white *= max;
	return (uint8_t)((luma * 255 + white / 2) / white);
}

/* The usual scans, without 64-bit divisions. */
static void
rgb_row(const uint8_t *in, int n, uint8_t *out)
{
	int i;

	for (i = 0; i < n; i++, in += 3)
		out[i] = (uint8_t)((299u * in[0] + 587u * in[1] + 114u * in[2] + 500) / 1000);
}

void
grey_row(const uint8_t *in, int n, int channels, unsigned max, uint8_t *out)
{
	int step = channels * (max < 256 ? 1 : 2), i;

	if (max == 255 && channels == 1)
		for (i = 0; i < n; i++)
			out[i] = in[i];
	else if (max == 255 && channels == 3)
		rgb_row(in, n, out);
	else
		for (i = 0; i < n; i++)
			out[i] = grey_of(in + (size_t)i * (size_t)step, channels, max);
}
