#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/tap.h"
#include "report/curves.h"

enum { EPOCHS = 10 };

static char name[] = "a run";

/* A log that gets better from epoch to epoch, by as much as good says. */
static void
make(struct training_log *log, double (*row)[LOG_COLUMNS], int n, double good)
{
	int i;

	log->name = name;
	log->row = row;
	log->n = n;
	for (i = 0; i < n; i++) {
		row[i][LOG_EPOCH] = i + 1;
		row[i][LOG_LOSS] = (2 - good) / (i + 1);
		row[i][LOG_TRAIN] = 90 + good - 30.0 / (i + 1);
		row[i][LOG_VALIDATION] = 95 + good - 10.0 / (i + 1);
		row[i][LOG_RATE] = row[i][LOG_SECONDS] = row[i][LOG_SPEED] = 1;
	}
}

/* Pixels of a half of the picture that have a hue. */
static int
coloured(const struct image plane[3], int right)
{
	int from = right * plane->w / 2, x, y, n = 0;

	for (y = 0; y < plane->h; y++)
		for (x = from; x < from + plane->w / 2; x++) {
			const size_t at = (size_t)y * (size_t)plane->w + (size_t)x;

			n += abs(plane[0].px[at] - plane[1].px[at]) + abs(plane[1].px[at] - plane[2].px[at]) > 40;
		}
	return n;
}

/* Pixels that are exactly of this colour. */
static int
has(const struct image plane[3], int r, int g, int b)
{
	size_t n = (size_t)plane->w * (size_t)plane->h;
	int count = 0;

	while (n-- > 0)
		count += plane[0].px[n] == r && plane[1].px[n] == g && plane[2].px[n] == b;
	return count;
}

static void
drop(struct image plane[3])
{
	int k;

	for (k = 0; k < 3; k++)
		image_free(&plane[k]);
}

static void
test_one(void)
{
	double row[EPOCHS][LOG_COLUMNS];
	struct training_log log;
	struct image plane[3];
	int i, both, line;

	make(&log, row, EPOCHS, 0);
	curves_picture(&log, 1, plane);
	tap_ok(plane[0].w > 800 && plane[0].w < 2000 && plane[0].h > 400 && plane[0].h < 800, "a picture of %dx%d",
	       plane[0].w, plane[0].h);
	tap_ok(plane[1].w == plane[0].w && plane[2].h == plane[0].h, "in three planes");
	tap_ok(has(plane, 255, 255, 255) > plane[0].w * plane[0].h * 8 / 10, "most of it is paper");
	tap_ok(coloured(plane, 0) > 1000 && coloured(plane, 1) > 1000, "there are curves in both panels");
	both = coloured(plane, 1);
	drop(plane);
	for (i = 0; i < EPOCHS; i++)
		row[i][LOG_VALIDATION] = NAN;
	curves_picture(&log, 1, plane);
	line = coloured(plane, 1);
	tap_ok(line > 100 && line < both / 2, "without validation there are only dots: %d of %d", line, both);
	drop(plane);
}

static void
test_eight(void)
{
	static double row[CURVES_MAX][EPOCHS][LOG_COLUMNS];
	struct training_log log[CURVES_MAX];
	struct image few[3], plane[3];
	int i;

	for (i = 0; i < CURVES_MAX; i++)
		make(&log[i], row[i], EPOCHS - i, 0.1 * i);
	curves_picture(log, 2, few);
	curves_picture(log, CURVES_MAX, plane);
	tap_ok(has(few, 0, 114, 178) > 300 && has(few, 213, 94, 0) > 300 && has(few, 130, 85, 45) == 0,
	       "every log has a colour");
	tap_ok(has(plane, 0, 114, 178) > 300 && has(plane, 130, 85, 45) > 300, "eight logs, too");
	tap_ok(coloured(plane, 0) > 2 * coloured(few, 0), "and all are drawn");
	drop(few);
	drop(plane);
}

/* Logs that have next to nothing to show, or too much. */
static void
test_odd(void)
{
	static double row[TRAINING_LOG_MAX_ROWS][LOG_COLUMNS];
	static char long_name[3000];
	struct training_log log;
	struct image plane[3];
	int i;

	make(&log, row, 1, 0);
	curves_picture(&log, 1, plane);
	tap_ok(coloured(plane, 0) > 30 && coloured(plane, 1) > 30, "one epoch is a dot");
	drop(plane);
	row[0][LOG_LOSS] = row[0][LOG_VALIDATION] = NAN;
	row[0][LOG_TRAIN] = 100;
	curves_picture(&log, 1, plane);
	tap_ok(plane[0].w > 0, "of which not all is known");
	drop(plane);
	make(&log, row, TRAINING_LOG_MAX_ROWS, 0);
	for (i = 0; i < TRAINING_LOG_MAX_ROWS; i += 2)
		row[i][LOG_LOSS] = 1e9;
	memset(long_name, 'x', sizeof long_name - 1);
	log.name = long_name;
	curves_picture(&log, 1, plane);
	tap_ok(plane[0].w < 2000 && coloured(plane, 0) > 1000, "many epochs, losses and letters are no wider");
	drop(plane);
}

int
main(void)
{
	setprog("test_curves");
	test_one();
	test_eight();
	test_odd();
	return tap_done();
}
