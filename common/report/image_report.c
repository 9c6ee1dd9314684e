#include <stdlib.h>

#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "page/sample.h"
#include "net/prior.h"
#include "report/confusion_plot.h"
#include "report/evaluate.h"
#include "report/image_report.h"
#include "report/proportion.h"

enum { LABEL = 6 };		/* columns that a label takes in tables */
enum { ACCURACY_SIZE = 128 };	/* bytes of the first line */

/* Text filled up with blanks; bytes are not columns. */
static void
print_label(FILE *out, const char *text)
{
	const char *p = text;
	int n = LABEL;
	uint32_t code;

	for (p = utf8_next(p, &code); code != 0; p = utf8_next(p, &code))
		n--;
	fprintf(out, "%s%*s", text, n > 1 ? n : 1, "");
}

/* The first line of the report and the title of its picture. */
static void
accuracy(const struct evaluation *e, char line[ACCURACY_SIZE])
{
	double lo, hi;

	proportion_interval(e->right, e->n, &lo, &hi);
	snprintf(line, ACCURACY_SIZE, "accuracy %.2f %% (%lld of %lld, 95 %% interval %.2f-%.2f)",
	         proportion_percent(e->right, e->n), (long long)e->right, (long long)e->n,
	         100 * lo, 100 * hi);
}

static void
print_summary(FILE *out, const struct evaluation *e)
{
	static const int tops[] = {2, 3, 5};
	char line[ACCURACY_SIZE];
	size_t i;

	accuracy(e, line);
	fprintf(out, "%s\n", line);
	if (e->no_case != e->right) {
		proportion_print(out, "without case", e->no_case, e->n);
		putc('\n', out);
	}
	if (e->folded != e->no_case) {
		proportion_print(out, "folded", e->folded, e->n);
		putc('\n', out);
	}
	for (i = 0; i < sizeof tops / sizeof *tops; i++) {
		snprintf(line, sizeof line, "top %d", tops[i]);
		proportion_print(out, line, e->top[tops[i] - 1], e->n);
		putc('\n', out);
	}
	fprintf(out, "calibration error %.2f %%\n", 100 * evaluation_ece(e));
}

/* Another way to answer, and whether it differs from the vote by more than chance. */
static void
print_other(FILE *out, const char *what, const struct evaluation_other *o, const struct evaluation *e)
{
	proportion_print(out, what, o->right, e->n);
	if (o->only_it + o->only_vote > 0)
		fprintf(out, " +%lld -%lld p=%.2g", (long long)o->only_it, (long long)o->only_vote,
		        proportion_mcnemar(o->only_it, o->only_vote));
}

static void
print_votes(FILE *out, const struct evaluation *e, const struct models *set)
{
	int m;

	for (m = 0; m < VOTES; m++) {
		fprintf(out, "\nvote %s", vote_names[m]);
		print_other(out, "", &e->vote[m], e);
	}
	for (m = 0; m < e->members; m++) {
		if (!models_serve(set, m, 1))
			continue;
		fprintf(out, "\nmodel %d", m + 1);
		print_other(out, "", &e->member[m], e);
		fprintf(out, " %s", set->v[m]->arch);
	}
	putc('\n', out);
}

static void
print_classes(FILE *out, const struct confusion *c)
{
	double precision = 0, recall = 0, f1 = 0;
	int64_t images = 0;
	int row, n = 0;

	fprintf(out, "\nclass   images precision  recall      f1\n");
	for (row = 0; row < c->rows; row++) {
		struct class_score s = confusion_score(c, row);

		if (s.images == 0)
			continue;
		print_label(out, c->truth[row]);
		fprintf(out, "%8lld %9.2f %7.2f %7.2f\n", (long long)s.images,
		        100 * s.precision, 100 * s.recall, 100 * s.f1);
		images += s.images;
		precision += s.precision;
		recall += s.recall;
		f1 += s.f1;
		n++;
	}
	print_label(out, "mean");
	n += n == 0;
	fprintf(out, "%8lld %9.2f %7.2f %7.2f\n", (long long)images,
	        100 * precision / n, 100 * recall / n, 100 * f1 / n);
}

static void
print_mistakes(FILE *out, const struct confusion *c, int top)
{
	struct mistake *worst = mem_alloc((size_t)top + 1, sizeof *worst);
	int n = confusion_worst(c, worst, top), i;

	if (n > 0)
		fprintf(out, "\ntruth answer times  %% of class\n");
	for (i = 0; i < n; i++) {
		struct class_score s = confusion_score(c, worst[i].row);

		print_label(out, c->truth[worst[i].row]);
		print_label(out, c->answer[worst[i].col]);
		fprintf(out, "%6lld %11.2f\n", (long long)worst[i].times,
		        proportion_percent(worst[i].times, s.images));
	}
	free(worst);
}

static void
print_report(FILE *out, const struct evaluation *e, const struct models *set, int worst)
{
	print_summary(out, e);
	print_votes(out, e, set);
	print_classes(out, &e->confusion);
	print_mistakes(out, &e->confusion, worst);
}

static int
write_picture(const struct evaluation *e, const char *path, int part)
{
	char title[ACCURACY_SIZE];
	struct image picture;
	int failed;

	accuracy(e, title);
	picture = confusion_picture(&e->confusion, title);
	failed = image_save_png(path, &picture, 1, part);
	image_free(&picture);
	return failed;
}

/* The confusion matrix as TSV and as a picture, where it is wanted; part: of images of which some are missing.  0, or 1 after saying what failed. */
static int
write_matrix(const struct evaluation *e, const char *tsv, const char *png, int part)
{
	struct out out;
	int failed = 0;

	if (tsv && (failed = out_open(&out, tsv) < 0) == 0) {
		confusion_tsv(&e->confusion, out.f);
		failed = out_close(&out, part ? OUT_PART : OUT_WHOLE);
	}
	if (png)
		failed |= write_picture(e, png, part);
	return failed;
}

/* The images to ask about.  0, or -1 after saying why there are none. */
static int
read_data(const struct image_report *r, enum style style, struct dataset *set)
{
	struct source data = r->data;

	if (r->only)		/* the limit is one of those that are wanted */
		data.part.limit = 0;
	data.glyph = sample_glyph;
	data.ctx = &style;
	if (source_add(&data, set) < 0)
		return -1;
	if (r->only && evaluate_only(set, r->only) < 0) {
		error_at(data.path, "no image of '%s'", r->only);
		return -1;
	}
	set->n = r->data.part.limit > 0 && set->n > r->data.part.limit ? r->data.part.limit : set->n;
	return 0;
}

static int
report_on(const struct image_report *r, const struct models *set, struct classes *classes)
{
	struct dataset data = DATASET_EMPTY;
	int style = style_from(set->v[0]->style), failed;
	struct evaluation e;
	struct out out;

	if (style == STYLE_LINE) {
		error_at("models", "they read whole lines, not glyphs");
		return 1;
	}
	if (read_data(r, style < 0 ? STYLE_EMNIST : (enum style)style, &data) < 0 || out_open(&out, r->output) < 0) {
		dataset_free(&data);
		return 1;
	}
	classes_merge_as(classes, data.classes, data.n_classes);
	evaluate_images(&e, set, classes, &data, r->vote);
	print_report(out.f, &e, set, r->worst);
	failed = out_finish(&out, data.failed > 0) | write_matrix(&e, r->confusion, r->picture, data.failed > 0);
	evaluation_free(&e);
	dataset_free(&data);
	return failed;
}

int
image_report(const struct image_report *r)
{
	struct models set = {NULL, 0};
	struct classes classes;
	int failed;

	if (models_find(&set, r->model, r->models) < 0 || models_are(&set, 0, "--data") < 0 || (r->prior && models_prior(&set, r->prior) < 0)) {
		models_free(&set);
		return 1;
	}
	classes = classes_union(&set);
	if (r->classes && classes_restrict(&classes, r->classes) < 0)
		bad_usage("--classes: '%s' names no class of the models", r->classes);
	failed = report_on(r, &set, &classes);
	classes_free(&classes);
	models_free(&set);
	return failed;
}
