/*
 * interrupt.h - SIGINT and SIGTERM as a request to stop at the next good point.
 */
#ifndef HWR_INTERRUPT_H
#define HWR_INTERRUPT_H

/*
 * interrupt_catch - from here on the first SIGINT or SIGTERM only sets the
 * number that the result points to (0 before) to the signal's; a second one
 * ends the program at once.
 */
const volatile int *interrupt_catch(void);

#endif
