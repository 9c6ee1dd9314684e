/* test_line_metrics - how large a line may be. */
#include <math.h>

#include "base/tap.h"
#include "read/line_metrics.h"

static void
steps(void)
{
	const struct line_metrics tags = {30, 50, 0, 0}, measured = line_metrics_start(0, &tags);
	int differ = 1, even = 1;

	tap_ok(measured.xh == 30 && measured.cap == 50 && measured.shift == 0 && measured.cost == 0, "what was measured costs nothing");
	for (int i = 1; i < LINE_METRICS_STARTS; i++) {
		const struct line_metrics s = line_metrics_start(i, &tags);

		differ &= (s.xh != 30 || s.cap != 50) && s.cost > 0 && s.xh < s.cap;
	}
	tap_ok(differ, "other scales do, and small letters are smaller than tall ones");
	for (int k = 0; k < LINE_METRICS_STEPS; k += 2) {
		const struct line_metrics down = line_metrics_step(&measured, k), back = line_metrics_step(&down, k + 1);

		even &= fabs(back.xh - 30) < 1e-9 && fabs(back.cap - 50) < 1e-9 && fabs(back.shift) < 1e-9 && down.cost > 0 && back.cost > down.cost;
	}
	tap_ok(even, "steps go both ways, and each costs");
}

static void
places(void)
{
	const struct tags t = {.have = TAG_BOX | TAG_BASE | TAG_XH, .box = {0, 70, 20, 30}, .base = 100, .xh = 30};
	const struct line_metrics small = {30, 50, 0, 0}, tall = {18, 30, 0, 0}, low = {30, 50, 15, 0}, none = {0, 0, 0, 0};
	struct glyph_place p;

	tap_ok(line_metrics_place(&small, &t, &p) && fabs(p.top - 0.6) < 1e-6, "as tall as small letters");
	tap_ok(line_metrics_place(&tall, &t, &p) && fabs(p.top - 1) < 1e-6, "as tall as capitals");
	tap_ok(line_metrics_place(&low, &t, &p) && p.bottom > 0.2, "above a base line that is lower");
	tap_ok(!line_metrics_place(&none, &t, &p), "nowhere when nothing is known");
}

int
main(void)
{
	steps();
	places();
	return tap_done();
}
