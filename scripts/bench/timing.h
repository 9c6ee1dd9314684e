/* timing.h - the time. */
#ifndef HWR_TIMING_H
#define HWR_TIMING_H

/* seconds_now - of a clock that only goes forward. */
double seconds_now(void);

#endif
