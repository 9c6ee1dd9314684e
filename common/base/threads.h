/* threads.h - how many threads a program works with. */
#ifndef HWR_THREADS_H
#define HWR_THREADS_H

enum { THREADS_MAX = 1024 };

/*
 * threads_set - from here on work with as many threads as text, the argument
 * of option, says; without OpenMP it is always one.  Exits 2 after saying why
 * when text is no such number.
 */
void threads_set(const char *option, const char *text);

/* threads_most - how many threads a parallel loop may have; threads_own - which one calls, from 0 on. */
int threads_most(void);
int threads_own(void);

#endif
