#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
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
	if (mode < 0)
		p->last += 0.75;	/* first shown after a second */
}

/* How long it still takes, for people. */
static void
put_left(struct buf *line, double seconds)
{
	if (seconds < 120)
		buf_printf(line, ", %.0f s left", seconds);
	else
		buf_printf(line, ", %.0f min left", seconds / 60);
}

void
progress_show(struct progress *p, int64_t done, const char *more)
{
	struct buf line = BUF_EMPTY;
	double now, rate;

	if (!p->on || (now = clock_seconds()) - p->last < 0.25)
		return;
	p->last = now;
	rate = (double)done / (now - p->start + 1e-9);
	buf_printf(&line, "%s %lld", p->title, (long long)done);
	if (p->total > 0)
		buf_printf(&line, "/%lld %2d%%", (long long)p->total, (int)(100 * done / p->total));
	buf_printf(&line, " %s, %.*f/s", p->unit, rate < 10 ? 1 : 0, rate);
	if (p->total > 0 && rate > 0)
		put_left(&line, (double)(p->total - done) / rate);
	if (*more)
		buf_printf(&line, ", %s", more);
	err_status(buf_text(&line));
	buf_free(&line);
}

void
progress_end(struct progress *p)
{
	if (p->on)
		err_status("");
	p->on = 0;
}
