/*
 * stream.h - what was written and got lost is noticed, with the reason.
 *
 * stdio remembers that a write failed, and forgets why.  Whoever writes in a
 * loop asks stream_broken after each piece, which ends the loop and keeps errno;
 * whoever closes asks stream_finish, which knows both.
 */
#ifndef HWR_STREAM_H
#define HWR_STREAM_H

#include <stdio.h>

/* stream_broken - 1 when something written to f was lost, else 0.  Call it from one thread at a time. */
int stream_broken(FILE *f);

/* stream_finish - flush f.  Returns 0, or the errno of what was lost, now or before; EIO when nobody knows. */
int stream_finish(FILE *f);

/* stream_close - the same, and close it. */
int stream_close(FILE *f);

#endif
