/* test_threshold - thresholds against what is known of them, and against slow versions. */
#include <math.h>

#include "base/rng.h"
#include "base/tap.h"
#include "image/threshold.h"

static void
test_otsu(void)
{
	int64_t hist[256] = {0};

	tap_ok(otsu_level(hist) == 0, "otsu: nothing has no classes");
	hist[200] = 50;
	tap_ok(otsu_level(hist) == 0, "otsu: one level has no classes");
	hist[100] = 5;
	tap_ok(otsu_level(hist) == 150, "otsu: the middle of the valley");
	tap_ok(histogram_level(hist, 0.05) == 100 && histogram_level(hist, 0.5) == 200, "levels of parts");
}

/* Sauvola's threshold by adding up the window. */
static double
slow_sauvola(const struct image *img, int cx, int cy, int radius, double k, double R)
{
	double n = 0, sum = 0, square = 0;
	int x, y;

	for (y = cy - radius; y <= cy + radius; y++)
		for (x = cx - radius; x <= cx + radius; x++)
			if (x >= 0 && y >= 0 && x < img->w && y < img->h) {
				double v = img->px[y * img->w + x];

				n++;
				sum += v;
				square += v * v;
			}
	sum /= n;
	square = square / n - sum * sum;
	return sum * (1 + k * (sqrt(square > 0 ? square : 0) / R - 1));
}

static void
test_sauvola(void)
{
	struct image img = image_new(37, 29);
	struct rng r = rng_seed(3, 0);
	struct sauvola s;
	double worst = 0;
	int x, y;

	for (x = 0; x < img.w * img.h; x++)
		img.px[x] = (uint8_t)rng_below(&r, 256);
	sauvola_start(&s, &img, 6, 0.3, 100);
	for (y = 0; y < img.h; y++) {
		sauvola_down(&s, y);
		for (x = 0; x < img.w; x++)
			worst = fmax(worst, fabs(sauvola_at(&s, x) - slow_sauvola(&img, x, y, 6, 0.3, 100)));
	}
	tap_ok(worst < 1e-3, "sauvola: sliding sums give what adding up does (off by %.6f)", worst);
	sauvola_free(&s);
	image_free(&img);
}

int
main(void)
{
	test_otsu();
	test_sauvola();
	return tap_done();
}
