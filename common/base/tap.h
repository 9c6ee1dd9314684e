/*
 * tap.h - claims of a unit test, printed as TAP for prove(1).
 *
 * A test is a main() that makes claims and ends with "return tap_done();".
 * Claims come from one thread.
 */
#ifndef HWR_TAP_H
#define HWR_TAP_H

#include <stddef.h>

#include "base/err.h"

/* tap_ok - a claim: pass is nonzero when it holds; fmt says what is claimed. */
void tap_ok(int pass, const char *fmt, ...) HWR_PRINTF(2, 3);

/* tap_skip - a claim that cannot be checked here; fmt says why. */
void tap_skip(const char *fmt, ...) HWR_PRINTF(1, 2);

/*
 * tap_child - call fn(ctx) in a child process, for what ends the program.
 *
 * said  what it wrote on stdout and stderr, cut to size - 1 bytes and ended by '\0'
 * Returns its exit status (0 when fn returns), or 128 and the signal that killed it.
 */
int tap_child(void (*fn)(void *ctx), void *ctx, char *said, size_t size);

/*
 * tap_hush - 1: what is written on stderr goes nowhere, for messages that a test
 * provokes; 0: it goes where it went before.  Twice is as once.
 */
void tap_hush(int on);

/* tap_done - print the plan; the exit status: 0 when every claim held, else 1. */
int tap_done(void);

#endif
