#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "report/edit_errors.h"
#include "report/error_rates.h"
#include "report/proportion.h"
#include "report/table.h"
#include "report/text_report.h"

struct scored {			/* one text, to sort by how wrong it is */
	const struct table_row *row;
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
print_worst(FILE *out, struct scored *s, size_t n, size_t top)
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

static void
print_report(FILE *out, const struct table *truth, const struct table *answers, int worst)
{
	struct scored *s = mem_zero(truth->n + 1, sizeof *s);
	struct edit_errors errors = EDIT_ERRORS_EMPTY;
	struct error_rates sum = score(s, truth, answers, &errors);
	int k;

	for (k = 0; k < RATES; k++) {
		proportion_print(out, rate_names[k], sum.wrong[k], sum.total[k]);
		putc('\n', out);
	}
	edit_errors_print_spaces(&errors, out);
	fprintf(out, "texts %zu\n", truth->n);
	print_worst(out, s, truth->n, (size_t)worst);
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
		bad_usage("no answers named and <stdin> is a terminal; see --help");
	if (strcmp(truth, "-") == 0 && (!answers || strcmp(answers, "-") == 0))
		bad_usage("truth and answers cannot both be <stdin>");
}

int
text_report(const char *output, const char *truth, const char *answers, int worst)
{
	struct table is = {NULL, 0, NULL}, said = {NULL, 0, NULL};
	struct out out;
	int failed = 1;

	check_texts(truth, answers);
	if (table_read(&is, truth) == 0 && table_read(&said, answers ? answers : "-") == 0 &&
	    out_open(&out, output) == 0) {
		print_report(out.f, &is, &said, worst);
		failed = out_close(&out, OUT_WHOLE);
	}
	table_free(&is);
	table_free(&said);
	return failed;
}
