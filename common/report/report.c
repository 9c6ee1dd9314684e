#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "report/confusion_plot.h"
#include "report/error_rates.h"
#include "report/proportion.h"
#include "report/report.h"
#include "report/edit_errors.h"
#include "report/table.h"

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
accuracy(const struct evaluation *j, char line[ACCURACY_SIZE])
{
	double lo, hi;

	proportion_interval(j->right, j->n, &lo, &hi);
	snprintf(line, ACCURACY_SIZE, "accuracy %.2f %% (%lld of %lld, 95 %% interval %.2f-%.2f)",
	         proportion_percent(j->right, j->n), (long long)j->right, (long long)j->n,
	         100 * lo, 100 * hi);
}

static void
report_summary(FILE *out, const struct evaluation *j)
{
	static const int tops[] = {2, 3, 5};
	char line[ACCURACY_SIZE];
	size_t i;

	accuracy(j, line);
	fprintf(out, "%s\n", line);
	if (j->no_case != j->right) {
		proportion_print(out, "without case", j->no_case, j->n);
		putc('\n', out);
	}
	if (j->folded != j->no_case) {
		proportion_print(out, "folded", j->folded, j->n);
		putc('\n', out);
	}
	for (i = 0; i < sizeof tops / sizeof *tops; i++) {
		snprintf(line, sizeof line, "top %d", tops[i]);
		proportion_print(out, line, j->top[tops[i] - 1], j->n);
		putc('\n', out);
	}
	fprintf(out, "calibration error %.2f %%\n", 100 * evaluation_ece(j));
}

/* Another way to answer, and whether it differs from the vote by more than chance. */
static void
report_other(FILE *out, const char *what, const struct evaluation_other *o, const struct evaluation *j)
{
	proportion_print(out, what, o->right, j->n);
	if (o->only_it + o->only_vote > 0)
		fprintf(out, " +%lld -%lld p=%.2g", (long long)o->only_it, (long long)o->only_vote,
		        proportion_mcnemar(o->only_it, o->only_vote));
}

static void
report_votes(FILE *out, const struct evaluation *j, const struct models *set)
{
	int m;

	for (m = 0; m < VOTES; m++) {
		fprintf(out, "\nvote %s", vote_names[m]);
		report_other(out, "", &j->vote[m], j);
	}
	for (m = 0; m < j->members; m++) {
		if (!models_serve(set, m, 1))
			continue;
		fprintf(out, "\nmodel %d", m + 1);
		report_other(out, "", &j->member[m], j);
		fprintf(out, " %s", set->v[m]->arch);
	}
	putc('\n', out);
}

static void
report_classes(FILE *out, const struct confusion *c)
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
report_mistakes(FILE *out, const struct confusion *c, int top)
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

void
report_images(FILE *out, const struct evaluation *j, const struct models *set, int worst)
{
	report_summary(out, j);
	report_votes(out, j, set);
	report_classes(out, &j->confusion);
	report_mistakes(out, &j->confusion, worst);
}

static int
write_picture(const struct evaluation *j, const char *path)
{
	char title[ACCURACY_SIZE];
	struct image picture;
	int failed;

	accuracy(j, title);
	picture = confusion_picture(&j->confusion, title);
	failed = image_save_png(path, &picture, 1);
	image_free(&picture);
	return failed;
}

int
report_matrix(const struct evaluation *j, const char *tsv, const char *png)
{
	struct out out;
	int failed = 0;

	if (tsv && (failed = out_open(&out, tsv) < 0) == 0) {
		confusion_tsv(&j->confusion, out.f);
		failed = out_close(&out, 1);
	}
	if (png)
		failed |= write_picture(j, png);
	return failed;
}

struct scored {			/* one text, to sort by how wrong it is */
	const struct row *row;
	const char *answer;
	struct error_rates rates;
};

/* Most edits first; of equal ones the order of the file. */
static int
by_edits(const void *a, const void *b)
{
	const struct scored *x = a, *y = b;
	int64_t d = y->rates.wrong[RATE_CER62] - x->rates.wrong[RATE_CER62];

	return d ? (d > 0) - (d < 0) : (x->row > y->row) - (x->row < y->row);
}

static void
report_worst(FILE *out, struct scored *s, size_t n, size_t top)
{
	size_t i;

	qsort(s, n, sizeof *s, by_edits);
	for (i = 0; i < n && i < top && s[i].rates.wrong[RATE_CER62] > 0; i++) {
		fprintf(out, "\n%s: %lld of %lld wrong\n", s[i].row->name,
		        (long long)s[i].rates.wrong[RATE_CER62], (long long)s[i].rates.total[RATE_CER62]);
		edit_errors_diff(s[i].row->text, s[i].answer, "  ", out);
	}
}

/* Every text of truth against its answer, in s; their sum, and what went wrong. */
static struct error_rates
score(struct scored *s, const struct table *truth, const struct table *answers, struct edit_errors *errors)
{
	struct error_rates sum = ERROR_RATES_ZERO;
	size_t i, missing = 0;
	int k;

	for (i = 0; i < truth->n; i++) {
		s[i].row = &truth->v[i];
		s[i].answer = table_find(answers, truth->v[i].name);
		missing += !s[i].answer;
		if (!s[i].answer)
			s[i].answer = "";
		error_rates_add(&s[i].rates, s[i].row->text, s[i].answer);
		edit_errors_add(errors, s[i].row->text, s[i].answer);
		for (k = 0; k < RATES; k++) {
			sum.wrong[k] += s[i].rates.wrong[k];
			sum.total[k] += s[i].rates.total[k];
		}
	}
	if (missing > 0)
		warn_at("answers", "%zu of %zu names have none and count as empty", missing, truth->n);
	return sum;
}

/* F1 of where spaces are: the harmonic mean of precision and recall. */
static void
report_spaces(FILE *out, const struct edit_errors *s)
{
	fprintf(out, "spaces %.2f %% (F1; %" PRId64 " right of %" PRId64 ", %" PRId64 " read)\n",
	        s->spaces + s->spaces_read > 0 ? proportion_percent(2 * s->spaces_right, s->spaces + s->spaces_read) : 100,
	        s->spaces_right, s->spaces, s->spaces_read);
}

static void
print_texts(FILE *out, const struct table *truth, const struct table *answers, int worst)
{
	struct scored *s = mem_zero(truth->n + 1, sizeof *s);
	struct edit_errors errors = EDIT_ERRORS_EMPTY;
	struct error_rates sum = score(s, truth, answers, &errors);
	int k;

	for (k = 0; k < RATES; k++) {
		proportion_print(out, rate_names[k], sum.wrong[k], sum.total[k]);
		putc('\n', out);
	}
	report_spaces(out, &errors);
	fprintf(out, "texts %zu\n", truth->n);
	report_worst(out, s, truth->n, (size_t)worst);
	if (worst > 0 && errors.n > 0) {
		fputs("\nslip\ttruth\tanswer\tcount\n", out);
		edit_errors_print(&errors, out, (size_t)worst);
	}
	edit_errors_free(&errors);
	free(s);
}

/* Texts of two files can be compared: not both are stdin, which is no terminal for answers. */
static void
check_texts(const char *truth, const char *answers)
{
	if (!answers && isatty(0))
		bad_usage("no answers named and stdin is a terminal; see --help");
	if (strcmp(truth, "-") == 0 && (!answers || strcmp(answers, "-") == 0))
		bad_usage("truth and answers cannot both be stdin");
}

int
report_texts(const char *output, const char *truth, const char *answers, int worst)
{
	struct table is = {NULL, 0, NULL}, said = {NULL, 0, NULL};
	struct out out;
	int failed = 1;

	check_texts(truth, answers);
	if (table_read(&is, truth) == 0 && table_read(&said, answers ? answers : "-") == 0 &&
	    out_open(&out, output) == 0) {
		print_texts(out.f, &is, &said, worst < 0 ? 0 : worst);
		failed = out_close(&out, 1);
	}
	table_free(&is);
	table_free(&said);
	return failed;
}
