#include <string.h>

#include "base/err.h"
#include "base/io.h"
#include "report/curves.h"
#include "report/training_log.h"
#include "report/training_report.h"

struct logs {
	struct training_log v[CURVES_MAX];
	int n;
};

static int
add_log(FILE *in, const char *name, void *ctx)
{
	struct logs *logs = ctx;
	int failed = training_log_read(&logs->v[logs->n], in, name);

	logs->n += !failed;
	return failed;
}

static int
save_table(const struct logs *logs, const char *path, int part)
{
	struct out out;

	if (out_open(&out, path) < 0)
		return 1;
	training_log_table(out.f, logs->v, logs->n);
	return out_close(&out, part ? OUT_PART : OUT_WHOLE);
}

static int
save_picture(const struct logs *logs, const char *path, int part)
{
	struct image plane[3];
	int failed, k;

	curves_picture(logs->v, logs->n, plane);
	failed = image_save_png(path, plane, 3, part);
	for (k = 0; k < 3; k++)
		image_free(&plane[k]);
	return failed;
}

int
training_report(int argc, char *argv[], int first, const char *png, const char *tsv)
{
	const char *dot = strrchr(png, '.');
	struct logs logs = {{{NULL, NULL, 0}}, 0};
	int failed;

	if (dot && strcmp(dot, ".tsv") == 0)
		bad_usage("the picture is named before the logs, and '%s' is called like a log", png);
	failed = io_each(argc, argv, first, add_log, &logs);
	if (logs.n > 0)
		failed |= save_table(&logs, tsv, failed) | save_picture(&logs, png, failed);
	while (logs.n > 0)
		training_log_free(&logs.v[--logs.n]);
	return failed;
}
