#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/progress.h"

double
clock_seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int
wanted(int mode)
{
	const char *term = getenv("TERM");

	if (mode >= 0)
		return mode;
	return verbosity >= 0 && isatty(2) && term && strcmp(term, "dumb") != 0
	       && getpgrp() == tcgetpgrp(2);
}

void
progress_start(struct progress *p, int mode, const char *title, const char *unit, int64_t total)
{
	p->title = title;
	p->unit = unit;
	p->total = total;
	p->start = p->last = clock_seconds();
	p->on = wanted(mode);
	p->shown = 0;
	if (mode < 0)
		p->last += 0.75;	/* first shown after a second */
}

void
progress_show(struct progress *p, int64_t done, const char *more)
{
	double now, rate;

	if (!p->on || (now = clock_seconds()) - p->last < 0.25)
		return;
	p->last = now;
	rate = (double)done / (now - p->start + 1e-9);
	fprintf(stderr, "\r\033[K%s %lld", p->title, (long long)done);
	if (p->total > 0)
		fprintf(stderr, "/%lld %2d%%", (long long)p->total, (int)(100 * done / p->total));
	fprintf(stderr, " %s, %.0f/s", p->unit, rate);
	if (p->total > 0 && rate > 0)
		fprintf(stderr, ", %.0f s left", (double)(p->total - done) / rate);
	if (*more)
		fprintf(stderr, ", %s", more);
	fflush(stderr);
	p->shown = 1;
}

void
progress_end(struct progress *p)
{
	if (p->shown)
		fputs("\r\033[K", stderr);
	p->shown = 0;
}
