/*
 * progress.h - one line on stderr that tells a person how far it is.
 *
 * Shown only when stderr is a terminal, TERM is not "dumb", -q was not given
 * and a second has passed; at most four times a second; erased at the end, and by
 * messages (err_status, with which whoever writes something else on the terminal erases it, too).
 */
#ifndef HWR_PROGRESS_H
#define HWR_PROGRESS_H

#include <stdint.h>

struct progress {
	const char *title;
	const char *unit;	/* "images" */
	int64_t total;		/* 0: unknown */
	double start, last;	/* seconds */
	int on;
};

/* mode: 1 always, 0 never, -1 as said above.  title and unit must outlive p. */
void progress_start(struct progress *p, int mode, const char *title, const char *unit, int64_t total);
void progress_show(struct progress *p, int64_t done, const char *more);	/* more: "" or "loss 0.31" */
void progress_end(struct progress *p);

/* clock_seconds - seconds on a clock that never goes back. */
double clock_seconds(void);

#endif
