#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/tap.h"
#include "report/training_report.h"

/* A log file of one epoch with this loss. */
static void
write_log(const char *path, const char *loss)
{
	FILE *f = fopen(path, "w");

	if (!f)
		die("no scratch file");
	fputs("epoch\tloss\ttrain\tvalidation\trate\tseconds\timages_per_s\n", f);
	fprintf(f, "1\t%s\t50\t60\t0.1\t2.0\t100\n", loss);
	fclose(f);
}

static void
test_report(void)
{
	static char good[] = "good.tsv", bad[] = "bad.tsv", gone[] = "gone.tsv", prog[] = "test_training_report";
	char *argv[] = {prog, gone, bad, good, NULL}, line[200] = "";
	struct stat st;
	FILE *f;

	write_log(good, "1.5");
	write_log(bad, "much");
	tap_ok(training_report(3, argv, 1, "no.png", "no.txt") == 1 && stat("no.png", &st) < 0 && stat("no.txt", &st) < 0,
	       "without any good log nothing is written");
	tap_ok(training_report(4, argv, 1, "some.png", "some.txt") == 1 && stat("some.png", &st) == 0 && st.st_size > 1000,
	       "what is good is drawn beside what is bad");
	f = fopen("some.txt", "r");
	tap_ok(f && fgets(line, sizeof line, f) && fgets(line, sizeof line, f) &&
	       strcmp(line, "good\t1\t60.00\t1\t60.00\t50.00\t2.0\t100\n") == 0 && !fgets(line, sizeof line, f), "and told");
	tap_ok(training_report(4, argv, 3, "all.png", "all.txt") == 0, "all is good");
	if (f)
		fclose(f);
}

int
main(void)
{
	char folder[] = "/tmp/hwr-training-XXXXXX";
	static const char *const made[] = {"good.tsv", "bad.tsv", "some.png", "some.txt", "all.png", "all.txt"};
	size_t i;

	setprog("test_training_report");
	if (!mkdtemp(folder) || chdir(folder) < 0 || !freopen("/dev/null", "w", stderr))
		die("no scratch folder");
	test_report();
	for (i = 0; i < sizeof made / sizeof *made; i++)
		unlink(made[i]);
	rmdir(folder);
	return tap_done();
}
