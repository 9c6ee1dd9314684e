/*
 * bench-run - how long a command takes and how much memory it holds, for scripts/bench/bench.sh.
 *
 *   bench-run RUNS INPUT COMMAND [ARG ...]
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

#include "base/err.h"
#include "base/num.h"
#include "base/order.h"
#include "timing.h"

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
		fprintf(stderr, "bench-run: %s failed\n", argv[0]);
		exit(1);
	}
	*kb = used.ru_maxrss > *kb ? used.ru_maxrss : *kb;
	return seconds_now() - start;
}

int
main(int argc, char *argv[])
{
	double times[MOST];
	long kb = 0;
	int runs;

	setprog("bench-run");
	if (argc < 4) {
		fprintf(stderr, "usage: bench-run runs input command [arg ...]\n");
		return 2;
	}
	runs = (int)arg_int("runs", argv[1], 1, MOST);
	run_once(argv[2], argv + 3, &kb);
	for (int i = 0; i < runs; i++)
		times[i] = run_once(argv[2], argv + 3, &kb);
	printf("%.5f\t%ld\n", median(times, runs, 0), kb);
	return 0;
}
