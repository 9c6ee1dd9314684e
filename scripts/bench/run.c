/*
 * run - how long a command takes and how much memory it holds, for scripts/bench.sh.
 *
 *   run RUNS INPUT COMMAND [ARG ...]
 *
 * Runs COMMAND RUNS times after one that does not count, standard input from
 * the file INPUT, standard output thrown away.  Prints the median of the
 * seconds from start to end and the largest resident set in KiB.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"

enum { MOST = 1000 };

static void
become(const char *input, char *argv[])
{
	const int in = open(input, O_RDONLY), out = open("/dev/null", O_WRONLY);

	if (in < 0 || out < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0) {
		perror(input);
		_exit(126);
	}
	execvp(argv[0], argv);
	perror(argv[0]);
	_exit(127);
}

/* The seconds of one run; *kb grows to its resident set. */
static double
run_once(const char *input, char *argv[], long *kb)
{
	const double start = seconds_now();
	const pid_t pid = fork();
	struct rusage used;
	int status;

	if (pid == 0)
		become(input, argv);
	if (pid < 0 || wait4(pid, &status, 0, &used) != pid || status != 0) {
		fprintf(stderr, "run: %s failed\n", argv[0]);
		exit(1);
	}
	*kb = used.ru_maxrss > *kb ? used.ru_maxrss : *kb;
	return seconds_now() - start;
}

static int
by_value(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int
main(int argc, char *argv[])
{
	const int runs = argc > 3 ? atoi(argv[1]) : 0;
	double times[MOST];
	long kb = 0;

	if (runs < 1 || runs > MOST) {
		fprintf(stderr, "usage: run runs input command [arg ...]\n");
		return 2;
	}
	run_once(argv[2], argv + 3, &kb);
	for (int i = 0; i < runs; i++)
		times[i] = run_once(argv[2], argv + 3, &kb);
	qsort(times, (size_t)runs, sizeof *times, by_value);
	printf("%.5f\t%ld\n", times[runs / 2], kb);
	return 0;
}
