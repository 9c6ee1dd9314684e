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

struct compared {		/* two files, and what messages call them */
	struct table truth, answers;
	const char *truth_name, *answers_name;
};

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
	size_t i;
	int k;

	for (i = 0; i < truth->n; i++) {
		s[i].row = &truth->v[i];
		s[i].answer = truth->plain ? answers->v[0].text : table_find(answers, truth->v[i].name);
		if (!s[i].answer)
			s[i].answer = "";
		error_rates_add(&s[i].rates, s[i].row->text, s[i].answer);
		edit_errors_add(errors, s[i].row->text, s[i].answer);
		for (k = 0; k < RATES; k++) {
			sum.wrong[k] += s[i].rates.wrong[k];
			sum.total[k] += s[i].rates.total[k];
		}
	}
	return sum;
}

/* How many names of the truth the answers have. */
static size_t
count_met(const struct table *truth, const struct table *answers)
{
	size_t met = 0;

	for (size_t i = 0; i < truth->n; i++)
		met += truth->plain || table_find(answers, truth->v[i].name);
	return met;
}

/* Two tables can be compared: met names of one are in the other.  Returns 0, or -1 after saying why not. */
static int
check_tables(const struct compared *c, size_t met)
{
	const struct table *is = &c->truth, *said = &c->answers;

	if (said->plain && !*said->v[0].text)
		warn_at(c->answers_name, "nothing in it");
	if (is->plain != said->plain) {
		error_at(c->answers_name, is->plain ? "holds rows of a name, a tab and a text, and %s plain text"
		         : "holds plain text, and %s rows of a name, a tab and a text, as hwr-recognize -H writes them", c->truth_name);
		return -1;
	}
	if (met == 0) {
		error_at(c->answers_name, "has none of the %zu names of %s: '%s' here, '%s' there", is->n, c->truth_name,
		         said->v[0].name, is->v[0].name);
		return -1;
	}
	if (met < is->n)
		warn_at(c->answers_name, "%zu of %zu names have no answer and count as empty", is->n - met, is->n);
	return 0;
}

static void
print_rates(FILE *out, const struct error_rates *sum)
{
	for (int k = 0; k < RATES; k++) {
		proportion_print(out, rate_names[k], sum->wrong[k], sum->total[k]);
		putc('\n', out);
	}
}

/* 0, or -1 after saying that the truth has no character to be right about. */
static int
print_report(FILE *out, const struct compared *c, size_t met, int worst)
{
	struct scored *s = mem_zero(c->truth.n + 1, sizeof *s);
	struct edit_errors errors = EDIT_ERRORS_EMPTY;
	const struct error_rates sum = score(s, &c->truth, &c->answers, &errors);
	const int bad = sum.total[RATE_CER] == 0;

	if (bad) {
		error_at(c->truth_name, "no text in it, so nothing can be compared");
	} else {
		print_rates(out, &sum);
		edit_errors_print_spaces(&errors, out);
		fprintf(out, "texts %zu (%zu met, of %zu answers)\n", c->truth.n, met, c->answers.n);
		print_worst(out, s, c->truth.n, (size_t)worst);
		if (worst > 0 && errors.n > 0) {
			fputs("\nslip\ttruth\tanswer\tcount\n", out);
			edit_errors_print(&errors, out, (size_t)worst);
		}
	}
	edit_errors_free(&errors);
	free(s);
	return bad ? -1 : 0;
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

static const char *
name_of(const char *path)
{
	return path && strcmp(path, "-") != 0 ? path : "<stdin>";
}

int
text_report(const char *output, const char *truth, const char *answers, int worst)
{
	struct compared c = {.truth_name = name_of(truth), .answers_name = name_of(answers)};
	struct out out;
	size_t met;
	int failed = 1;

	check_texts(truth, answers);
	if (table_read(&c.truth, truth) == 0 && table_read(&c.answers, answers ? answers : "-") == 0
	    && check_tables(&c, met = count_met(&c.truth, &c.answers)) == 0 && out_open(&out, output) == 0) {
		failed = print_report(out.f, &c, met, worst) < 0;
		failed |= out_close(&out, failed ? OUT_DROP : OUT_WHOLE);
	}
	table_free(&c.truth);
	table_free(&c.answers);
	return failed;
}
