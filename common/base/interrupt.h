/*
 * interrupt.h - what signals that end a program do first.
 */
#ifndef HWR_INTERRUPT_H
#define HWR_INTERRUPT_H

#include <signal.h>

/*
 * interrupt_clean - from here on SIGHUP, SIGINT, SIGTERM and SIGPIPE call fn before they end
 * the program; those that whoever started it ignores stay ignored.  fn does what a handler
 * may (unlink and the like).  There is one fn; NULL: none.
 */
void interrupt_clean(void (*fn)(void));

/*
 * interrupt_catch - from here on the first SIGINT or SIGTERM only sets the
 * number that the result points to (0 before) to the signal's; a second one
 * ends the program at once, as interrupt_clean has it.
 */
const volatile sig_atomic_t *interrupt_catch(void);

#endif
