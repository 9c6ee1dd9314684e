#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/num.h"
#include "report/table.h"
#include "report/training_log.h"

enum { MAX_LINE = 512, MAX_EPOCH = 1000000 };	/* bytes of a line with its end; epochs */

static const struct {
	const char *name;
	double most;
} columns[LOG_COLUMNS] = {
	{"epoch", MAX_EPOCH}, {"loss", 1e9}, {"train", 100}, {"validation", 100}, {"rate", 1e9}, {"seconds", 1e9},
	{"images_per_s", 1e12},
};

/* Cut line into the fields of a row, all that are wanted.  0, or -1 when there are fewer. */
static int
split(char *line, char *field[LOG_COLUMNS])
{
	int k;

	for (k = 0; k < LOG_COLUMNS; k++) {
		field[k] = line;
		if (!line)
			return -1;
		if ((line = strchr(line, '\t')) != NULL)
			*line++ = '\0';
	}
	return 0;
}

static int
is_header(char *line)
{
	char *field[LOG_COLUMNS];
	int k;

	if (split(line, field))
		return 0;
	for (k = 0; k < LOG_COLUMNS; k++)
		if (strcmp(field[k], columns[k].name) != 0)
			return 0;
	return 1;
}

/* A loss as printf writes what is no number. */
static int
astray(const char *field)
{
	field += *field == '-';
	return strcmp(field, "nan") == 0 || strcmp(field, "inf") == 0;
}

/* 0, or -1 when the field cannot be a value of the column. */
static int
read_value(const char *field, enum log_column column, double *v)
{
	int64_t whole;

	*v = NAN;
	if (column == LOG_VALIDATION && *field == '\0')
		return 0;
	if (column == LOG_LOSS && astray(field))
		return 0;
	if (column != LOG_EPOCH)
		return num_real(field, 0, columns[column].most, v);
	if (num_int(field, 1, MAX_EPOCH, &whole))
		return -1;
	*v = (double)whole;
	return 0;
}

static int
add_row(struct training_log *log, char *line, const char *name, int number)
{
	char *field[LOG_COLUMNS];
	double row[LOG_COLUMNS];
	int k;

	if (split(line, field)) {
		error_at(name, "line %d: fewer than %d columns", number, LOG_COLUMNS);
		return -1;
	}
	for (k = 0; k < LOG_COLUMNS; k++)
		if (read_value(field[k], (enum log_column)k, &row[k])) {
			error_at(name, "line %d: bad %s '%.40s'", number, columns[k].name, field[k]);
			return -1;
		}
	while (log->n > 0 && log->row[log->n - 1][LOG_EPOCH] >= row[LOG_EPOCH])
		log->n--;
	if (log->n == TRAINING_LOG_MAX_ROWS) {
		error_at(name, "more than %d rows", TRAINING_LOG_MAX_ROWS);
		return -1;
	}
	if (log->n % 64 == 0)
		log->row = mem_resize(log->row, (size_t)log->n + 64, sizeof *log->row);
	memcpy(log->row[log->n++], row, sizeof row);
	return 0;
}

/* One line without its end.  1, or 0 at the end of the file, or -1 after saying what is wrong. */
static int
next_line(char line[MAX_LINE], FILE *in, const char *name, int number)
{
	size_t len;

	errno = 0;
	if (!fgets(line, MAX_LINE, in)) {
		if (ferror(in))
			error_at(name, "%s", strerror(errno));
		return ferror(in) ? -1 : 0;
	}
	len = strcspn(line, "\r\n");
	if (line[len] == '\0' && !feof(in)) {
		error_at(name, "line %d: holds a zero byte or is longer than %d bytes", number, MAX_LINE - 2);
		return -1;
	}
	line[len] = '\0';
	return 1;
}

/* Rows until the end.  0, or -1 after saying what is wrong. */
static int
read_rows(struct training_log *log, FILE *in, const char *name)
{
	char line[MAX_LINE];
	int number = 1, got = next_line(line, in, name, number);

	if (got < 0)
		return -1;
	if (got == 0 || !is_header(line)) {
		error_at(name, "no log of hwr-train: the first line is not its header");
		return -1;
	}
	while ((got = next_line(line, in, name, ++number)) == 1)
		if (add_row(log, line, name, number))
			return -1;
	if (got == 0 && log->n == 0)
		error_at(name, "no rows");
	return got < 0 || log->n == 0 ? -1 : 0;
}

int
training_log_read(struct training_log *log, FILE *in, const char *name)
{
	const char *slash = strrchr(name, '/');
	struct training_log new = {NULL, NULL, 0};
	size_t len;

	if (read_rows(&new, in, name)) {
		training_log_free(&new);
		return 1;
	}
	new.name = mem_text(slash ? slash + 1 : name);
	len = strlen(new.name);
	if (len > 4 && strcmp(new.name + len - 4, ".tsv") == 0)
		new.name[len - 4] = '\0';
	*log = new;
	return 0;
}

void
training_log_free(struct training_log *log)
{
	free(log->name);
	free(log->row);
	log->name = NULL;
	log->row = NULL;
	log->n = 0;
}

int
training_log_last(const struct training_log *log, enum log_column column)
{
	int i = log->n - 1;

	while (i >= 0 && isnan(log->row[i][column]))
		i--;
	return i;
}

/* The row with the best validation, of equal ones the first; -1 when none is known. */
static int
best(const struct training_log *log)
{
	int i, at = -1;

	for (i = 0; i < log->n; i++)
		if (!isnan(log->row[i][LOG_VALIDATION]) &&
		    (at < 0 || log->row[i][LOG_VALIDATION] > log->row[at][LOG_VALIDATION]))
			at = i;
	return at;
}

/* A tab, and a value unless there is no row i. */
static void
print_value(FILE *out, const struct training_log *log, int i, enum log_column column)
{
	putc('\t', out);
	if (i >= 0)
		fprintf(out, column == LOG_EPOCH ? "%.0f" : "%.2f", log->row[i][column]);
}

static void
print_log(FILE *out, const struct training_log *log)
{
	const int top = best(log);
	double seconds = 0, images = 0, weights = 0;
	int i;

	for (i = 0; i < log->n; i++) {
		double s = log->row[i][LOG_SECONDS], weight = s + 1e-9;	/* epochs of no time count, too */

		seconds += s;
		weights += weight;
		images += weight * log->row[i][LOG_SPEED];
	}
	table_quote(out, log->name);
	fprintf(out, "\t%d", log->n);
	print_value(out, log, top, LOG_VALIDATION);
	print_value(out, log, top, LOG_EPOCH);
	print_value(out, log, training_log_last(log, LOG_VALIDATION), LOG_VALIDATION);
	print_value(out, log, training_log_last(log, LOG_TRAIN), LOG_TRAIN);
	fprintf(out, "\t%.1f\t%.0f\n", seconds, images / weights);
}

void
training_log_table(FILE *out, const struct training_log *log, int n)
{
	int i;

	fputs("log\tepochs\tbest\tbest_epoch\tvalidation\ttrain\tseconds\timages_per_s\n", out);
	for (i = 0; i < n; i++)
		print_log(out, &log[i]);
}
