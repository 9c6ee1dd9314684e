#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/tap.h"
#include "report/training_log.h"

#define HEADER "epoch\tloss\ttrain\tvalidation\trate\tseconds\timages_per_s\n"

/* The text as a log; 1 when it is refused. */
static int
load(struct training_log *log, const char *text, size_t n)
{
	FILE *in = tmpfile();
	int status;

	if (!in || fwrite(text, 1, n, in) != n)
		die("no scratch file");
	rewind(in);
	status = training_log_read(log, in, "some/folder/run.one.tsv");
	fclose(in);
	return status;
}

static int
refused(const char *text)
{
	struct training_log log;
	int status = load(&log, text, strlen(text));

	if (status == 0)
		training_log_free(&log);
	return status == 1;
}

static void
test_rows(void)
{
	static const char text[] = HEADER
		"1\t1.5\t60.5\t70.25\t0.001\t10.5\t200\r\n"
		"2\t-nan\t61.5\t\t0.003\t10.0\t100\tmore\n"
		"3\t0.5\t62.5\t70.00\t3e-05\t9.5\t100";
	struct training_log log;
	int status = load(&log, text, sizeof text - 1);

	tap_ok(status == 0 && log.n == 3 && strcmp(log.name, "run.one") == 0, "a log is read, with the name of its file");
	tap_ok(log.row[0][LOG_EPOCH] == 1 && log.row[0][LOG_LOSS] == 1.5 && log.row[0][LOG_VALIDATION] == 70.25 &&
	       log.row[2][LOG_RATE] == 3e-05 && log.row[2][LOG_SPEED] == 100, "its values");
	tap_ok(isnan(log.row[1][LOG_LOSS]) && isnan(log.row[1][LOG_VALIDATION]), "and what is none");
	tap_ok(training_log_last(&log, LOG_LOSS) == 2, "the last row with a loss");
	log.n = 2;
	tap_ok(training_log_last(&log, LOG_LOSS) == 0 && training_log_last(&log, LOG_TRAIN) == 1, "is not always the last row");
	training_log_free(&log);
	training_log_free(&log);
}

static void
test_resumed(void)
{
	static const char text[] = HEADER
		"1\t1\t60\t70\t1\t1\t1\n2\t1\t60\t71\t1\t1\t1\n3\t1\t60\t72\t1\t1\t1\n2\t1\t60\t73\t1\t1\t1\n";
	struct training_log log;
	int status = load(&log, text, sizeof text - 1);

	tap_ok(status == 0 && log.n == 2 && log.row[1][LOG_VALIDATION] == 73, "a resumed run goes on from where it was");
	training_log_free(&log);
}

static void
test_bad(void)
{
	static const char zero[] = HEADER "1\t1\t60\0\t70\t1\t1\t1\n";
	const size_t room = sizeof HEADER + 40 * (TRAINING_LOG_MAX_ROWS + 1);
	char *text = mem_alloc(room, 1), *end = text + snprintf(text, room, "%s", HEADER);
	struct training_log log;
	int i;

	tap_ok(refused("") && refused("\n") && refused("a\tb\n1\t2\n"), "what has no header");
	tap_ok(refused("epoch\tloss\ttrain\n1\t2\t3\n"), "or only half of it");
	tap_ok(refused(HEADER), "no rows");
	tap_ok(refused(HEADER "1\t1\t60\t70\t1\t1\n"), "a row that is too short");
	tap_ok(refused(HEADER "1\t1\t60\t70\t1\t1\t1\n\n"), "an empty row");
	tap_ok(refused(HEADER "0\t1\t60\t70\t1\t1\t1\n") && refused(HEADER "1.5\t1\t60\t70\t1\t1\t1\n"), "no such epoch");
	tap_ok(refused(HEADER "1\tx\t60\t70\t1\t1\t1\n") && refused(HEADER "1\t\t60\t70\t1\t1\t1\n"), "no number");
	tap_ok(refused(HEADER "1\t1\tnan\t70\t1\t1\t1\n") && refused(HEADER "1\t1\t60\t100.5\t1\t1\t1\n"), "no share");
	tap_ok(load(&log, zero, sizeof zero - 1) == 1, "a zero byte");
	for (i = 1; i <= TRAINING_LOG_MAX_ROWS + 1; i++)
		end += snprintf(end, 40, "%d\t1\t60\t70\t1\t1\t1\n", i);
	tap_ok(refused(text), "more rows than anyone trains");
	memset(text, '1', 100000);
	memcpy(text, HEADER, strlen(HEADER));
	text[100000] = '\0';
	tap_ok(refused(text), "a line without end");
	free(text);
}

static void
test_table(void)
{
	static const char some[] = HEADER
		"1\t1\t60\t70\t1\t10\t100\n2\t1\t61\t72.5\t1\t30\t200\n3\t1\t62.5\t72.5\t1\t0\t999\n4\t1\t63.257\t71\t1\t0.0\t999\n";
	static const char none[] = HEADER "5\t1\t60\t\t1\t0.0\t5000\n";
	struct training_log log[2];
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);

	if (load(&log[0], some, sizeof some - 1) || load(&log[1], none, sizeof none - 1))
		die("a good log is refused");
	log[1].name[3] = '\t';
	training_log_table(f, log, 2);
	fclose(f);
	tap_ok(strcmp(text, "log\tepochs\tbest\tbest_epoch\tvalidation\ttrain\tseconds\timages_per_s\n"
	       "run.one\t4\t72.50\t2\t71.00\t63.26\t40.0\t175\n"
	       "run\\tone\t1\t\t\t\t60.00\t0.0\t5000\n") == 0, "a row for every log");
	training_log_free(&log[0]);
	training_log_free(&log[1]);
	free(text);
}

int
main(void)
{
	setprog("test_training_log");
	if (!freopen("/dev/null", "w", stderr))
		die("no /dev/null");
	test_rows();
	test_resumed();
	test_bad();
	test_table();
	return tap_done();
}
