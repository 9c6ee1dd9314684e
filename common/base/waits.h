/*
 * waits.h - whether whoever reads on would have to wait, and what is done before.
 *
 * A program of a pipe hands on what it has before it waits for more: else two
 * programs that talk through it would wait for each other.
 */
#ifndef HWR_WAITS_H
#define HWR_WAITS_H

#include <stdio.h>

/*
 * waits_for - 1 when nothing has come yet that could be read from the descriptor fd.
 * 0 when there is something, or the end, as always in a file, or when it cannot be told.
 * What a FILE has taken in already is not seen.
 */
int waits_for(int fd);

/* hand_on - all that was written to out goes on its way; an error is kept for who closes it (stream.h). */
void hand_on(FILE *out);

#endif
